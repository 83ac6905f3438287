package dev.muster.server.passwords;

import dev.muster.scim.message.ScimJson;
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
import tools.jackson.databind.JsonNode;

/// Passwords of a tenant's users, for the application that they sign in to: verify one, remove all.
final class PasswordRoutes implements AdminRoutes {
  private static final String PASSWORDS = AdminApi.PREFIX + "/tenants/{tenant}/passwords";
  private static final String PASSWORD = "password";

  private final TenantLookup lookup;
  private final LiveTenants live;
  private final PasswordStore store;
  private final PasswordCheck check;
  private final String publicUrl;

  /// @param publicUrl of this server, without a slash at its end
  PasswordRoutes(
      TenantLookup lookup,
      LiveTenants live,
      PasswordStore store,
      PasswordCheck check,
      String publicUrl) {
    this.lookup = lookup;
    this.live = live;
    this.store = store;
    this.check = check;
    this.publicUrl = publicUrl;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("POST", PASSWORDS + "/verify", this::verify).on("DELETE", PASSWORDS, this::removeAll);
  }

  private Response verify(Request request) {
    var tenant = live.require(lookup.require(request).id());
    requireAccepted(tenant);
    var fields = RequestFields.of(request);
    var who = Who.of(fields);
    var password = password(fields);
    fields.refuseOthers();
    var verified = check.verify(tenant, who, password);
    var json = ScimJson.object().put("verified", verified.isPresent());
    verified.ifPresent(found -> {
      json.put("id", found.user().id()).put("mustChange", found.temporary());
      if (found.temporary()) {
        json.put("changeAt", publicUrl + SelfServiceAddress.of(tenant.name()));
      }
    });
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

  // Whatever was sent instead is not repeated: it may be the password.
  private static String password(RequestFields fields) {
    return fields
        .find(PASSWORD)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .orElseThrow(() -> HttpException.invalid(PASSWORD, "expected a string"));
  }
}
