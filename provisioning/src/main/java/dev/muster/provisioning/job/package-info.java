/// Provisioning jobs and what is kept for them: settings, status, links, plans — Entra's
/// `synchronizationJob`.
@NullMarked
package dev.muster.provisioning.job;

import org.jspecify.annotations.NullMarked;
