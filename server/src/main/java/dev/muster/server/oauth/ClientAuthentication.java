package dev.muster.server.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.muster.server.access.JwtVerifier;
import dev.muster.server.oauth.TokenRequest.Proof;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.tenant.TokenIssuer;
import dev.muster.server.traffic.FailedAttempts;
import dev.muster.store.tenant.OAuthClient;
import dev.muster.store.tenant.OAuthClientStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Finds out which client sends a token request.
///
/// Secrets have 256 random bits, so guessing them is hopeless; failures are limited to keep
/// guessers from keeping the server busy. The right secret is let in even then: otherwise whoever
/// knows a client's id, which is no secret, could lock it out.
public final class ClientAuthentication {
  private static final int FAILURES = 20;
  private static final Duration EACH = Duration.ofSeconds(3);
  private static final String REFUSED =
      "the client is unknown, belongs to another tenant, or did not prove who it is";

  private final OAuthClientStore clients;
  private final JwtVerifier verifier;
  private final Clock clock;
  private final FailedAttempts failures = new FailedAttempts(FAILURES, EACH);

  public ClientAuthentication(OAuthClientStore clients, JwtVerifier verifier, Clock clock) {
    this.clients = clients;
    this.verifier = verifier;
    this.clock = clock;
  }

  /// The client. Throws `invalid_client` when it is not proven, and 429 when that was tried too
  /// often.
  OAuthClient require(Proof proof) {
    var id = clientId(proof);
    return clients.find(id).filter(client -> isProven(client, proof)).orElseThrow(() -> failed(id));
  }

  private OAuthException failed(String client) {
    return failures.count(client)
        ? OAuthException.invalidClient(REFUSED)
        : OAuthException.notNow(
            429, failures.retrySeconds(), "too many failed attempts; wait before the next");
  }

  private boolean isProven(OAuthClient client, Proof proof) {
    return switch (proof) {
      case Proof.Secret(var id, var secret) -> hasSecret(client, secret);
      case Proof.Assertion(var id, var jwt) -> hasAssertion(client, jwt);
    };
  }

  private boolean hasSecret(OAuthClient client, String secret) {
    var hash = Tokens.hash(secret);
    var now = clock.instant();
    return client.secrets().stream()
        .filter(kept -> kept.isLive(now))
        .anyMatch(kept -> Tokens.same(kept.hash(), hash));
  }

  private boolean hasAssertion(OAuthClient client, String jwt) {
    return client
        .federation()
        .map(TokenIssuer::read)
        .flatMap(issuer -> JwtVerifier.parse(jwt).flatMap(token -> verifier.verify(token, issuer)))
        .isPresent();
  }

  // RFC 7521 §4.2: the assertion's subject names the client when client_id does not.
  private static String clientId(Proof proof) {
    return switch (proof) {
      case Proof.Secret(var id, var secret) -> id;
      case Proof.Assertion(var id, var jwt) ->
          id.or(() -> subject(jwt))
              .orElseThrow(() -> OAuthException.invalidRequest("client_id is missing"));
    };
  }

  private static Optional<String> subject(String jwt) {
    return JwtVerifier.parse(jwt).flatMap(JwtVerifier::claimed).map(JWTClaimsSet::getSubject);
  }
}
