package dev.muster.provisioning.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When a failed object is tried again. The first steps are short, since most failures pass; the
/// later ones are Entra's: 6, 12 and then every 24 hours.
public final class EscrowLadder {
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(40),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24));

  private EscrowLadder() {}

  /// The time of the attempt that follows so many failed ones.
  public static Instant next(int failedAttempts, Instant now) {
    return now.plus(STEPS.get(Math.min(failedAttempts, STEPS.size()) - 1));
  }
}
