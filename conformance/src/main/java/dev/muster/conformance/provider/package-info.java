/// What a service provider says about itself (RFC 7644 §4), read leniently, and bodies of resources
/// made from its schemas.
@NullMarked
package dev.muster.conformance.provider;

import org.jspecify.annotations.NullMarked;
