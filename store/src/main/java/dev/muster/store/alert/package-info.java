/// Alerts about provisioning: the channels by which they go out, and what became of each.
@NullMarked
package dev.muster.store.alert;

import org.jspecify.annotations.NullMarked;
