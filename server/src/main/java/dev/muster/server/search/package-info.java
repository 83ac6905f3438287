/// Search over all that an administrator sees, by one line of text.
@NullMarked
package dev.muster.server.search;

import org.jspecify.annotations.NullMarked;
