package dev.muster.server.oauth;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Lifetimes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.scim.TokenAuthentication;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.tenant.Scopes;
import dev.muster.server.tenant.TokenIssuer;
import dev.muster.store.tenant.OAuthClient;
import dev.muster.store.tenant.OAuthClientStore;
import dev.muster.store.tenant.Scope;
import dev.muster.store.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// OAuth clients of a tenant: make one, list them, remove one, give it another secret and take one
/// away.
public final class OAuthClientRoutes implements AdminRoutes {
  private static final String CLIENTS = AdminApi.PREFIX + "/tenants/{tenant}/oauth-clients";
  private static final String SECRETS = CLIENTS + "/{client}/secrets";
  private static final int HOUR = 3_600;
  private static final int LONGEST = 6 * HOUR;

  private final OAuthClientStore clients;
  private final TenantLookup lookup;
  private final TokenAuthentication authentication;
  private final Tokens tokens;
  private final String publicUrl;
  private final Clock clock;

  public OAuthClientRoutes(
      OAuthClientStore clients,
      TenantLookup lookup,
      TokenAuthentication authentication,
      Tokens tokens,
      String publicUrl,
      Clock clock) {
    this.clients = clients;
    this.lookup = lookup;
    this.authentication = authentication;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("POST", CLIENTS, this::create)
        .on("GET", CLIENTS, this::list)
        .on("DELETE", CLIENTS + "/{client}", this::remove)
        .on("POST", SECRETS, this::addSecret)
        .on("DELETE", SECRETS + "/{secret}", this::removeSecret);
  }

  private Response create(Request request) {
    var tenant = lookup.require(request);
    var fields = RequestFields.of(request);
    var id = tokens.newClientId();
    var client =
        new OAuthClient(
            tenant.id(),
            id,
            fields.requireString("name"),
            Scopes.find(fields, "scopes").orElseGet(Scope::scim),
            lifetime(fields),
            fields.findObject("federation").map(given -> federation(tenant, id, given)),
            clock.instant(),
            List.of());
    var expires = Lifetimes.find(fields, "secretExpiresInDays");
    fields.refuseOthers();
    clients.add(client);
    var json = client.federation().isPresent() ? none() : newSecret(tenant.id(), id, expires);
    return AdminResponses.created(
        request.path() + "/" + id, render(tenant, clients.find(id).orElse(client)).setAll(json));
  }

  private Response list(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.list(
        "clients",
        clients.ofTenant(tenant.id()).stream().map(client -> render(tenant, client)).toList());
  }

  private Response remove(Request request) {
    var tenant = lookup.require(request);
    clients.remove(tenant.id(), require(request, tenant).id());
    authentication.forget();
    return AdminResponses.noContent();
  }

  private Response addSecret(Request request) {
    var tenant = lookup.require(request);
    var client = require(request, tenant);
    var fields = RequestFields.of(request);
    var expires = Lifetimes.find(fields, "expiresInDays");
    fields.refuseOthers();
    var secret = newSecret(tenant.id(), client.id(), expires);
    return AdminResponses.created(
        request.path() + "/" + secret.path("secretId").stringValue(), secret);
  }

  private Response removeSecret(Request request) {
    var tenant = lookup.require(request);
    var client = require(request, tenant);
    var id = request.parameter("secret");
    if (!id.matches("[0-9]{1,18}")
        || !clients.removeSecret(tenant.id(), client.id(), Long.parseLong(id))) {
      throw HttpException.notFound("client \"%s\" has no secret \"%s\"".formatted(client.id(), id));
    }
    return AdminResponses.noContent();
  }

  private OAuthClient require(Request request, Tenant tenant) {
    var id = request.parameter("client");
    return clients
        .find(id)
        .filter(client -> client.tenant().equals(tenant.id()))
        .orElseThrow(() ->
            HttpException.notFound(
                "tenant \"%s\" has no OAuth client \"%s\"".formatted(tenant.name(), id)));
  }

  private ObjectNode newSecret(TenantId tenant, String client, Optional<Duration> lifetime) {
    var secret = tokens.newClientSecret();
    var now = clock.instant();
    var kept = clients.addSecret(tenant, client, Tokens.hash(secret), now, lifetime.map(now::plus));
    return ScimJson.object().put("secretId", Long.toString(kept.id())).put("clientSecret", secret);
  }

  private static ObjectNode none() {
    return ScimJson.object();
  }

  private static Duration lifetime(RequestFields fields) {
    int seconds = fields.findInteger("tokenLifetimeSeconds").orElse(HOUR);
    if (seconds < HOUR || seconds > LONGEST) {
      throw HttpException.invalid(
          "tokenLifetimeSeconds", "%d is not between %d and %d".formatted(seconds, HOUR, LONGEST));
    }
    return Duration.ofSeconds(seconds);
  }

  /// Whose assertions stand for the client. A client that signs them itself (private_key_jwt) needs
  /// to give its keys alone: it is issuer and subject, and the token endpoint is the audience.
  private ObjectNode federation(Tenant tenant, String client, ObjectNode given) {
    var json = given.deepCopy();
    if (!json.has("issuer")) {
      json.put("issuer", client);
      json.putObject("claims").put("sub", client);
    }
    if (!json.has("audience")) {
      json.put("audience", OAuthApi.tokenUrl(publicUrl, tenant.name()));
    }
    if (!TokenIssuer.read(json).claims().containsKey("sub")) {
      throw HttpException.invalid(
          "federation.claims",
          "name the subject in \"sub\": without it every token of the issuer would do");
    }
    return json;
  }

  private ObjectNode render(Tenant tenant, OAuthClient client) {
    var json =
        ScimJson.object()
            .put("clientId", client.id())
            .put("name", client.name())
            .put("tokenUrl", OAuthApi.tokenUrl(publicUrl, tenant.name()))
            .put("tokenLifetimeSeconds", client.tokenLifetime().toSeconds())
            .put("created", client.created().toString());
    Scopes.put(json, "scopes", client.scopes());
    client.federation().ifPresent(federation -> json.set("federation", federation));
    var secrets = json.putArray("secrets");
    for (var secret : client.secrets()) {
      var kept =
          secrets
              .addObject()
              .put("id", Long.toString(secret.id()))
              .put("created", secret.created().toString());
      secret.expires().ifPresent(expires -> kept.put("expires", expires.toString()));
    }
    return json;
  }
}
