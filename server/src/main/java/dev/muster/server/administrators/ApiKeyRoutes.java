package dev.muster.server.administrators;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.http.Handler;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.store.administrator.ApiKey;
import tools.jackson.databind.node.ObjectNode;

/// Programs' keys for the admin API: make one, list them, revoke one.
final class ApiKeyRoutes implements AdminRoutes {
  private static final String KEYS = AdminApi.PREFIX + "/api-keys";

  private final ApiKeys keys;
  private final Roles roles;

  ApiKeyRoutes(ApiKeys keys, Roles roles) {
    this.keys = keys;
    this.roles = roles;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", KEYS, this::list)
        .on("POST", KEYS, this::make)
        .on("DELETE", KEYS + "/{key}", this::revoke);
  }

  private Response list(Request request) {
    var paging = Paging.of(request, "api-keys");
    return AdminResponses.ok(
        paging.page(
            "apiKeys",
            keys.before(paging.number().orElse(Long.MAX_VALUE), paging.toRead()),
            this::render,
            key -> Long.toString(key.id())));
  }

  private Response make(Request request) {
    var fields = RequestFields.of(request);
    var name = fields.requireString("name");
    var grants = roles.read(fields);
    var days = fields.findInteger("expiresInDays");
    fields.refuseOthers();
    var made = keys.make(name, grants, days);
    var json = render(made.key()).put("key", made.secret());
    return AdminResponses.created(KEYS + "/" + made.key().id(), json);
  }

  private Response revoke(Request request) {
    keys.revoke(Roles.number(request.parameter("key")));
    return AdminResponses.noContent();
  }

  private ObjectNode render(ApiKey key) {
    var json =
        ScimJson.object()
            .put("id", key.id())
            .put("name", key.name())
            .put("good", keys.isGood(key))
            .put("createdBy", key.createdBy())
            .put("created", key.created().toString())
            .put("expires", key.expires().toString());
    key.lastUsed().ifPresent(at -> json.put("lastUsed", at.toString()));
    key.revoked().ifPresent(at -> json.put("revoked", at.toString()));
    roles.write(key.grants(), json);
    return json;
  }
}
