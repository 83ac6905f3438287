/// The provisioning log: one entry per object and change — Entra's `provisioningObjectSummary`.
@NullMarked
package dev.muster.provisioning.log;

import org.jspecify.annotations.NullMarked;
