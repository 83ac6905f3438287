/// The inbound circuit breaker: a client that takes away the access of too many is stopped until an
/// administrator has looked.
@NullMarked
package dev.muster.server.breaker;

import org.jspecify.annotations.NullMarked;
