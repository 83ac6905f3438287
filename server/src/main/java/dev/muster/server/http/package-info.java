/// The HTTP edge in this application's own terms: a request in, a response out, blocking, on a
/// virtual thread. Helidon is known to `HttpListener` alone.
///
/// Routes are added where they belong: SCIM operations in `ScimApi`, admin operations as an
/// `AdminRoutes`. Each of these areas has one failure funnel that turns exceptions into its own
/// kind of error body: SCIM errors (RFC 7644 §3.12) or problem details (RFC 9457).
@NullMarked
package dev.muster.server.http;

import org.jspecify.annotations.NullMarked;
