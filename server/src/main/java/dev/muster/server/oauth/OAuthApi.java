package dev.muster.server.oauth;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.access.JwtVerifier;
import dev.muster.server.access.TokenIssue;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Problem;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.http.UnexpectedFailure;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.tenant.OAuthClient;
import dev.muster.store.tenant.Scope;
import dev.muster.store.tenant.Tenant.Status;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The token endpoints, `/t/{tenant}/oauth/token` and `/oauth/token`, where the client's id tells
/// the tenant; and their metadata (RFC 8414).
public final class OAuthApi implements Handler {
  /// Where each tenant's part begins.
  public static final String TENANT_PREFIX = "/t/{tenant}/oauth";

  /// Where the part begins that all tenants share.
  public static final String SHARED_PREFIX = "/oauth";

  /// Where the metadata is.
  public static final String METADATA_PREFIX = "/.well-known/oauth-authorization-server";

  // Entra's workload identity federation asks for this one.
  private static final String ALL_OF_SCIM = "scim";
  private static final long SUSPENDED_SECONDS = 300;

  private final ClientAuthentication authentication;
  private final LiveTenants live;
  private final TokenIssue tokens;
  private final String publicUrl;
  private final Routes<Handler> routes;

  public OAuthApi(
      ClientAuthentication authentication, LiveTenants live, TokenIssue tokens, String publicUrl) {
    this.authentication = authentication;
    this.live = live;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
    this.routes =
        new Routes<Handler>()
            .on("POST", TENANT_PREFIX + "/token", r -> token(r, Optional.of(r.parameter("tenant"))))
            .on("POST", SHARED_PREFIX + "/token", r -> token(r, Optional.empty()))
            .on("GET", METADATA_PREFIX, request -> metadata(publicUrl))
            .on("GET", METADATA_PREFIX + "/t/{tenant}", this::tenantMetadata);
  }

  /// A tenant's token endpoint.
  public static String tokenUrl(String publicUrl, String tenant) {
    return publicUrl + TENANT_PREFIX.replace("{tenant}", tenant) + "/token";
  }

  @Override
  public Response answer(Request request) {
    try {
      var route = routes.require(request);
      return route.handler().answer(request.at(route.parameters()));
    } catch (OAuthException e) {
      var body = ScimJson.object().put("error", e.error());
      return json(e.status(), body.put("error_description", e.description())).with(e.headers());
    } catch (HttpException e) {
      return Problem.of(e).with(noStore());
    } catch (RuntimeException e) {
      return Problem.unexpected(UnexpectedFailure.log(request, e));
    }
  }

  private Response token(Request request, Optional<String> tenant) {
    var asked = TokenRequest.of(request);
    var client = authentication.require(asked.proof());
    requireServed(client, tenant);
    var scopes = asked.scope().map(words -> scopes(client, words)).orElse(client.scopes());
    var issued = tokens.issue(client, scopes);
    return json(
        200,
        ScimJson.object()
            .put("access_token", issued.secret())
            .put("token_type", "Bearer")
            .put("expires_in", client.tokenLifetime().toSeconds())
            .put("scope", Scope.join(scopes)));
  }

  private void requireServed(OAuthClient client, Optional<String> named) {
    var tenant =
        live.find(client.tenant())
            .filter(found -> found.tenant().status() != Status.DELETING)
            .filter(found -> named.isEmpty() || found.name().equals(named.get()))
            .orElseThrow(() ->
                OAuthException.invalidClient("the client is unknown or belongs to another tenant"));
    if (tenant.tenant().status() == Status.SUSPENDED) {
      throw OAuthException.notNow(503, SUSPENDED_SECONDS, "the tenant is suspended");
    }
  }

  private static Set<Scope> scopes(OAuthClient client, String words) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var word : words.strip().split(" +", -1)) {
      if (word.equals(ALL_OF_SCIM)) {
        scopes.addAll(client.scopes());
      } else {
        scopes.add(
            Scope.find(word)
                .filter(client.scopes()::contains)
                .orElseThrow(() -> notAllowed(client, word)));
      }
    }
    // What narrows a client narrows its tokens, whatever they ask for.
    if (client.scopes().contains(Scope.USERS)) {
      scopes.add(Scope.USERS);
    }
    return Set.copyOf(scopes);
  }

  private static OAuthException notAllowed(OAuthClient client, String word) {
    return OAuthException.invalidScope(
        "the client has no scope \"%s\"; it may have %s"
            .formatted(word, Scope.join(client.scopes())));
  }

  private Response tenantMetadata(Request request) {
    return metadata(publicUrl + "/t/" + request.parameter("tenant"));
  }

  // The same for every name, so that nobody learns who is a customer.
  private static Response metadata(String issuer) {
    var json =
        ScimJson.object()
            .put("issuer", issuer)
            .put("token_endpoint", issuer + SHARED_PREFIX + "/token");
    json.putArray("grant_types_supported").add("client_credentials");
    json.putArray("response_types_supported");
    json.putArray("token_endpoint_auth_methods_supported")
        .add("client_secret_basic")
        .add("client_secret_post")
        .add("private_key_jwt");
    var algorithms = json.putArray("token_endpoint_auth_signing_alg_values_supported");
    JwtVerifier.algorithms().stream().sorted().forEach(algorithms::add);
    var scopes = json.putArray("scopes_supported").add(ALL_OF_SCIM);
    for (var scope : Scope.values()) {
      scopes.add(scope.word());
    }
    return Response.of(200, "application/json", ScimJson.writeBytes(json));
  }

  private static Response json(int status, ObjectNode body) {
    return Response.of(status, "application/json", ScimJson.writeBytes(body)).with(noStore());
  }

  private static Map<String, String> noStore() {
    return Map.of("Cache-Control", "no-store", "Pragma", "no-cache");
  }
}
