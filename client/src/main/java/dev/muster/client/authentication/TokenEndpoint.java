package dev.muster.client.authentication;

import dev.muster.client.authentication.Authentication.ClientCredentials;
import dev.muster.client.authentication.Authentication.OfTokenEndpoint;
import dev.muster.client.authentication.Authentication.PrivateKeyJwt;
import dev.muster.client.authentication.Authentication.SecretIn;
import dev.muster.client.exchange.Answer;
import dev.muster.client.exchange.Body;
import dev.muster.client.exchange.Outgoing;
import dev.muster.client.exchange.Transport;
import dev.muster.client.pace.Time;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Asks a token endpoint for access tokens (RFC 6749 §4.4, RFC 7523 §2.2).
final class TokenEndpoint {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  // What RFC 6749 recommends to say and some leave out.
  private static final Duration UNSAID_LIFETIME = Duration.ofMinutes(5);
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Transport transport;
  private final Time time;

  TokenEndpoint(Transport transport, Time time) {
    this.transport = transport;
    this.time = time;
  }

  /// A token and how long it is good for.
  record Token(String value, Duration lifetime) {}

  Token request(OfTokenEndpoint client) throws IOException, InterruptedException {
    return switch (client) {
      case ClientCredentials bySecret -> request(bySecret);
      case PrivateKeyJwt byKey -> request(byKey);
    };
  }

  private Token request(ClientCredentials client) throws IOException, InterruptedException {
    var fields = fields(client.scopes());
    if (client.secretIn() != SecretIn.HEADER) {
      fields.put("client_id", client.clientId());
      fields.put("client_secret", client.clientSecret());
    }
    var headers = new LinkedHashMap<String, String>();
    if (client.secretIn() != SecretIn.BODY) {
      // Both parts are form-encoded before they are joined (RFC 6749 §2.3.1).
      headers.put("Authorization", basic(encode(client.clientId()), encode(client.clientSecret())));
    }
    return send(client.tokenEndpoint(), headers, fields);
  }

  private Token request(PrivateKeyJwt client) throws IOException, InterruptedException {
    var fields = fields(client.scopes());
    fields.put("client_id", client.clientId());
    fields.put("client_assertion_type", ASSERTION_TYPE);
    fields.put("client_assertion", ClientAssertion.sign(client, time.now()));
    return send(client.tokenEndpoint(), Map.of(), fields);
  }

  static String basic(String user, String password) {
    var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static Map<String, String> fields(List<String> scopes) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "client_credentials");
    if (!scopes.isEmpty()) {
      fields.put("scope", String.join(" ", scopes));
    }
    return fields;
  }

  private Token send(URI endpoint, Map<String, String> headers, Map<String, String> fields)
      throws IOException, InterruptedException {
    var request =
        new Outgoing("POST", endpoint, headers, new Body.Form(fields), TIMEOUT)
            .with("Accept", "application/json")
            .with("User-Agent", "Muster");
    var answer = transport.send(request);
    var json = json(endpoint, answer);
    var token = json.path("access_token").asString("");
    if (answer.status() != 200 || token.isEmpty()) {
      throw new RefusedException(
          answer.status(),
          "the token endpoint %s gives no token (%d %s)%s"
              .formatted(endpoint, answer.status(), said(json), advice(json, answer.status())));
    }
    var seconds = json.path("expires_in").asLong(UNSAID_LIFETIME.toSeconds());
    return new Token(token, Duration.ofSeconds(Math.max(0, seconds)));
  }

  private static ObjectNode json(URI endpoint, Answer answer) {
    try {
      return ScimJson.parseObject(answer.body());
    } catch (ScimException e) {
      throw new RefusedException(
          answer.status(),
          "the token endpoint %s answers %d without JSON; is its URL right?"
              .formatted(endpoint, answer.status()));
    }
  }

  private static String said(ObjectNode json) {
    var text = json.path("error").asString("") + " " + json.path("error_description").asString("");
    return text.strip().length() > 300 ? text.strip().substring(0, 300) : text.strip();
  }

  private static String advice(ObjectNode json, int status) {
    return switch (json.path("error").asString("")) {
      case "invalid_client", "unauthorized_client" ->
          "; check client id and secret or key, and how the credentials are sent";
      case "invalid_scope" -> "; check the scopes";
      default -> status == 404 ? "; is its URL right?" : "";
    };
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
