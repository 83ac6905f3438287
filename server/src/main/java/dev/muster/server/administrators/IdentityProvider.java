package dev.muster.server.administrators;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.muster.server.access.JwtVerifier;
import dev.muster.server.http.HttpException;
import dev.muster.server.outbound.Fetch;
import dev.muster.server.outbound.OutboundException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Speaks OpenID Connect with an identity provider: what it says of itself, where somebody signs in
/// there, and who came back. Every URL passes the policy on outbound addresses.
final class IdentityProvider {
  private static final String METADATA = "/.well-known/openid-configuration";
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final Fetch fetch;
  private final JwtVerifier keys;
  private final Clock clock;
  private final Map<URI, Known> known = new ConcurrentHashMap<>();

  IdentityProvider(Fetch fetch, JwtVerifier keys, Clock clock) {
    this.fetch = fetch;
    this.keys = keys;
    this.clock = clock;
  }

  private record Known(OIDCProviderMetadata metadata, Instant until) {}

  /// What ties an answer to the question.
  ///
  /// @param verifier whose digest goes with the question (PKCE, RFC 7636)
  /// @param redirect where the browser comes back to
  record Question(String state, String nonce, String verifier, URI redirect) {}

  /// What it says of itself. Throws 400 when it cannot be had, or is another's.
  OIDCProviderMetadata metadata(URI issuer) {
    var before = known.get(issuer);
    if (before != null && before.until().isAfter(clock.instant())) {
      return before.metadata();
    }
    var metadata = discover(issuer);
    known.clear();
    known.put(issuer, new Known(metadata, clock.instant().plus(KEPT)));
    return metadata;
  }

  /// The same, asked for anew.
  OIDCProviderMetadata discover(URI issuer) {
    var url = issuer.toString().replaceAll("/$", "") + METADATA;
    try {
      var metadata = OIDCProviderMetadata.parse(fetch.get(URI.create(url), Map.of()));
      if (!metadata.getIssuer().getValue().equals(issuer.toString())) {
        throw failed(
            "%s is of the issuer \"%s\", not of \"%s\""
                .formatted(url, metadata.getIssuer().getValue(), issuer));
      }
      requireEndpoint("authorization_endpoint", metadata.getAuthorizationEndpointURI());
      requireEndpoint("token_endpoint", metadata.getTokenEndpointURI());
      requireEndpoint("jwks_uri", metadata.getJWKSetURI());
      return metadata;
    } catch (OutboundException e) {
      throw failed(String.valueOf(e.getMessage()));
    } catch (ParseException e) {
      throw failed("%s is no metadata of OpenID Connect: %s".formatted(url, e.getMessage()));
    }
  }

  private void requireEndpoint(String name, URI url) {
    fetch
        .refusal(String.valueOf(url))
        .ifPresent(reason -> {
          throw failed("%s: %s".formatted(name, reason));
        });
  }

  /// Where the browser is sent.
  URI authorization(SingleSignOnSettings settings, Question question) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            Scope.parse(settings.scopes()),
            new ClientID(settings.clientId()),
            question.redirect())
        .endpointURI(metadata(settings.issuer()).getAuthorizationEndpointURI())
        .state(new State(question.state()))
        .nonce(new Nonce(question.nonce()))
        .codeChallenge(new CodeVerifier(question.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /// Who came back with a code: what the ID token says, once it is checked. Throws 400 saying what
  /// does not fit.
  JWTClaimsSet redeem(
      SingleSignOnSettings settings, String secret, Question question, String code) {
    var metadata = metadata(settings.issuer());
    var request =
        new TokenRequest.Builder(
                metadata.getTokenEndpointURI(),
                authentication(metadata, new ClientID(settings.clientId()), new Secret(secret)),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code),
                    question.redirect(),
                    new CodeVerifier(question.verifier())))
            .build()
            .toHTTPRequest();
    var headers =
        request.getHeaderMap().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().getFirst()));
    try {
      var answer = fetch.post(metadata.getTokenEndpointURI(), headers, request.getBody());
      var token =
          OIDCTokenResponse.parse(JSONObjectUtils.parse(answer)).getOIDCTokens().getIDToken();
      var validator =
          new IDTokenValidator(
              new Issuer(settings.issuer()),
              new ClientID(settings.clientId()),
              keys.selector(metadata.getJWKSetURI()),
              null);
      var claims = validator.validate(token, new Nonce(question.nonce()));
      requireOurs(settings, Optional.ofNullable(claims.getAuthorizedParty()));
      return claims.toJWTClaimsSet();
    } catch (OutboundException e) {
      throw failed("the code was not taken: " + e.getMessage());
    } catch (ParseException e) {
      throw failed("the token endpoint's answer cannot be read: " + e.getMessage());
    } catch (BadJOSEException | JOSEException e) {
      throw failed("the ID token is not good: " + e.getMessage());
    }
  }

  /// A token for several is for whoever asked for it (OpenID Connect Core §3.1.3.7, 5); the SDK
  /// does not look.
  private static void requireOurs(
      SingleSignOnSettings settings, Optional<AuthorizedParty> askedBy) {
    var other =
        askedBy.map(AuthorizedParty::getValue).filter(id -> !id.equals(settings.clientId()));
    if (other.isPresent()) {
      throw failed(
          "the ID token is not good: it was asked for by the client \"%s\" (azp)"
              .formatted(other.get()));
    }
  }

  private static ClientAuthentication authentication(
      OIDCProviderMetadata metadata, ClientID id, Secret secret) {
    var methods =
        Optional.ofNullable(metadata.getTokenEndpointAuthMethods())
            .orElse(List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
    return methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        ? new ClientSecretBasic(id, secret)
        : new ClientSecretPost(id, secret);
  }

  static HttpException failed(String why) {
    return HttpException.malformed("single sign-on: " + why);
  }
}
