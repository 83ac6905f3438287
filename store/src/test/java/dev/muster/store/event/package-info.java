/// Event streams and what lies beside the feed, on both databases.
@NullMarked
package dev.muster.store.event;

import org.jspecify.annotations.NullMarked;
