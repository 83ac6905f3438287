/// Provisioning that explains itself: why a person has or lacks an account, and what is done for
/// one when someone asks.
@NullMarked
package dev.muster.server.explain;

import org.jspecify.annotations.NullMarked;
