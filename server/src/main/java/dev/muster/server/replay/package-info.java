/// Recorded requests, sent once more without any effect: what would be answered now, and how that
/// differs from what was answered then.
@NullMarked
package dev.muster.server.replay;

import org.jspecify.annotations.NullMarked;
