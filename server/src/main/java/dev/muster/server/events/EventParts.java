package dev.muster.server.events;

import dev.muster.scim.provider.ResourceStore;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Area;
import dev.muster.server.outbound.OutboundPolicy;
import dev.muster.server.scim.TokenAuthentication;
import dev.muster.server.secrets.Secrets;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.Database;
import dev.muster.store.event.EventStreamStore;
import dev.muster.store.event.SigningKeyStore;
import dev.muster.store.resource.FeedStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/// Everything about events, wired up.
///
/// @param areas of the site
/// @param runner to be started, woken by changes and closed
public record EventParts(List<Area> areas, AdminRoutes routes, StreamRunner runner) {

  public EventParts {
    areas = List.copyOf(areas);
  }

  /// Makes all parts; nothing runs yet.
  ///
  /// @param watch is told of changes
  /// @param runnerName of this server among those that share the database
  /// @param publicUrl where clients reach this server, without a slash at its end
  public static EventParts wire(
      Database database,
      ResourceStore resources,
      LiveTenants tenants,
      TenantLookup lookup,
      TokenAuthentication authentication,
      FeedWatch watch,
      OutboundPolicy outbound,
      Secrets secrets,
      String runnerName,
      String publicUrl,
      Clock clock) {
    var random = new SecureRandom();
    var streams = new EventStreamStore(database);
    var feed = new FeedReader(resources, new FeedStore(database));
    var keys = new SigningKeys(new SigningKeyStore(database), secrets, clock);
    var messages = new Messages(keys, secrets, clock, publicUrl);
    var sender = new Sender(outbound);
    var schedule = new RetrySchedule(random::nextDouble);
    var work = new StreamWork(feed, tenants, messages, sender, schedule, clock);
    var runner = new StreamRunner(streams, work, sender, runnerName, clock);
    var poll = new PollEndpoint(streams, feed, watch, messages, clock);
    var jwks = new JwksApi(keys);
    return new EventParts(
        List.of(
            new Area(FeedApi.PREFIX, new FeedApi(authentication, feed, watch, poll, publicUrl)),
            new Area(JwksApi.PREFIX, jwks),
            new Area(JwksApi.WELL_KNOWN, jwks)),
        routes(
            new StreamRoutes(lookup, streams, feed, work, runner, outbound, secrets, random, clock),
            new FeedRoutes(lookup, tenants, feed, publicUrl)),
        runner);
  }

  private static AdminRoutes routes(AdminRoutes... groups) {
    return routes -> List.of(groups).forEach(group -> group.addTo(routes));
  }
}
