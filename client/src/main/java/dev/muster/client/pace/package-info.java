/// How fast and how much at once a provider is asked: rate limits, what it says of its own, how
/// many requests it bears, and when it is left alone.
@NullMarked
package dev.muster.client.pace;

import org.jspecify.annotations.NullMarked;
