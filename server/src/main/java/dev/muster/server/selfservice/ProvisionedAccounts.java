package dev.muster.server.selfservice;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.scim.provider.TenantId;
import java.util.List;
import java.util.Optional;

/// The accounts that provisioning has made for a person, as it knows them: no application is asked.
public final class ProvisionedAccounts {
  private final JobStore jobs;

  ProvisionedAccounts(JobStore jobs) {
    this.jobs = jobs;
  }

  /// An account in an application.
  ///
  /// @param name how the person is called there
  public record Row(String application, String name, State state) {}

  /// How an account stands.
  public enum State {
    /// It can be used.
    READY,
    /// It is there and cannot be used.
    DISABLED,
    /// The last attempt to make or change it has failed; it is tried again.
    DELAYED
  }

  /// A person's accounts by application.
  List<Row> of(TenantId tenant, String userId) {
    return jobs.jobs(tenant).stream()
        .filter(job -> job.kind() == ProvisioningJob.Kind.APPLICATION)
        .flatMap(job -> row(job, userId).stream())
        .toList();
  }

  private Optional<Row> row(ProvisioningJob job, String userId) {
    var failed = jobs.findEscrow(job.id(), "User", userId).isPresent();
    var link = Optional.ofNullable(jobs.links(job.id(), "User", List.of(userId)).get(userId));
    var name = link.map(ProvisionedAccounts::name).orElse("");
    if (failed) {
      return Optional.of(new Row(job.name(), name, State.DELAYED));
    }
    return link.map(
        found -> new Row(job.name(), name, found.disabled() ? State.DISABLED : State.READY));
  }

  /// The name to sign in with, where the application has one.
  private static String name(Link link) {
    var userName = link.known().values().get("userName");
    return userName == null ? link.displayName() : userName.asString("");
  }
}
