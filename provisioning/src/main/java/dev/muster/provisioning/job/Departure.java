package dev.muster.provisioning.job;

import java.time.Instant;

/// Why and since when the account of a leaver is disabled: what its grace period is counted from.
public record Departure(Event event, Instant since) {

  /// What happened to the entry.
  public enum Event {
    /// It was unassigned, or no longer passes the scope.
    OUT_OF_SCOPE,
    /// The source itself calls it inactive — Entra's `accountEnabled` false or soft delete.
    DISABLED,
    /// The source no longer has it.
    MISSING
  }
}
