/// What a check is, what it may ask of a provider, and its result as data.
@NullMarked
package dev.muster.conformance.check;

import org.jspecify.annotations.NullMarked;
