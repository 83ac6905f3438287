/// The SCIM endpoint of each tenant, at `/t/{tenant}/scim/v2` (RFC 7644 §3, §4): bearer tokens,
/// routes, and the way from headers and parameters to the provider's operations and back.
@NullMarked
package dev.muster.server.scim;

import org.jspecify.annotations.NullMarked;
