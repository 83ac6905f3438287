package dev.muster.server.oauth;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.QueryParameters;
import dev.muster.server.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A request for an access token (RFC 6749 §4.4.2).
///
/// @param scope words separated by spaces; empty: all that the client may have
record TokenRequest(Proof proof, Optional<String> scope) {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String BASIC = "Basic ";
  private static final List<String> PARAMETERS =
      List.of(
          "grant_type",
          "client_id",
          "client_secret",
          "client_assertion",
          "client_assertion_type",
          "scope");

  /// How a client says who it is.
  sealed interface Proof {
    /// `client_secret_basic` or `client_secret_post`.
    record Secret(String client, String secret) implements Proof {}

    /// `private_key_jwt`; the client's id may be left out.
    record Assertion(Optional<String> client, String jwt) implements Proof {}
  }

  static TokenRequest of(Request request) {
    var form = form(request);
    requireGrantType(form);
    return new TokenRequest(proof(request, form), form.find("scope"));
  }

  private static QueryParameters form(Request request) {
    var type = request.findHeader("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith(FORM)) {
      throw OAuthException.invalidRequest("send the parameters as " + FORM);
    }
    var form = new QueryParameters(new String(request.body().bytes(), StandardCharsets.UTF_8));
    try {
      for (var parameter : PARAMETERS) {
        if (form.all(parameter).size() > 1) {
          throw OAuthException.invalidRequest(parameter + " is sent twice");
        }
      }
    } catch (HttpException e) {
      throw OAuthException.invalidRequest(e.detail());
    }
    return form;
  }

  private static void requireGrantType(QueryParameters form) {
    var type =
        form.find("grant_type")
            .orElseThrow(() -> OAuthException.invalidRequest("grant_type is missing"));
    if (!type.equals("client_credentials")) {
      throw OAuthException.unsupportedGrantType(
          "grant_type is not client_credentials, the only one there is here");
    }
  }

  private static Proof proof(Request request, QueryParameters form) {
    var basic = request.findHeader("Authorization").map(TokenRequest::basic);
    var assertion = form.find("client_assertion");
    if (assertion.isPresent()) {
      if (basic.isPresent() || form.find("client_secret").isPresent()) {
        throw OAuthException.invalidRequest("send a secret or an assertion, not both");
      }
      requireAssertionType(form);
      return new Proof.Assertion(form.find("client_id"), assertion.get());
    }
    var posted =
        form.find("client_secret")
            .map(secret ->
                new Proof.Secret(
                    form.find("client_id")
                        .orElseThrow(() -> OAuthException.invalidRequest("client_id is missing")),
                    secret));
    // Entra can be told to send the credentials both ways at once, which RFC 6749 §2.3 forbids.
    if (basic.isPresent() && posted.isPresent() && !basic.equals(posted)) {
      throw OAuthException.invalidRequest("the header and the body name different credentials");
    }
    return basic
        .or(() -> posted)
        .orElseThrow(() ->
            OAuthException.invalidClient(
                "no credentials: send a Basic header, client_secret or client_assertion"));
  }

  private static void requireAssertionType(QueryParameters form) {
    if (!form.find("client_assertion_type").orElse("").equals(ASSERTION_TYPE)) {
      throw OAuthException.invalidRequest("client_assertion_type is not " + ASSERTION_TYPE);
    }
  }

  // Id and secret are form-encoded before they are joined (RFC 6749 §2.3.1).
  private static Proof.Secret basic(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      throw OAuthException.invalidClient("the Authorization header is not of the scheme Basic");
    }
    try {
      var decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      var pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      if (pair.length == 2) {
        return new Proof.Secret(decode(pair[0]), decode(pair[1]));
      }
    } catch (IllegalArgumentException e) {
      throw OAuthException.invalidClient("the Basic header is not base64");
    }
    throw OAuthException.invalidClient("the Basic header has no colon");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
