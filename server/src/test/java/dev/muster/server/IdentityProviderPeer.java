package dev.muster.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// An OpenID provider over HTTP that checks what it is sent as a strict one does, and lies when a
/// test wants it to.
final class IdentityProviderPeer implements AutoCloseable {
  static final String CLIENT = "muster";
  static final String SECRET = "a client's secret";

  private final HttpServer server;
  private final RSAKey published = key();
  private final Map<String, Given> codes = new ConcurrentHashMap<>();
  private RSAKey signing = published;
  private Consumer<JWTClaimsSet.Builder> lie = claims -> {};

  private record Given(Map<String, String> question, Map<String, Object> claims) {}

  IdentityProviderPeer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration", exchange -> json(exchange, 200, metadata()));
    server.createContext(
        "/jwks", exchange -> json(exchange, 200, new JWKSet(published.toPublicJWK()).toString()));
    server.createContext("/token", this::token);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
  }

  /// From now on ID tokens are different from what they have to be.
  void lies(Consumer<JWTClaimsSet.Builder> change) {
    lie = change;
  }

  void signsWithAnotherKey() {
    signing = key();
  }

  /// Somebody signs in at the page that the browser was sent to; where the browser is sent back to.
  URI signsIn(URI page, Map<String, Object> claims) {
    var question = query(page.getRawQuery());
    if (!question.getOrDefault("code_challenge_method", "").equals("S256")
        || !question.getOrDefault("client_id", "").equals(CLIENT)
        || !Arrays.asList(question.getOrDefault("scope", "").split(" ", -1)).contains("openid")) {
      throw new AssertionError("the question lacks something: " + page);
    }
    var code = UUID.randomUUID().toString();
    codes.put(code, new Given(question, claims));
    return URI.create(
        "%s?code=%s&state=%s&iss=%s"
            .formatted(
                question.get("redirect_uri"),
                code,
                Browser.encoded(question.getOrDefault("state", "")),
                Browser.encoded(issuer())));
  }

  static Map<String, String> query(String raw) {
    return Arrays.stream(raw.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private String metadata() {
    var json =
        ScimJson.object()
            .put("issuer", issuer())
            .put("authorization_endpoint", issuer() + "/authorize")
            .put("token_endpoint", issuer() + "/token")
            .put("jwks_uri", issuer() + "/jwks")
            .put("end_session_endpoint", issuer() + "/leave")
            .put("authorization_response_iss_parameter_supported", true);
    json.putArray("response_types_supported").add("code");
    json.putArray("subject_types_supported").add("public");
    json.putArray("id_token_signing_alg_values_supported").add("RS256");
    return ScimJson.write(json);
  }

  private void token(HttpExchange exchange) throws IOException {
    var form =
        query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
    var given = Optional.ofNullable(codes.remove(form.getOrDefault("code", "")));
    var basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (CLIENT + ":" + Browser.encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
    var good =
        given
            .filter(one -> basic.equals(exchange.getRequestHeaders().getFirst("Authorization")))
            .filter(one ->
                form.getOrDefault("redirect_uri", "").equals(one.question().get("redirect_uri")))
            .filter(one ->
                digest(form.getOrDefault("code_verifier", ""))
                    .equals(one.question().get("code_challenge")));
    if (good.isEmpty()) {
      json(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    var answer =
        ScimJson.object()
            .put("access_token", "unused")
            .put("token_type", "Bearer")
            .put("id_token", idToken(good.get()));
    json(exchange, 200, ScimJson.write(answer));
  }

  private String idToken(Given given) {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .claim("nonce", given.question().get("nonce"))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)));
    given.claims().forEach(claims::claim);
    lie.accept(claims);
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(published.getKeyID()).build();
      var token = new SignedJWT(header, claims.build());
      token.sign(new RSASSASigner(signing));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String digest(String verifier) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
