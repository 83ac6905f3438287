package dev.muster.server.alerts;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.alert.AlertStore;
import dev.muster.store.tenant.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Looks for what no job tells by itself: tokens that expire, and people who lost access in the
/// directory while an application has not heard of it.
final class AlertWatch {
  private static final Duration LONGEST_NOTICE = Duration.ofDays(365);
  private static final Duration KEPT = Duration.ofDays(90);
  private static final int EVENTS = 500;

  private final Alerts alerts;
  private final AlertStore store;
  private final JobStore jobs;
  private final ResourceStore resources;
  private final TokenStore tokens;
  private final Function<JobId, Optional<Instant>> credentialsExpire;
  private final LiveTenants tenants;
  private final Clock clock;

  /// @param credentialsExpire when the credentials of an application end, if that is known
  AlertWatch(
      Alerts alerts,
      AlertStore store,
      JobStore jobs,
      ResourceStore resources,
      TokenStore tokens,
      Function<JobId, Optional<Instant>> credentialsExpire,
      LiveTenants tenants,
      Clock clock) {
    this.alerts = alerts;
    this.store = store;
    this.jobs = jobs;
    this.resources = resources;
    this.tokens = tokens;
    this.credentialsExpire = credentialsExpire;
    this.tenants = tenants;
    this.clock = clock;
  }

  /// Tokens that expire within the days that their tenant has set: those that clients have, and
  /// those that applications gave out.
  void tokens() {
    var now = clock.instant();
    tenants.all().forEach(tenant -> store.forget(tenant.id(), now.minus(KEPT)));
    for (var token : tokens.expiring(now, now.plus(LONGEST_NOTICE))) {
      tenants
          .find(token.tenant())
          .filter(tenant -> due(token.expires(), tenant, now))
          .ifPresent(tenant ->
              alerts.raise(
                  tenant.id(),
                  AlertKind.TOKEN_EXPIRING,
                  "token " + token.id(),
                  "",
                  "Token \"%s\" expires at %s; make its successor with \"muster tenant token rotate\"."
                      .formatted(token.name(), token.expires().orElse(now))));
    }
    for (var job : jobs.jobs()) {
      if (job.kind() == Kind.APPLICATION) {
        tenants.find(job.id().tenant()).ifPresent(tenant -> credentials(job, tenant, now));
      }
    }
  }

  private void credentials(ProvisioningJob job, LiveTenant tenant, Instant now) {
    var expires = credentialsExpire.apply(job.id());
    if (due(expires, tenant, now)) {
      var end = expires.orElse(now);
      alerts.raise(
          tenant.id(),
          AlertKind.TOKEN_EXPIRING,
          "credentials " + job.id(),
          job.name(),
          "The credentials of \"%s\" %s at %s; get new ones in the application and enter them with \"muster app connection\"."
              .formatted(job.name(), end.isAfter(now) ? "expire" : "expired", end));
    }
  }

  private static boolean due(Optional<Instant> expires, LiveTenant tenant, Instant now) {
    var notice = Duration.ofDays(tenant.settings().alerts().tokenDays());
    return expires.filter(end -> end.isBefore(now.plus(notice))).isPresent();
  }

  /// Removals that wait for longer than promised, since their job is slow, in quarantine, paused or
  /// holds a plan.
  void removals() {
    for (var job : jobs.jobs()) {
      if (job.kind() == Kind.APPLICATION && job.watermark() > 0) {
        tenants
            .find(job.id().tenant())
            .ifPresent(tenant ->
                waiting(job, clock.instant().minus(tenant.settings().alerts().removal()))
                    .ifPresent(event -> tell(job, event)));
      }
    }
  }

  /// The first removal that the job has not taken up and that is older than a moment.
  private Optional<FeedEvent> waiting(ProvisioningJob job, Instant before) {
    return resources.changes(job.id().tenant(), job.watermark(), EVENTS).stream()
        .takeWhile(event -> event.at().isBefore(before))
        .filter(AlertWatch::removes)
        .findFirst();
  }

  private static boolean removes(FeedEvent event) {
    return switch (event.kind()) {
      case DEACTIVATED, DELETED -> true;
      case CREATED, RESTORED, UPDATED, ACTIVATED, MEMBERS, HELD ->
          !event.membersRemoved().isEmpty();
    };
  }

  private void tell(ProvisioningJob job, FeedEvent event) {
    alerts.raise(
        job.id().tenant(),
        AlertKind.SLOW_REMOVAL,
        "removal " + job.id(),
        job.name(),
        "\"%s\" has not taken away access that ended in the directory at %s (%s %s). The job is %s."
            .formatted(
                job.name(),
                event.at(),
                event.resourceType(),
                event.resourceId(),
                job.status().name().toLowerCase(Locale.ROOT)));
  }
}
