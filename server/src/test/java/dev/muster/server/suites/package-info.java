/// Suites that are not ours, run against this server.
@NullMarked
package dev.muster.server.suites;

import org.jspecify.annotations.NullMarked;
