/// Fuzzers of everything in this module that reads what a stranger wrote. In every build they run
/// over the inputs that are saved beside them; `docs/fuzzing.md` says how to look for new ones.
@NullMarked
package dev.muster.scim.fuzz;

import org.jspecify.annotations.NullMarked;
