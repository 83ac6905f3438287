/// Checks of what identity providers really send: Entra ID and Okta.
@NullMarked
package dev.muster.conformance.profile;

import org.jspecify.annotations.NullMarked;
