/// A SCIM client: one connection to one service provider, with timeouts, retries, paging and a rate
/// limit (RFC 7644 §3; what the peers need is named where it is done).
@NullMarked
package dev.muster.client;

import org.jspecify.annotations.NullMarked;
