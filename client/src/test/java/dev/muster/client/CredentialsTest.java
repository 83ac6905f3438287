package dev.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.muster.client.ScriptedServer.Answer;
import dev.muster.client.authentication.Authentication;
import dev.muster.client.authentication.Authentication.SecretIn;
import dev.muster.client.exchange.AddressGuard;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private static final String NOBODY = "{\"totalResults\": 0, \"Resources\": []}";

  private final TestTime time = new TestTime();
  private int tokens;
  private Answer refusal = Answer.scim(200, NOBODY);

  /// A provider with a token endpoint whose tokens live for ten minutes.
  private final ScriptedServer server =
      new ScriptedServer((number, request) ->
          request.startsWith("POST /token")
              ? Answer.json(
                  200, "{\"access_token\": \"t%d\", \"expires_in\": 600}".formatted(++tokens))
              : refusal);

  @AfterEach
  void stop() {
    server.close();
  }

  private ScimClient client(Authentication authentication) {
    var connection = server.connection().withAuthentication(authentication);
    return new ScimClient(
        connection, connection.transport(AddressGuard.NONE), time, () -> new Random(1));
  }

  private Authentication secret(SecretIn place, String... scopes) {
    return new Authentication.ClientCredentials(
        endpoint(), "the client", "s3cret+/", place, List.of(scopes));
  }

  private URI endpoint() {
    return server.connection().baseUrl().resolve("/token");
  }

  private static void ask(ScimClient client, int times) {
    IntStream.range(0, times).forEach(i -> client.query("/Users", ScimQuery.all()));
  }

  private String form() {
    return URLDecoder.decode(server.bodies().getFirst(), StandardCharsets.UTF_8);
  }

  @Test
  void sendsUserNameAndPassword() {
    try (var client = client(new Authentication.Basic("ann", "s3cret"))) {
      ask(client, 1);
    }

    var expected =
        Base64.getEncoder().encodeToString("ann:s3cret".getBytes(StandardCharsets.UTF_8));
    assertThat(server.authorizations()).containsExactly("Basic " + expected);
  }

  @Test
  void sendsTheClientsSecretWhereTheTokenEndpointWantsIt() {
    try (var client = client(secret(SecretIn.HEADER, "scim", "offline"))) {
      ask(client, 1);
    }
    assertThat(form()).isEqualTo("grant_type=client_credentials&scope=scim offline");
    assertThat(server.authorizations().getFirst()).startsWith("Basic ");

    server.forget();
    try (var client = client(secret(SecretIn.BODY))) {
      ask(client, 1);
    }
    assertThat(form()).contains("client_id=the client").contains("client_secret=s3cret+/");
    assertThat(server.authorizations().getFirst()).isEmpty();

    server.forget();
    try (var client = client(secret(SecretIn.BOTH))) {
      ask(client, 1);
    }
    assertThat(form()).contains("client_secret=s3cret+/");
    assertThat(server.authorizations().getFirst()).startsWith("Basic ");
  }

  @Test
  void usesATokenUntilShortlyBeforeItExpires() {
    try (var client = client(secret(SecretIn.HEADER))) {
      ask(client, 3);
      time.pass(Duration.ofMinutes(8));
      ask(client, 1);
      assertThat(tokens).isEqualTo(1);
      time.pass(Duration.ofMinutes(1));
      ask(client, 1);

      assertThat(tokens).isEqualTo(2);
      assertThat(server.authorizations().getLast()).isEqualTo("Bearer t2");
    }
  }

  @Test
  void asksForANewTokenWhenTheProviderRefusesOne() {
    try (var client = client(secret(SecretIn.HEADER))) {
      ask(client, 1);
      refusal = Answer.scim(401, "{}");

      assertThatThrownBy(() -> ask(client, 1)).hasMessageContaining("401");
      assertThat(tokens).as("once, not for ever").isEqualTo(2);
    }
  }

  @Test
  void signsAnAssertionWithItsPrivateKey() throws Exception {
    var pair = keys();
    var authentication =
        new Authentication.PrivateKeyJwt(
            endpoint(), "the client", pem(pair), Optional.of("k1"), Optional.empty(), List.of());
    try (var client = client(authentication)) {
      ask(client, 1);
    }

    var assertion = form().replaceAll("(?s).*client_assertion=([^&]*).*", "$1");
    var jwt = SignedJWT.parse(assertion);
    assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic()))).isTrue();
    assertThat(jwt.getHeader().getKeyID()).isEqualTo("k1");
    var claims = jwt.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("the client");
    assertThat(claims.getSubject()).isEqualTo("the client");
    assertThat(claims.getAudience()).containsExactly(endpoint().toString());
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(time.now().plus(Duration.ofMinutes(5)));
    assertThat(server.authorizations().getLast()).isEqualTo("Bearer t1");
  }

  @Test
  void saysWhyTheTokenEndpointGivesNoTokenAndShowsNoSecret() {
    try (var refusing =
        new ScriptedServer(
            (number, request) -> Answer.json(401, "{\"error\": \"invalid_client\"}"))) {
      var authentication =
          new Authentication.ClientCredentials(
              refusing.connection().baseUrl(), "app", "s3cret", SecretIn.BODY, List.of());
      assertThatThrownBy(() -> ask(client(authentication), 1))
          .hasMessageContaining("401 invalid_client")
          .hasMessageContaining("check client id and secret")
          .hasMessageNotContaining("s3cret");
      assertThat(authentication.toString()).doesNotContain("s3cret");
    }
  }

  static KeyPair keys() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  static String pem(KeyPair pair) {
    var encoded = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(encoded);
  }
}
