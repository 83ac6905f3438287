package dev.muster.server.events;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.tenant.LiveTenants;
import java.util.ArrayList;

/// The change feed as an administrator looks at it: backwards from its end. Programs follow it
/// forwards, by [FeedApi].
public final class FeedRoutes implements AdminRoutes {
  private final TenantLookup lookup;
  private final LiveTenants live;
  private final FeedReader feed;
  private final EventJson json;

  /// @param publicUrl where clients reach this server, without a slash at its end
  FeedRoutes(TenantLookup lookup, LiveTenants live, FeedReader feed, String publicUrl) {
    this.lookup = lookup;
    this.live = live;
    this.feed = feed;
    this.json = new EventJson(publicUrl);
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", AdminApi.PREFIX + "/tenants/{tenant}/events", this::newest);
  }

  // Sequence numbers have no gaps: a page that ends at one begins that many before it.
  private Response newest(Request request) {
    var tenant = live.require(lookup.require(request).id());
    long head = feed.head(tenant.id());
    var paging = Paging.of(request, "events");
    long before = paging.number().orElse(head + 1);
    int most = paging.limit();
    long after = Math.max(feed.removedUpTo(tenant.id()), before - 1 - most);
    var entries = feed.after(tenant.id(), after, Math.clamp(before - 1 - after, 0, most));
    var newestFirst = new ArrayList<Event>();
    entries.reversed().forEach(entry -> newestFirst.addAll(Event.of(tenant.id(), entry)));
    var body = ScimJson.object();
    var events = body.putArray("events");
    newestFirst.forEach(event -> events.add(json.of(tenant, event)));
    body.put("head", head);
    if (after > feed.removedUpTo(tenant.id())) {
      body.put("nextCursor", paging.cursor(Long.toString(after + 1)));
    }
    return AdminResponses.ok(body);
  }
}
