/// Requests that the server makes to addresses which a tenant has given, and which addresses those
/// may be.
@NullMarked
package dev.muster.server.outbound;

import org.jspecify.annotations.NullMarked;
