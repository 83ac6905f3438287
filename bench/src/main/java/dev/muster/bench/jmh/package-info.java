/// Micro-benchmarks of `scim` beside two SDKs for Java: UnboundID's `scim2-sdk-common` and
/// SCIM-SDK's `scim-sdk-common` and `scim-sdk-server`. All do the same to the same user, filter and
/// PATCH; each method says what that is for its library.
@NullMarked
package dev.muster.bench.jmh;

import org.jspecify.annotations.NullMarked;
