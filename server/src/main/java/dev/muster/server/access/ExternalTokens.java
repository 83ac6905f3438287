package dev.muster.server.access;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.TokenIssuer;
import dev.muster.store.tenant.AccessToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bearer tokens that somebody else has signed and a tenant believes in, such as the one that
/// Entra's provisioning service sends when its administrator gave it no secret token.
public final class ExternalTokens {
  /// The id of every token that is not kept here.
  public static final long NOT_KEPT = 0;

  private static final String JWT_BEGINNING = "eyJ";

  private final JwtVerifier verifier;
  private final Clock clock;

  public ExternalTokens(JwtVerifier verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  /// Whether a bearer token may be a signed one: they are JSON in base64url.
  public static boolean mayBe(String token) {
    return token.startsWith(JWT_BEGINNING);
  }

  /// What the token allows at a tenant, if one of the tenant's issuers has signed it.
  public Optional<AccessToken> find(LiveTenant tenant, String token) {
    var issuers = tenant.settings().tokenIssuers();
    if (issuers.isEmpty()) {
      return Optional.empty();
    }
    return JwtVerifier.parse(token).flatMap(jwt -> find(tenant, token, jwt));
  }

  private Optional<AccessToken> find(LiveTenant tenant, String token, SignedJWT jwt) {
    var claimedIssuer = JwtVerifier.claimed(jwt).map(JWTClaimsSet::getIssuer);
    for (var issuer : tenant.settings().tokenIssuers()) {
      if (claimedIssuer.filter(issuer.issuer()::equals).isPresent()) {
        var claims = verifier.verify(jwt, issuer);
        if (claims.isPresent()) {
          return claims.map(verified -> accessToken(tenant, token, issuer, verified));
        }
      }
    }
    return Optional.empty();
  }

  private AccessToken accessToken(
      LiveTenant tenant, String token, TokenIssuer issuer, JWTClaimsSet claims) {
    var subject = Optional.ofNullable(claims.getSubject());
    return new AccessToken(
        tenant.id(),
        NOT_KEPT,
        subject.map(s -> issuer.issuer() + " " + s).orElse(issuer.issuer()),
        Tokens.hash(token),
        issuer.scopes(),
        Optional.empty(),
        subject,
        moment(claims.getIssueTime()).orElseGet(clock::instant),
        moment(claims.getExpirationTime()),
        Optional.empty());
  }

  private static Optional<Instant> moment(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }
}
