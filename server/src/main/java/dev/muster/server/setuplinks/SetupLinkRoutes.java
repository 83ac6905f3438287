package dev.muster.server.setuplinks;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.SetupLink;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Setup links of a tenant: make one, list them, revoke one.
public final class SetupLinkRoutes implements AdminRoutes {
  private static final String LINKS = AdminApi.PREFIX + "/tenants/{tenant}/setup-links";

  private final SetupLinks links;
  private final TenantLookup lookup;
  private final String baseUrl;

  /// @param baseUrl where the server is reached
  public SetupLinkRoutes(SetupLinks links, TenantLookup lookup, String baseUrl) {
    this.links = links;
    this.lookup = lookup;
    this.baseUrl = baseUrl;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", LINKS, this::list)
        .on("POST", LINKS, this::make)
        .on("DELETE", LINKS + "/{link}", this::revoke);
  }

  private Response list(Request request) {
    var tenant = lookup.require(request).id();
    var paging = Paging.of(request, "setup-links");
    var tokens = links.tokens(tenant);
    return AdminResponses.ok(
        paging.page(
            "setupLinks",
            links.before(tenant, paging.number().orElse(Long.MAX_VALUE), paging.toRead()),
            link -> render(link, tokens),
            link -> Long.toString(link.id())));
  }

  private Response make(Request request) {
    var tenant = lookup.require(request).id();
    var fields = RequestFields.of(request);
    var note = fields.requireString("note").strip();
    var days = fields.findInteger("expiresInDays");
    fields.refuseOthers();
    var made = links.make(tenant, note, days);
    return AdminResponses.created(
        request.path() + "/" + made.link().id(),
        render(made.link(), Map.of()).put("url", baseUrl + made.path()));
  }

  private Response revoke(Request request) {
    var tenant = lookup.require(request);
    var id = request.parameter("link");
    if (!id.matches("[0-9]{1,18}")) {
      throw HttpException.notFound(
          "tenant \"%s\" has no setup link \"%s\"".formatted(tenant.name(), id));
    }
    links.revoke(tenant.id(), Long.parseLong(id));
    return AdminResponses.noContent();
  }

  private ObjectNode render(SetupLink link, Map<Long, AccessToken> tokens) {
    var json =
        ScimJson.object()
            .put("id", Long.toString(link.id()))
            .put("note", link.note())
            .put("good", links.isGood(link))
            .put("createdBy", link.createdBy())
            .put("created", link.created().toString())
            .put("expires", link.expires().toString());
    link.lastOpened().ifPresent(at -> json.put("lastOpened", at.toString()));
    link.revoked().ifPresent(at -> json.put("revoked", at.toString()));
    link.token()
        .ifPresent(id -> {
          var token = json.putObject("token").put("id", Long.toString(id));
          var kept = tokens.get(id);
          token.put("revoked", kept == null);
          if (kept != null) {
            kept.lastUsed().ifPresent(at -> token.put("lastUsed", at.toString()));
          }
        });
    return json;
  }
}
