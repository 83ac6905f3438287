package dev.muster.provisioning.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a failed object is given up: it stays in the list of failures, and is tried again only when
/// its entry changes or someone asks for it.
///
/// @param attempts after so many
/// @param age so long after the first failure — Entra's 28 days
public record DeadLetters(int attempts, Duration age) {
  public static final DeadLetters DEFAULT = new DeadLetters(40, Duration.ofDays(28));

  /// The time of the attempt that follows so many failed ones; empty if there is none.
  public Optional<Instant> next(int failedAttempts, Instant firstFailed, Instant now) {
    return failedAttempts >= attempts || !now.isBefore(firstFailed.plus(age))
        ? Optional.empty()
        : Optional.of(EscrowLadder.next(failedAttempts, now));
  }
}
