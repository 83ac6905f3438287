/// Checks of a SCIM service provider over HTTP; each result is data.
@NullMarked
package dev.muster.conformance;

import org.jspecify.annotations.NullMarked;
