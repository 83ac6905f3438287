package dev.muster.server.alerts;

import dev.muster.provisioning.job.JobEvents;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.events.RetrySchedule;
import dev.muster.server.events.Sender;
import dev.muster.server.outbound.OutboundPolicy;
import dev.muster.server.secrets.Secrets;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.Database;
import dev.muster.store.alert.AlertStore;
import dev.muster.store.tenant.TokenStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// Everything about alerts, wired up.
///
/// @param listener to be told what happens to jobs
/// @param deliver to be run every few seconds
/// @param watchRemovals to be run every few seconds
/// @param watchTokens to be run every hour
/// @param sender to be closed
public record AlertParts(
    JobEvents listener,
    AdminRoutes routes,
    Runnable deliver,
    Runnable watchRemovals,
    Runnable watchTokens,
    Sender sender) {

  /// Wires them.
  ///
  /// @param credentialsExpire when the credentials of an application end, if that is known
  public static AlertParts wire(
      Database database,
      JobStore jobs,
      ResourceStore resources,
      TokenStore tokens,
      Function<JobId, Optional<Instant>> credentialsExpire,
      LiveTenants tenants,
      TenantLookup lookup,
      OutboundPolicy outbound,
      Optional<SmtpRelay> relay,
      Secrets secrets,
      Clock clock) {
    var random = new SecureRandom();
    var store = new AlertStore(database);
    var alerts = new Alerts(store, tenants, clock);
    var sender = new Sender(outbound);
    var mailer = new Mailer(relay, clock);
    var schedule = new RetrySchedule(random::nextDouble);
    var delivery = new AlertSender(store, sender, mailer, schedule, secrets, clock);
    var watch =
        new AlertWatch(alerts, store, jobs, resources, tokens, credentialsExpire, tenants, clock);
    return new AlertParts(
        new JobAlerts(alerts, jobs, tenants),
        new AlertRoutes(store, alerts, delivery, mailer, lookup, outbound, secrets, random, clock),
        delivery::deliver,
        watch::removals,
        watch::tokens,
        sender);
  }
}
