package dev.muster.provisioning.job;

import java.time.Instant;
import java.util.Optional;

/// One direction from one source to one target: an import into a tenant's directory, or an
/// enterprise application that is provisioned from it.
///
/// @param watermark how far the source's changes have been provisioned; 0 before the first cycle
/// @param initialCycleDue the next cycle reads the whole source: first run, restart, changed
///   mappings or assignments
public record ProvisioningJob(
    JobId id,
    String name,
    Kind kind,
    JobStatus status,
    JobSettings settings,
    long watermark,
    boolean initialCycleDue,
    Optional<Quarantine> quarantine) {

  /// Which way the job provisions.
  public enum Kind {
    /// From an HR file into the tenant's directory.
    IMPORT,
    /// From the tenant's directory into an enterprise application.
    APPLICATION
  }

  /// Why a job runs less often than it should — Entra's `synchronizationQuarantine`.
  ///
  /// @param seriesCount how many cycles in a row have failed so
  public record Quarantine(
      String reason, String detail, Instant began, int seriesCount, Instant nextAttempt) {

    /// The quarantine that one more failed cycle leads to.
    public static Quarantine after(
        Optional<Quarantine> before, String reason, String detail, Instant now) {
      var series = before.map(Quarantine::seriesCount).orElse(0) + 1;
      return new Quarantine(
          reason,
          detail,
          before.map(Quarantine::began).orElse(now),
          series,
          EscrowLadder.next(series, now));
    }
  }
}
