package dev.muster.provisioning.job;

import java.time.Duration;
import java.util.Optional;

/// When a reconciliation reads the whole target, and what it does about what was changed there by
/// hand.
///
/// @param every how often, for the first time so long after the job began; empty: only when someone
///   asks for it
/// @param changed accounts and groups whose values differ from what was written last
/// @param deleted linked objects that the target no longer has
/// @param created objects that no entry is linked to
/// @param memberships members who were added to groups or removed from them
public record DriftRules(
    Optional<Duration> every,
    Reaction changed,
    Reaction deleted,
    CreatedReaction created,
    Reaction memberships) {

  /// Reads once a day, and reports.
  public static final DriftRules DEFAULT =
      new DriftRules(
          Optional.of(Duration.ofDays(1)),
          Reaction.REPORT,
          Reaction.REPORT,
          CreatedReaction.REPORT,
          Reaction.REPORT);

  /// The same rules for a target that is read when somebody asks for it.
  public DriftRules onlyWhenAsked() {
    return new DriftRules(Optional.empty(), changed, deleted, created, memberships);
  }

  /// What to do about a difference.
  public enum Reaction {
    IGNORE,
    REPORT,
    /// It is reported, and the target is made to hold again what the job wrote.
    REPAIR
  }

  /// What to do about an object that somebody made in the target.
  public enum CreatedReaction {
    IGNORE,
    REPORT,
    /// It is reported and deleted, which counts for the guard.
    DELETE
  }
}
