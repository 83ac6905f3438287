/// Cron expressions: the times at which a job runs when it does not follow its source's changes.
@NullMarked
package dev.muster.provisioning.cron;

import org.jspecify.annotations.NullMarked;
