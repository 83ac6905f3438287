package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.access.TokenExpiry;
import dev.muster.server.access.TokenIssue;
import dev.muster.server.access.TokenIssue.Issued;
import dev.muster.server.access.TokenIssue.Wanted;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.scim.TokenAuthentication;
import dev.muster.server.tenant.Scopes;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.Scope;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Tokens of a tenant's endpoints: make one, list them, rotate one, remove one.
public final class TokenRoutes implements AdminRoutes {
  private static final String TOKENS = AdminApi.PREFIX + "/tenants/{tenant}/tokens";
  private static final int DEFAULT_OVERLAP_HOURS = 24;
  private static final int LONGEST_OVERLAP_HOURS = 24 * 90;

  private final TokenStore tokens;
  private final TenantLookup lookup;
  private final TokenIssue issue;
  private final TokenAuthentication authentication;
  private final Clock clock;

  public TokenRoutes(
      TokenStore tokens,
      TenantLookup lookup,
      TokenIssue issue,
      TokenAuthentication authentication,
      Clock clock) {
    this.tokens = tokens;
    this.lookup = lookup;
    this.issue = issue;
    this.authentication = authentication;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("POST", TOKENS, this::create)
        .on("GET", TOKENS, this::list)
        .on("POST", TOKENS + "/{token}/rotate", this::rotate)
        .on("DELETE", TOKENS + "/{token}", this::remove);
  }

  private Response create(Request request) {
    var tenant = lookup.require(request);
    var fields = RequestFields.of(request);
    var wanted =
        new Wanted(
            fields.requireString("name"),
            Scopes.find(fields, "scopes").orElseGet(Scope::scim),
            fields.findString("userId"),
            Lifetimes.find(fields, "expiresInDays"));
    fields.refuseOthers();
    return created(request.path(), issue.issue(tenant.id(), wanted));
  }

  private Response list(Request request) {
    var tenant = lookup.require(request);
    var now = clock.instant();
    return AdminResponses.list(
        "tokens", tokens.ofTenant(tenant.id()).stream().map(token -> render(token, now)).toList());
  }

  /// Makes a successor that allows the same, and lets the old token expire after an overlap, in
  /// which the client is given the new one.
  private Response rotate(Request request) {
    var tenant = lookup.require(request);
    var old = require(request, tenant);
    var fields = RequestFields.of(request);
    var overlap = overlap(fields);
    var lifetime =
        Lifetimes.find(fields, "expiresInDays")
            .or(() -> old.expires().map(end -> Duration.between(old.created(), end)));
    fields.refuseOthers();
    var issued =
        issue.issue(tenant.id(), new Wanted(old.name(), old.scopes(), old.user(), lifetime));
    var end = clock.instant().plus(overlap);
    if (old.expires().map(end::isBefore).orElse(true)) {
      tokens.expire(tenant.id(), old.id(), end);
    }
    authentication.forget();
    var path = request.path();
    return created(path.substring(0, path.indexOf("/tokens") + "/tokens".length()), issued);
  }

  private Response remove(Request request) {
    var tenant = lookup.require(request);
    tokens.remove(tenant.id(), require(request, tenant).id());
    authentication.forget();
    return AdminResponses.noContent();
  }

  private AccessToken require(Request request, Tenant tenant) {
    var id = request.parameter("token");
    return Optional.of(id)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .flatMap(text -> tokens.find(tenant.id(), Long.parseLong(text)))
        .orElseThrow(() ->
            HttpException.notFound(
                "tenant \"%s\" has no token \"%s\"".formatted(tenant.name(), id)));
  }

  private Response created(String path, Issued issued) {
    return AdminResponses.created(
        path + "/" + issued.token().id(),
        render(issued.token(), clock.instant()).put("token", issued.secret()));
  }

  private static Duration overlap(RequestFields fields) {
    int hours = fields.findInteger("overlapHours").orElse(DEFAULT_OVERLAP_HOURS);
    if (hours < 0 || hours > LONGEST_OVERLAP_HOURS) {
      throw HttpException.invalid(
          "overlapHours", "%d is not between 0 and %d".formatted(hours, LONGEST_OVERLAP_HOURS));
    }
    return Duration.ofHours(hours);
  }

  private static ObjectNode render(AccessToken token, Instant now) {
    var json = ScimJson.object();
    json.put("id", Long.toString(token.id()));
    json.put("name", token.name());
    Scopes.put(json, "scopes", token.scopes());
    token.user().ifPresent(user -> json.put("userId", user));
    json.put("created", token.created().toString());
    token.expires().ifPresent(expires -> json.put("expires", expires.toString()));
    token.lastUsed().ifPresent(used -> json.put("lastUsed", used.toString()));
    TokenExpiry.daysLeft(token, now).ifPresent(days -> json.put("expiresInDays", days));
    TokenExpiry.warning(token, now).ifPresent(warning -> json.put("warning", warning));
    return token.isLive(now) ? json : json.put("expired", true);
  }
}
