/// Event streams: who is told of a tenant's changes, how far each has got in the change feed, and
/// what was delivered.
@NullMarked
package dev.muster.store.event;

import org.jspecify.annotations.NullMarked;
