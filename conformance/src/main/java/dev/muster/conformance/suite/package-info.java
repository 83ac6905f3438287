/// The checks of RFC 7643, RFC 7644 and RFC 9865, one class for each area; each check carries the
/// sentence that it tests.
@NullMarked
package dev.muster.conformance.suite;

import org.jspecify.annotations.NullMarked;
