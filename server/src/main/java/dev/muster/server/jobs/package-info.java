/// Provisioning jobs in the server: what opens their sources and targets, and their part of the
/// admin API.
@NullMarked
package dev.muster.server.jobs;

import org.jspecify.annotations.NullMarked;
