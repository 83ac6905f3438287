/// Requests and answers as values, and what sends them.
@NullMarked
package dev.muster.client.exchange;

import org.jspecify.annotations.NullMarked;
