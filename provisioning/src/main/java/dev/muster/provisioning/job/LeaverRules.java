package dev.muster.provisioning.job;

import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What becomes of leavers beyond what each mapping says of its type: whether an entry that the
/// source disables is disabled, deleted or kept, and after how long a disabled account is deleted.
///
/// @param disabledInSource what happens to the object of an entry that the source calls inactive
/// @param deleteAfterOutOfScope grace period of those who left the scope; empty: never deleted
/// @param deleteAfterDisabled grace period of those whom the source disabled
/// @param deleteAfterMissing grace period of those whom the source no longer has
public record LeaverRules(
    Leaver disabledInSource,
    Optional<Duration> deleteAfterOutOfScope,
    Optional<Duration> deleteAfterDisabled,
    Optional<Duration> deleteAfterMissing) {
  public static final LeaverRules DEFAULT =
      new LeaverRules(Leaver.DISABLE, Optional.empty(), Optional.empty(), Optional.empty());

  /// How long a disabled account is kept after such an event; empty: for ever.
  public Optional<Duration> grace(Departure.Event event) {
    return switch (event) {
      case OUT_OF_SCOPE -> deleteAfterOutOfScope;
      case DISABLED -> deleteAfterDisabled;
      case MISSING -> deleteAfterMissing;
    };
  }

  /// Whether the grace period of a link's departure is over.
  public boolean over(Link link, Instant now) {
    return link.departure()
        .flatMap(left -> grace(left.event()).map(grace -> !now.isBefore(left.since().plus(grace))))
        .orElse(false);
  }
}
