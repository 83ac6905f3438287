package dev.muster.provisioning.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One direction from one source to one target: an import into a tenant's directory, or an
/// enterprise application that is provisioned from it.
///
/// @param watermark how far the source's changes have been provisioned; 0 before the first cycle
/// @param initialCycleDue the next cycle reads the whole source: first run, restart
public record ProvisioningJob(
    JobId id,
    String name,
    Kind kind,
    JobStatus status,
    JobSettings settings,
    long watermark,
    boolean initialCycleDue,
    Optional<Quarantine> quarantine) {

  /// The same job as it would be by other settings.
  public ProvisioningJob with(JobSettings proposed) {
    return new ProvisioningJob(
        id, name, kind, status, proposed, watermark, initialCycleDue, quarantine);
  }

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

    /// Reason of a job whose plan removes too much — Entra's.
    public static final String TOO_MANY_DELETES = "TooManyDeletes";

    /// Reason of a job whose first joins someone has to look at.
    public static final String JOINS_TO_REVIEW = "JoinsToReview";

    /// After so long a job that cannot run is not tried any more — Entra's 28 days.
    public static final Duration LONGEST = Duration.ofDays(28);

    /// The quarantine of a job that waits for a person until a plan's lifetime is over.
    public static Quarantine waiting(String reason, String detail, Instant now, Instant until) {
      return new Quarantine(reason, detail, now, 1, until);
    }

    /// Whether it is a person who has to act, rather than the target that has to come back.
    public boolean waitsForApproval() {
      return reason.equals(TOO_MANY_DELETES) || reason.equals(JOINS_TO_REVIEW);
    }

    /// Whether it has lasted so long that the job is stopped.
    public boolean hopeless(Instant now) {
      return !waitsForApproval() && !now.isBefore(began.plus(LONGEST));
    }

    /// The quarantine that one more failed cycle leads to.
    public static Quarantine after(
        Optional<Quarantine> before, String reason, String detail, Instant now) {
      var earlier = before.filter(quarantine -> !quarantine.waitsForApproval());
      var series = earlier.map(Quarantine::seriesCount).orElse(0) + 1;
      return new Quarantine(
          reason,
          detail,
          earlier.map(Quarantine::began).orElse(now),
          series,
          EscrowLadder.next(series, now));
    }
  }
}
