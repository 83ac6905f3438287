package dev.muster.server.history;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.HistoryStore;
import dev.muster.store.resource.Origin;
import dev.muster.store.resource.ResourceVersion;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// The versions of a resource: who made them, what they changed, and back to one of them.
public final class HistoryRoutes implements AdminRoutes {
  private static final String HISTORY =
      AdminApi.PREFIX + "/tenants/{tenant}/resources/{type}/{id}/history";

  private final TenantLookup lookup;
  private final LiveTenants live;
  private final HistoryStore history;
  private final Reversion reversion;

  public HistoryRoutes(
      TenantLookup lookup, LiveTenants live, HistoryStore history, Reversion reversion) {
    this.lookup = lookup;
    this.live = live;
    this.history = history;
    this.reversion = reversion;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", HISTORY, this::list).on("POST", HISTORY + "/{version}/revert", this::revert);
  }

  private Response list(Request request) {
    var tenant = lookup.require(request);
    var paging = Paging.of(request, "history");
    var read =
        history.before(
            tenant.id(),
            request.parameter("type"),
            request.parameter("id"),
            paging.number().orElse(Long.MAX_VALUE),
            paging.toRead());
    return AdminResponses.ok(
        paging.page(
            "versions", read, HistoryRoutes::render, version -> Long.toString(version.sequence())));
  }

  private Response revert(Request request) {
    var tenant = live.require(lookup.require(request).id());
    var version = number("version", request.parameter("version"));
    return AdminResponses.ok(
        reversion.revert(tenant, request.parameter("type"), request.parameter("id"), version));
  }

  private static ObjectNode render(ResourceVersion version) {
    var json = ScimJson.object();
    json.put("version", version.version());
    json.put("at", version.at().toString());
    json.put("change", version.kind().name().toLowerCase(Locale.ROOT));
    json.set("by", render(version.origin()));
    json.put("sequence", version.sequence());
    if (version.membersAdded() + version.membersRemoved() > 0) {
      json.putObject("members")
          .put("added", version.membersAdded())
          .put("removed", version.membersRemoved());
    }
    var attributes = json.putArray("attributes");
    for (var change : version.changes()) {
      var attribute = attributes.addObject().put("name", change.name());
      change.before().ifPresent(value -> attribute.set("before", value));
      change.after().ifPresent(value -> attribute.set("after", value));
      if (change.secret()) {
        attribute.put("secret", true);
      }
    }
    return json;
  }

  /// Who it was.
  static ObjectNode render(Origin origin) {
    var json = ScimJson.object().put("kind", origin.kind().name().toLowerCase(Locale.ROOT));
    if (!origin.id().isEmpty()) {
      json.put("id", origin.id());
    }
    if (!origin.name().isEmpty()) {
      json.put("name", origin.name());
    }
    if (!origin.request().isEmpty()) {
      json.put("requestId", origin.request());
    }
    return json;
  }

  private static long number(String field, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw HttpException.invalid(field, "\"%s\" is not a number".formatted(text));
    }
    return Long.parseLong(text);
  }
}
