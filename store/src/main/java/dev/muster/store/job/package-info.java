/// Provisioning jobs, links, plans and logs in SQL.
@NullMarked
package dev.muster.store.job;

import org.jspecify.annotations.NullMarked;
