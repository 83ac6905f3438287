package dev.muster.provisioning.job;

import java.time.Instant;
import java.util.Optional;

/// One object's failure, kept until an attempt succeeds: the object is taken up again at
/// `nextAttempt`, whether or not its source entry changes.
///
/// @param nextAttempt empty if it was given up: it waits for its entry to change or for a person
public record Escrow(
    String objectType,
    String sourceId,
    String errorCode,
    String detail,
    int attempts,
    Instant firstFailed,
    Optional<Instant> nextAttempt) {

  /// Whether nothing but a change of its entry, or a person, leads to another attempt.
  public boolean dead() {
    return nextAttempt.isEmpty();
  }
}
