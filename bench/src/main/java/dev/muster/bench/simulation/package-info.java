/// A target in simulated time: how fast a job goes within a target's limits, and where it ends when
/// the target fails in every way that targets fail.
@NullMarked
package dev.muster.bench.simulation;

import org.jspecify.annotations.NullMarked;
