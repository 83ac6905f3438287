package dev.muster.server;

import static dev.muster.server.Peer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.muster.server.outbound.OutboundPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// OAuth clients and signed tokens of other issuers, over HTTP.
final class OAuthTest {
  private static final String USERS = "/t/acme/scim/v2/Users";
  private static final String TOKEN = "/t/acme/oauth/token";
  private static final String CLIENTS = "/tenants/acme/oauth-clients";
  private static final String GRANT = "grant_type=client_credentials";

  @TempDir private Path folder = Path.of("");

  private Peer start() {
    return new Peer(Configuration.local(folder).with(OutboundPolicy.everywhere()));
  }

  private static ObjectNode client(Peer muster, String body) {
    return json(muster.adminSend("POST", CLIENTS, body));
  }

  private static HttpRequest.Builder form(Peer muster, String path, String form) {
    return HttpRequest.newBuilder(URI.create(muster.url() + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  private static HttpResponse<String> post(Peer muster, ObjectNode client, String secret) {
    var form = GRANT + "&client_id=%s&client_secret=%s".formatted(id(client), encode(secret));
    return muster.send(form(muster, TOKEN, form).build());
  }

  private static String id(ObjectNode client) {
    return client.path("clientId").stringValue();
  }

  private static String secret(ObjectNode client) {
    return client.path("clientSecret").stringValue();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void secretInHeaderOrBodyGivesATokenForSomeTime() {
    try (var muster = start()) {
      muster.tenant("acme");
      var client = client(muster, "{\"name\": \"Entra\", \"tokenLifetimeSeconds\": 7200}");
      var basic =
          Base64.getEncoder()
              .encodeToString((id(client) + ":" + secret(client)).getBytes(StandardCharsets.UTF_8));

      var posted = post(muster, client, secret(client));
      var header =
          muster.send(
              form(muster, "/oauth/token", GRANT + "&scope=read")
                  .header("Authorization", "Basic " + basic)
                  .build());

      assertThat(posted.statusCode()).isEqualTo(200);
      assertThat(posted.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(json(posted).path("token_type").asString()).isEqualTo("Bearer");
      assertThat(json(posted).path("expires_in").asInt()).isEqualTo(7200);
      var token = json(posted).path("access_token").asString();
      assertThat(muster.get(USERS, token).statusCode()).isEqualTo(200);
      assertThat(json(header).path("scope").asString()).isEqualTo("read");
      var reader = json(header).path("access_token").asString();
      assertThat(muster.send("POST", USERS, reader, "{}").statusCode()).isEqualTo(403);

      muster.adminSend("DELETE", CLIENTS + "/" + id(client), "");
      assertThat(muster.get(USERS, token).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void secretsAreRotatedWithoutAGap() {
    try (var muster = start()) {
      muster.tenant("acme");
      var client = client(muster, "{\"name\": \"Entra\"}");
      var second = json(muster.adminSend("POST", CLIENTS + "/" + id(client) + "/secrets", "{}"));

      assertThat(post(muster, client, secret(client)).statusCode()).isEqualTo(200);
      assertThat(post(muster, client, secret(second)).statusCode()).isEqualTo(200);

      var first = CLIENTS + "/" + id(client) + "/secrets/" + client.path("secretId").asString();
      assertThat(muster.adminSend("DELETE", first, "").statusCode()).isEqualTo(204);
      assertThat(post(muster, client, secret(client)).statusCode()).isEqualTo(401);
      assertThat(post(muster, client, secret(second)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusalsAreThoseOfTheRfc() {
    try (var muster = start()) {
      muster.tenant("acme");
      muster.tenant("other");
      var client = client(muster, "{\"name\": \"Entra\", \"scopes\": [\"read\"]}");
      var credentials = "&client_id=%s&client_secret=%s".formatted(id(client), secret(client));

      var wrong = post(muster, client, "mcs_wrong");
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(json(wrong).path("error").asString()).isEqualTo("invalid_client");
      assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
      assertError(muster, TOKEN, "grant_type=password" + credentials, "unsupported_grant_type");
      assertError(muster, TOKEN, GRANT + credentials + "&scope=write", "invalid_scope");
      assertError(muster, TOKEN, GRANT + "&" + GRANT + credentials, "invalid_request");
      assertError(muster, "/t/other/oauth/token", GRANT + credentials, "invalid_client");
      assertError(muster, TOKEN, credentials, "invalid_request");
    }
  }

  private static void assertError(Peer muster, String path, String form, String error) {
    var refused = muster.send(form(muster, path, form).build());
    assertThat(json(refused).path("error").asString()).isEqualTo(error);
  }

  @Test
  void guessingIsSlowedDownButLocksNobodyOut() {
    try (var muster = start()) {
      muster.tenant("acme");
      var client = client(muster, "{\"name\": \"Entra\"}");
      for (var guess = 0; guess < 20; guess++) {
        post(muster, client, "mcs_" + guess);
      }

      var slowedDown = post(muster, client, "mcs_21");

      assertThat(slowedDown.statusCode()).isIn(401, 429);
      var last = post(muster, client, "mcs_22");
      for (var guess = 0; guess < 20 && last.statusCode() != 429; guess++) {
        last = post(muster, client, "mcs_" + guess);
      }
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.headers().firstValue("Retry-After")).isPresent();
      assertThat(post(muster, client, secret(client)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void metadataNamesTheTenantsTokenEndpoint() {
    try (var muster = start()) {
      var metadata = json(muster.get("/.well-known/oauth-authorization-server/t/acme", "none"));

      assertThat(metadata.path("issuer").asString()).isEqualTo(muster.url() + "/t/acme");
      assertThat(metadata.path("token_endpoint").asString()).isEqualTo(muster.url() + TOKEN);
      assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
          .contains("client_secret_basic", "client_secret_post", "private_key_jwt");
    }
  }

  @Test
  void entrasAssertionStandsForASecret() throws Exception {
    try (var muster = start();
        var entra = new Issuer()) {
      muster.tenant("acme");
      var client =
          client(
              muster,
              """
              {"name": "Entra", "federation": {"issuer": "%s", "audience": "api://muster",
                "jwksUrl": "%s", "claims": {"sub": "workload"}}}
              """
                  .formatted(entra.url(), entra.jwksUrl()));
      assertThat(client.has("clientSecret")).isFalse();

      var right = assertion(muster, client, entra.sign("workload", "api://muster", 300));
      var otherSubject = assertion(muster, client, entra.sign("else", "api://muster", 300));
      var otherAudience = assertion(muster, client, entra.sign("workload", "api://else", 300));
      var expired = assertion(muster, client, entra.sign("workload", "api://muster", -300));

      assertThat(right.statusCode()).isEqualTo(200);
      assertThat(muster.get(USERS, json(right).path("access_token").asString()).statusCode())
          .isEqualTo(200);
      assertThat(otherSubject.statusCode()).isEqualTo(401);
      assertThat(otherAudience.statusCode()).isEqualTo(401);
      assertThat(expired.statusCode()).isEqualTo(401);
    }
  }

  private static HttpResponse<String> assertion(Peer muster, ObjectNode client, String jwt) {
    var form =
        GRANT
            + "&scope=scim&client_id=%s&client_assertion=%s&client_assertion_type=%s"
                .formatted(
                    id(client),
                    jwt,
                    encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
    return muster.send(form(muster, TOKEN, form).build());
  }

  @Test
  void signedTokenOfATrustedIssuerIsABearerTokenAndItsKeysAreFetchedOnce() throws Exception {
    try (var muster = start();
        var entra = new Issuer();
        var stranger = new Issuer()) {
      muster.tenant("acme");
      muster.tenant("other");
      var trust =
          """
          {"tokenIssuers": [{"issuer": "%s", "audience": "api://muster", "jwksUrl": "%s",
            "claims": {"tid": "t1"}, "scopes": ["read"]}]}
          """
              .formatted(entra.url(), entra.jwksUrl());
      assertThat(muster.adminSend("PATCH", "/tenants/acme/settings", trust).statusCode())
          .isEqualTo(200);

      for (var request = 0; request < 5; request++) {
        var token = entra.sign("s" + request, "api://muster", 300);
        assertThat(muster.get(USERS, token).statusCode()).isEqualTo(200);
        assertThat(muster.send("POST", USERS, token, "{}").statusCode()).isEqualTo(403);
      }

      assertThat(entra.fetches()).isEqualTo(1);
      var token = entra.sign("s", "api://muster", 300);
      assertThat(muster.get("/t/other/scim/v2/Users", token).statusCode()).isEqualTo(401);
      assertThat(muster.get(USERS, entra.sign("s", "api://else", 300)).statusCode()).isEqualTo(401);
      assertThat(muster.get(USERS, stranger.sign("s", "api://muster", 300)).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void neighboursAreNotAskedForKeysUnlessTheConfigurationSaysSo() throws Exception {
    var closed = Configuration.local(folder).with(OutboundPolicy.publicOnly());
    try (var muster = new Peer(closed);
        var entra = new Issuer()) {
      muster.tenant("acme");
      var trust =
          "{\"tokenIssuers\": [{\"issuer\": \"%s\", \"audience\": \"a\", \"jwksUrl\": \"%s\"}]}"
              .formatted(entra.url(), entra.jwksUrl());
      muster.adminSend("PATCH", "/tenants/acme/settings", trust);

      assertThat(muster.get(USERS, entra.sign("s", "a", 300)).statusCode()).isEqualTo(503);
      assertThat(entra.fetches()).isZero();
    }
  }

  /// An issuer of signed tokens with its key set on a socket.
  private static final class Issuer implements AutoCloseable {
    private final ECKey key;
    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();

    Issuer() throws IOException, JOSEException {
      key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var jwks = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/keys",
          exchange -> {
            fetches.incrementAndGet();
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String jwksUrl() {
      return url() + "/keys";
    }

    int fetches() {
      return fetches.get();
    }

    String sign(String subject, String audience, int seconds) throws JOSEException {
      var now = Instant.now();
      var claims =
          new JWTClaimsSet.Builder()
              .issuer(url())
              .subject(subject)
              .audience(audience)
              .claim("tid", "t1")
              .issueTime(Date.from(now))
              .expirationTime(Date.from(now.plusSeconds(seconds)))
              .build();
      var jwt =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
