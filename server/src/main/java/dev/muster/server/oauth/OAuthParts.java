package dev.muster.server.oauth;

import dev.muster.server.access.JwtVerifier;
import dev.muster.server.access.TokenIssue;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Area;
import dev.muster.server.scim.TokenAuthentication;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.Database;
import dev.muster.store.tenant.OAuthClientStore;
import java.time.Clock;
import java.util.List;

/// Tenants' token endpoints (RFC 6749) and their clients, wired up.
public record OAuthParts(List<Area> areas, AdminRoutes routes) {
  public OAuthParts {
    areas = List.copyOf(areas);
  }

  public static OAuthParts wire(
      Database database,
      LiveTenants tenants,
      TenantLookup lookup,
      TokenAuthentication authentication,
      JwtVerifier verifier,
      TokenIssue issue,
      Tokens tokens,
      String baseUrl,
      Clock clock) {
    var clients = new OAuthClientStore(database);
    var api =
        new OAuthApi(new ClientAuthentication(clients, verifier, clock), tenants, issue, baseUrl);
    return new OAuthParts(
        List.of(
            new Area(OAuthApi.TENANT_PREFIX, api),
            new Area(OAuthApi.SHARED_PREFIX, api),
            new Area(OAuthApi.METADATA_PREFIX, api)),
        new OAuthClientRoutes(clients, lookup, authentication, tokens, baseUrl, clock));
  }
}
