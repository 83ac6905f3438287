package dev.muster.server.breaker;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.Hold;
import dev.muster.store.resource.RemovalKind;
import dev.muster.store.resource.RemovalStore;
import dev.muster.store.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Clients that the circuit breaker has stopped: look at them, approve, reject.
public final class HoldRoutes implements AdminRoutes {
  private static final String HOLDS = AdminApi.PREFIX + "/tenants/{tenant}/holds";

  private final TenantLookup lookup;
  private final LiveTenants live;
  private final RemovalStore removals;
  private final Clock clock;

  public HoldRoutes(TenantLookup lookup, LiveTenants live, RemovalStore removals, Clock clock) {
    this.lookup = lookup;
    this.live = live;
    this.removals = removals;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", HOLDS, this::list)
        .on("POST", HOLDS + "/{hold}/approve", this::approve)
        .on("POST", HOLDS + "/{hold}/reject", this::reject);
  }

  private Response list(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.list(
        "holds", removals.holds(tenant.id()).stream().map(HoldRoutes::render).toList());
  }

  /// Lets the client go on for one window from now.
  private Response approve(Request request) {
    var tenant = lookup.require(request);
    var window = live.require(tenant.id()).settings().circuitBreaker().window();
    return decide(tenant, request, Optional.of(clock.instant().plus(window)));
  }

  private Response reject(Request request) {
    return decide(lookup.require(request), request, Optional.empty());
  }

  private Response decide(Tenant tenant, Request request, Optional<Instant> approvedUntil) {
    var hold = require(tenant, request.parameter("hold"));
    removals.decide(tenant.id(), hold.id(), clock.instant(), approvedUntil);
    return AdminResponses.ok(render(require(tenant, request.parameter("hold"))));
  }

  private Hold require(Tenant tenant, String id) {
    return Optional.of(id)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .flatMap(text -> removals.find(tenant.id(), Long.parseLong(text)))
        .orElseThrow(() ->
            HttpException.notFound(
                "tenant \"%s\" has no hold \"%s\"".formatted(tenant.name(), id)));
  }

  static String words(RemovalKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static ObjectNode render(Hold hold) {
    var json = ScimJson.object();
    json.put("id", Long.toString(hold.id()));
    json.put("status", hold.status().name().toLowerCase(Locale.ROOT));
    json.putObject("token").put("id", Long.toString(hold.tokenId())).put("name", hold.tokenName());
    json.put("what", words(hold.kind()));
    json.put("removed", hold.removed());
    json.put("total", hold.total());
    json.put("opened", hold.opened().toString());
    hold.decided().ifPresent(decided -> json.put("decided", decided.toString()));
    hold.ends().ifPresent(ends -> json.put("approvedUntil", ends.toString()));
    return json;
  }
}
