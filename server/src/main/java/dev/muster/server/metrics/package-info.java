/// What the server counts and measures, for Prometheus at `/metrics`. Labels have few values,
/// whatever clients send: there is none for tenants.
@NullMarked
package dev.muster.server.metrics;

import org.jspecify.annotations.NullMarked;
