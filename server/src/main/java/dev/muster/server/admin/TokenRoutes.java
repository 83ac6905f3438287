package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.scim.TokenAuthentication;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.TenantStore;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// Tokens of a tenant's SCIM endpoint: make one, list them, remove one.
public final class TokenRoutes implements AdminRoutes {
  private static final String TOKENS = AdminApi.PREFIX + "/tenants/{tenant}/tokens";
  private static final int LONGEST_DAYS = 3650;

  private final TenantStore tenants;
  private final TenantLookup lookup;
  private final TokenIssue tokens;
  private final TokenAuthentication authentication;

  public TokenRoutes(TenantStore tenants, TokenIssue tokens, TokenAuthentication authentication) {
    this.tenants = tenants;
    this.lookup = new TenantLookup(tenants);
    this.tokens = tokens;
    this.authentication = authentication;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("POST", TOKENS, this::create)
        .on("GET", TOKENS, this::list)
        .on("DELETE", TOKENS + "/{token}", this::remove);
  }

  private Response create(Request request) {
    var tenant = lookup.require(request);
    var fields = RequestFields.of(request);
    var name = fields.requireString("name");
    var lifetime = fields.findInteger("expiresInDays").map(TokenRoutes::lifetime);
    fields.refuseOthers();
    var issued = tokens.issue(tenant.id(), name, lifetime);
    return AdminResponses.created(
        request.path() + "/" + issued.token().id(),
        render(issued.token()).put("token", issued.secret()));
  }

  private Response list(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.list(
        "tokens", tenants.tokens(tenant.id()).stream().map(TokenRoutes::render).toList());
  }

  private Response remove(Request request) {
    var tenant = lookup.require(request);
    var id = request.parameter("token");
    if (!id.matches("[0-9]{1,18}") || !tenants.removeToken(tenant.id(), Long.parseLong(id))) {
      throw HttpException.notFound(
          "tenant \"%s\" has no token \"%s\"".formatted(tenant.name(), id));
    }
    authentication.forget();
    return AdminResponses.noContent();
  }

  private static Duration lifetime(int days) {
    if (days < 1 || days > LONGEST_DAYS) {
      throw HttpException.invalid(
          "expiresInDays", "%d is not between 1 and %d".formatted(days, LONGEST_DAYS));
    }
    return Duration.ofDays(days);
  }

  private static ObjectNode render(AccessToken token) {
    var json = ScimJson.object();
    json.put("id", Long.toString(token.id()));
    json.put("name", token.name());
    json.put("created", token.created().toString());
    token.expires().ifPresent(expires -> json.put("expires", expires.toString()));
    return json;
  }
}
