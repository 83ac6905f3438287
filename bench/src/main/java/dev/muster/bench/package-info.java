/// Benchmarks of the whole; results stand in bench/results.
@NullMarked
package dev.muster.bench;

import org.jspecify.annotations.NullMarked;
