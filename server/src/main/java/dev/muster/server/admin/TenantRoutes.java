package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.scim.ScimApi;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.server.tenant.TenantSettings;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Tenants: make one, list them, look at one, change its settings.
public final class TenantRoutes implements AdminRoutes {
  private static final String TENANTS = AdminApi.PREFIX + "/tenants";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private final TenantStore tenants;
  private final LiveTenants live;
  private final TenantLookup lookup;
  private final TokenIssue tokens;
  private final String publicUrl;
  private final Clock clock;

  public TenantRoutes(
      TenantStore tenants, LiveTenants live, TokenIssue tokens, String publicUrl, Clock clock) {
    this.tenants = tenants;
    this.live = live;
    this.lookup = new TenantLookup(tenants);
    this.tokens = tokens;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("POST", TENANTS, this::create)
        .on("GET", TENANTS, request -> list())
        .on("GET", TENANTS + "/{tenant}", request -> toResponse(lookup.require(request)))
        .on("GET", TENANTS + "/{tenant}/settings", this::settings)
        .on("PATCH", TENANTS + "/{tenant}/settings", this::changeSettings);
  }

  private Response create(Request request) {
    var fields = RequestFields.of(request);
    var name = fields.requireString("name");
    fields.refuseOthers();
    requireFit(name);
    var tenant =
        tenants
            .create(name, clock.instant())
            .orElseThrow(() ->
                HttpException.conflict("name", "there is a tenant \"%s\" already".formatted(name)));
    var issued = tokens.issue(tenant.id(), "first", Optional.empty());
    return AdminResponses.created(
        TENANTS + "/" + name, render(tenant).put("token", issued.secret()));
  }

  private Response list() {
    return AdminResponses.list("tenants", tenants.tenants().stream().map(this::render).toList());
  }

  private Response toResponse(Tenant tenant) {
    return AdminResponses.ok(render(tenant));
  }

  private Response settings(Request request) {
    return settingsOf(lookup.require(request));
  }

  /// Changes the settings that the body names, as a JSON Merge Patch does (RFC 7396): null gives a
  /// setting its default again.
  private Response changeSettings(Request request) {
    var tenant = lookup.require(request);
    var changed = MergePatch.apply(tenant.settings(), ScimJson.parseObject(request.body().bytes()));
    TenantSettings.read(changed);
    var updated =
        tenants
            .update(tenant.id(), tenant.revision(), tenant.status(), changed)
            .orElseThrow(() ->
                HttpException.conflict(
                    "settings", "somebody else has just changed them; read them and try again"));
    live.forget(tenant.id());
    return settingsOf(updated);
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

  private static void requireFit(String name) {
    if (!NAME.matcher(name).matches()) {
      throw HttpException.invalid(
          "name",
          "\"%s\" does not fit into a URL; use 1 to 63 lower-case letters, digits and inner hyphens"
              .formatted(name));
    }
  }
}
