package dev.muster.provisioning.expression;

import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What expressions get from outside the entry.
///
/// @param clock for `Now`
/// @param random for `Guid` and `RandomString`; a `SecureRandom` where values become passwords
/// @param defaultDomain for `DefaultDomain`
public record Environment(Clock clock, RandomGenerator random, Optional<String> defaultDomain) {

  /// An environment without a default domain.
  public Environment(Clock clock, RandomGenerator random) {
    this(clock, random, Optional.empty());
  }
}
