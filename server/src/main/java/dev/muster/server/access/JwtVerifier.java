package dev.muster.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.muster.server.http.HttpException;
import dev.muster.server.outbound.Fetch;
import dev.muster.server.outbound.OutboundException;
import dev.muster.server.tenant.TokenIssuer;
import dev.muster.server.tenant.TokenIssuer.Keys;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks signed tokens of other issuers (JWT, RFC 7519): signature, issuer, audience, time, and
/// the claims that are asked for.
///
/// An issuer's keys are fetched once and kept; a key id that is not among them has them fetched
/// again, but not more than once in [#BACK_OFF], so that made-up key ids cause no requests. An
/// issuer that cannot be reached is trusted by the keys last seen for some hours.
public final class JwtVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(JwtVerifier.class);

  // Asymmetric ones only: whoever could check a symmetric one could sign it.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final Duration BACK_OFF = Duration.ofSeconds(30);
  private static final Duration OUTAGE = Duration.ofHours(4);
  private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(10);
  private static final int MOST_SOURCES = 10_000;
  private static final long RETRY_SECONDS = 30;

  private final Fetch fetch;
  private final Map<Keys, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();

  public JwtVerifier(Fetch fetch) {
    this.fetch = fetch;
  }

  /// The algorithms by which tokens may be signed, by their names.
  public static Set<String> algorithms() {
    return Set.copyOf(ALGORITHMS.stream().map(JWSAlgorithm::getName).toList());
  }

  /// A token that is signed, as yet by whoever; empty if it is none.
  public static Optional<SignedJWT> parse(String token) {
    try {
      return Optional.of(SignedJWT.parse(token));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /// What a token claims, as yet unchecked; empty if it has no readable claims.
  public static Optional<JWTClaimsSet> claimed(SignedJWT token) {
    try {
      return Optional.ofNullable(token.getJWTClaimsSet());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /// What a token claims, if it is that issuer's and good now. Throws 503 when the issuer's keys
  /// cannot be had.
  public Optional<JWTClaimsSet> verify(SignedJWT token, TokenIssuer issuer) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, source(issuer.keys())));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(issuer.audience(), expected(issuer), Set.of("exp")));
    try {
      return Optional.of(processor.process(token, null));
    } catch (RateLimitReachedException | BadJOSEException e) {
      LOG.debug("token of {} refused: {}", issuer.issuer(), e.getMessage());
      return Optional.empty();
    } catch (KeySourceException e) {
      LOG.warn("the keys of {} cannot be had: {}", issuer.issuer(), e.getMessage());
      throw HttpException.unavailable(
          RETRY_SECONDS, "the keys of the token's issuer cannot be had now; try again");
    } catch (JOSEException e) {
      LOG.debug("token of {} cannot be checked: {}", issuer.issuer(), e.getMessage());
      return Optional.empty();
    }
  }

  /// The keys at a URL, for signatures of tokens that are checked elsewhere.
  public JWSKeySelector<SecurityContext> selector(URI jwks) {
    return new JWSVerificationKeySelector<>(ALGORITHMS, source(new Keys.Url(jwks)));
  }

  private static JWTClaimsSet expected(TokenIssuer issuer) {
    var claims = new JWTClaimsSet.Builder().issuer(issuer.issuer());
    issuer.claims().forEach(claims::claim);
    return claims.build();
  }

  private JWKSource<SecurityContext> source(Keys keys) {
    if (sources.size() >= MOST_SOURCES) {
      sources.clear();
    }
    return sources.computeIfAbsent(keys, this::newSource);
  }

  private JWKSource<SecurityContext> newSource(Keys keys) {
    return switch (keys) {
      case Keys.Given(var jwks) -> new ImmutableJWKSet<>(parseKeys(jwks));
      case Keys.Url(var url) ->
          JWKSourceBuilder.<SecurityContext>create(toUrl(url), this::retrieve)
              .cache(KEPT.toMillis(), WAIT_FOR_OTHERS.toMillis())
              .refreshAheadCache(false)
              .rateLimited(BACK_OFF.toMillis())
              .outageTolerant(OUTAGE.toMillis())
              .build();
    };
  }

  private Resource retrieve(URL url) throws IOException {
    try {
      return new Resource(fetch.get(url.toURI(), Map.of()), "application/json");
    } catch (OutboundException e) {
      throw new IOException(e.getMessage(), e);
    } catch (URISyntaxException e) {
      throw new IOException(url + " is not a URL", e);
    }
  }

  private static URL toUrl(URI url) {
    try {
      return url.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(url + " is not a URL", e);
    }
  }

  private static JWKSet parseKeys(String jwks) {
    try {
      return JWKSet.parse(jwks);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JWK set: " + e.getMessage(), e);
    }
  }
}
