/// Attacks on a running server: requests mutated at random, and one tenant's token used on
/// everything of another tenant.
@NullMarked
package dev.muster.bench.hostile;

import org.jspecify.annotations.NullMarked;
