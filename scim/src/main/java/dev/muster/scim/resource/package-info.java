/// Resources as JSON documents in their schema's spelling: reading what a client sent (RFC 7643 §2,
/// §3) and showing what it may see (RFC 7644 §3.9).
@NullMarked
package dev.muster.scim.resource;

import org.jspecify.annotations.NullMarked;
