package dev.muster.server.passwords;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.StoredResource;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.passwords.PasswordCheck.Who;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.PasswordStore;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Passwords of a tenant's users, for the application that they sign in to: verify one, remove all.
final class PasswordRoutes implements AdminRoutes {
  private static final String PASSWORDS = AdminApi.PREFIX + "/tenants/{tenant}/passwords";
  private static final String PASSWORD = "password";

  private final TenantLookup lookup;
  private final LiveTenants live;
  private final PasswordStore store;
  private final PasswordCheck check;

  PasswordRoutes(TenantLookup lookup, LiveTenants live, PasswordStore store, PasswordCheck check) {
    this.lookup = lookup;
    this.live = live;
    this.store = store;
    this.check = check;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("POST", PASSWORDS + "/verify", this::verify).on("DELETE", PASSWORDS, this::removeAll);
  }

  private Response verify(Request request) {
    var tenant = live.require(lookup.require(request).id());
    requireAccepted(tenant);
    var fields = RequestFields.of(request);
    var who = who(fields);
    var password = password(fields);
    fields.refuseOthers();
    var user = check.verify(tenant, who, password);
    var json = ScimJson.object().put("verified", user.isPresent());
    user.map(StoredResource::id).ifPresent(id -> json.put("id", id));
    return AdminResponses.ok(json);
  }

  private Response removeAll(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.ok(ScimJson.object().put("removed", store.removeAll(tenant.id())));
  }

  private static void requireAccepted(LiveTenant tenant) {
    if (!tenant.settings().passwords().accepted()) {
      throw HttpException.conflict(
          "passwords",
          "tenant \"%s\" keeps none; its setting passwords.accepted is false"
              .formatted(tenant.name()));
    }
  }

  private static Who who(RequestFields fields) {
    var id = fields.findString("id");
    var userName = fields.findString("userName");
    if (id.isPresent() == userName.isPresent()) {
      throw HttpException.invalid("userName", "send either the user's userName or the id");
    }
    Optional<Who> who = id.map(Who.Id::new);
    return who.or(() -> userName.map(Who.UserName::new)).orElseThrow();
  }

  // Whatever was sent instead is not repeated: it may be the password.
  private static String password(RequestFields fields) {
    return fields
        .find(PASSWORD)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .orElseThrow(() -> HttpException.invalid(PASSWORD, "expected a string"));
  }
}
