/// Makes up an organisation's people for demonstrations and load runs: the same seed, the same
/// people.
@NullMarked
package dev.muster.sources.people;

import org.jspecify.annotations.NullMarked;
