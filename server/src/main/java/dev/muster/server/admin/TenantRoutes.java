package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.access.TokenIssue;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.principal.Principal;
import dev.muster.server.scim.ScimApi;
import dev.muster.server.tenant.TenantLifecycle;
import dev.muster.server.tenant.TenantSettings;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Tenants: make one, list them, look at one, change its settings, suspend and resume it, delete
/// it.
public final class TenantRoutes implements AdminRoutes {
  private static final String TENANTS = AdminApi.PREFIX + "/tenants";
  private static final String TENANT = TENANTS + "/{tenant}";

  private final TenantStore tenants;
  private final TenantLifecycle lifecycle;
  private final TenantLookup lookup;
  private final TokenIssue tokens;
  private final String publicUrl;

  public TenantRoutes(
      TenantStore tenants, TenantLifecycle lifecycle, TokenIssue tokens, String publicUrl) {
    this.tenants = tenants;
    this.lifecycle = lifecycle;
    this.lookup = new TenantLookup(tenants);
    this.tokens = tokens;
    this.publicUrl = publicUrl;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("POST", TENANTS, this::create)
        .on("GET", TENANTS, request -> list())
        .on("GET", TENANT, request -> answer(lookup.requireAny(request)))
        .on("DELETE", TENANT, this::delete)
        .on("POST", TENANT + "/suspend", r -> answer(lifecycle.suspend(lookup.require(r))))
        .on("POST", TENANT + "/resume", r -> answer(lifecycle.resume(lookup.require(r))))
        .on("GET", TENANT + "/settings", r -> settingsOf(lookup.require(r)))
        .on("PATCH", TENANT + "/settings", this::changeSettings);
  }

  private Response create(Request request) {
    var fields = RequestFields.of(request);
    var name = fields.requireString("name");
    var settings = fields.findObject("settings").orElseGet(ScimJson::object);
    fields.refuseOthers();
    var tenant = lifecycle.create(name, settings);
    var issued = tokens.issue(tenant.id(), TokenIssue.Wanted.scim("first"));
    return AdminResponses.created(
        TENANTS + "/" + name, render(tenant).put("token", issued.secret()));
  }

  private Response list() {
    return AdminResponses.list(
        "tenants",
        tenants.tenants().stream()
            .filter(tenant -> Principal.current().sees(tenant.id()))
            .map(this::render)
            .toList());
  }

  private Response answer(Tenant tenant) {
    return AdminResponses.ok(render(tenant));
  }

  /// Deletes the tenant whose name is repeated in `confirm`; its data goes in the background.
  private Response delete(Request request) {
    var tenant = lookup.requireAny(request);
    if (!request.findQuery("confirm").orElse("").equals(tenant.name())) {
      throw HttpException.invalid(
          "confirm",
          "deleting removes all users, groups, jobs and tokens of the tenant for good; add ?confirm=%s to do so"
              .formatted(tenant.name()));
    }
    return AdminResponses.accepted(render(lifecycle.delete(tenant)));
  }

  /// Changes the settings that the body names, as a JSON Merge Patch does (RFC 7396): null gives a
  /// setting its default again.
  private Response changeSettings(Request request) {
    var tenant = lookup.require(request);
    var patch = ScimJson.parseObject(request.body().bytes());
    return settingsOf(lifecycle.configure(tenant, MergePatch.apply(tenant.settings(), patch)));
  }

  private static Response settingsOf(Tenant tenant) {
    return AdminResponses.ok(TenantSettings.read(tenant.settings()).toJson());
  }

  private ObjectNode render(Tenant tenant) {
    return ScimJson.object()
        .put("name", tenant.name())
        .put("status", tenant.status().name().toLowerCase(Locale.ROOT))
        .put("tenantUrl", ScimApi.tenantUrl(publicUrl, tenant.name()))
        .put("created", tenant.created().toString());
  }
}
