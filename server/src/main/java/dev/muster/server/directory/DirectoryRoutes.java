package dev.muster.server.directory;

import dev.muster.scim.provider.ScimProvider;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.scim.AdmittedScim;
import dev.muster.server.scim.Identity;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A tenant's people and groups for administrators: what the tenant's SCIM endpoint offers its
/// clients, below `/api/v1/tenants/{tenant}/directory`, with the admin API's permissions.
public final class DirectoryRoutes implements AdminRoutes {
  private static final String DIRECTORY = AdminApi.PREFIX + "/tenants/{tenant}/directory";
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final int DEPTH = 5;

  private final TenantLookup lookup;
  private final LiveTenants tenants;
  private final ScimProvider provider;
  private final AdmittedScim scim;
  private final String publicUrl;
  private final Clock clock;

  public DirectoryRoutes(
      TenantLookup lookup,
      LiveTenants tenants,
      ScimProvider provider,
      List<String> eventUris,
      String publicUrl,
      Clock clock) {
    this.lookup = lookup;
    this.tenants = tenants;
    this.provider = provider;
    this.scim = new AdmittedScim(eventUris);
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    for (var method : METHODS) {
      routes
          .on(method, DIRECTORY + "/{endpoint}", this::answer)
          .on(method, DIRECTORY + "/{endpoint}/{id}", this::answer);
    }
  }

  private Response answer(Request request) {
    var tenant = tenants.require(lookup.require(request).id());
    var segments = new ArrayList<>(List.of("t", tenant.name(), "scim", "v2"));
    segments.addAll(request.segments().subList(DEPTH, request.segments().size()));
    if (segments.contains("Me")) {
      throw HttpException.notFound("/Me is a client's own user; an administrator has none here");
    }
    var identity = new Identity(tenant, administrator(tenant.id()));
    return scim.answer(provider, identity, request.to(segments), publicUrl).response();
  }

  private AccessToken administrator(TenantId tenant) {
    return new AccessToken(
        tenant,
        0,
        "administrator",
        "",
        Scope.scim(),
        Optional.empty(),
        Optional.empty(),
        clock.instant(),
        Optional.empty(),
        Optional.empty());
  }
}
