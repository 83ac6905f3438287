/// Checks of a SCIM service provider over HTTP: RFC 7643, RFC 7644, RFC 9865, and what Entra ID and
/// Okta need. [Conformance] runs them; each result is data.
@NullMarked
package dev.muster.conformance;

import org.jspecify.annotations.NullMarked;
