package dev.muster.provisioning.expression;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// What expressions get from outside the entry.
///
/// @param clock for `Now`
/// @param random for `Guid` and `RandomString`; a `SecureRandom` where values become passwords
public record Environment(Clock clock, RandomGenerator random) {}
