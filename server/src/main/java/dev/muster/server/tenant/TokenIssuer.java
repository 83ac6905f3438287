package dev.muster.server.tenant;

import com.nimbusds.jose.jwk.JWKSet;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import dev.muster.store.tenant.Scope;
import java.net.URI;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Somebody whose signed tokens (JWT, RFC 7519) are believed: Entra ID for the bearer tokens of its
/// provisioning service, or for the assertions of workload identity federation.
///
/// @param issuer what `iss` has to be, such as `https://sts.windows.net/{tenant}/`
/// @param audience what `aud` has to name
/// @param keys where its public keys are
/// @param claims further claims that the token must have, each with exactly this value
/// @param scopes what such a token allows
public record TokenIssuer(
    String issuer, String audience, Keys keys, Map<String, String> claims, Set<Scope> scopes) {
  private static final String ISSUER = "issuer";
  private static final String AUDIENCE = "audience";
  private static final String JWKS_URL = "jwksUrl";
  private static final String JWKS = "jwks";
  private static final String CLAIMS = "claims";
  private static final String SCOPES = "scopes";

  public TokenIssuer {
    claims = Map.copyOf(claims);
    scopes = Set.copyOf(scopes);
  }

  /// Where an issuer's public keys are (RFC 7517).
  public sealed interface Keys {
    /// A URL that gives a JWK set.
    record Url(URI url) implements Keys {}

    /// The JWK set itself, as JSON.
    record Given(String jwks) implements Keys {}
  }

  /// Reads an issuer. Throws 400 naming what is missing or does not fit.
  public static TokenIssuer read(ObjectNode json) {
    var fields = RequestFields.of(json);
    var issuer =
        new TokenIssuer(
            fields.requireString(ISSUER),
            fields.requireString(AUDIENCE),
            keys(fields),
            fields.findObject(CLAIMS).map(TokenIssuer::claims).orElse(Map.of()),
            Scopes.find(fields, SCOPES).orElseGet(Scope::scim));
    fields.refuseOthers();
    return issuer;
  }

  /// The issuer as [#read] takes it.
  public ObjectNode toJson() {
    var json = ScimJson.object().put(ISSUER, issuer).put(AUDIENCE, audience);
    switch (keys) {
      case Keys.Url(var url) -> json.put(JWKS_URL, url.toString());
      case Keys.Given(var jwks) -> json.set(JWKS, ScimJson.parseObject(jwks));
    }
    var required = json.putObject(CLAIMS);
    claims.forEach(required::put);
    return Scopes.put(json, SCOPES, scopes);
  }

  private static Keys keys(RequestFields fields) {
    var url = fields.findString(JWKS_URL);
    var given = fields.findObject(JWKS);
    if (url.isPresent() == given.isPresent()) {
      throw HttpException.invalid(
          JWKS_URL, "send either this URL or the keys themselves in " + JWKS);
    }
    Optional<Keys> keys = url.map(TokenIssuer::url).map(Keys.Url::new);
    return keys.or(() -> given.map(TokenIssuer::given)).orElseThrow();
  }

  private static Keys.Given given(ObjectNode json) {
    var jwks = ScimJson.write(json);
    try {
      if (JWKSet.parse(jwks).isEmpty()) {
        throw HttpException.invalid(JWKS, "holds no key");
      }
      return new Keys.Given(jwks);
    } catch (ParseException e) {
      throw HttpException.invalid(JWKS, "not a JWK set: " + e.getMessage());
    }
  }

  private static URI url(String text) {
    try {
      var url = URI.create(text);
      if (url.getHost() != null && ("https".equals(url.getScheme()) || isHttp(url))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw HttpException.invalid(JWKS_URL, "\"%s\" is not a URL".formatted(text));
    }
    throw HttpException.invalid(JWKS_URL, "\"%s\" is not an https URL".formatted(text));
  }

  // Whether plain HTTP may really be used is decided where the request is made.
  private static boolean isHttp(URI url) {
    return "http".equals(url.getScheme());
  }

  private static Map<String, String> claims(ObjectNode json) {
    var claims = new LinkedHashMap<String, String>();
    for (var claim : json.properties()) {
      if (!claim.getValue().isString()) {
        throw HttpException.invalid(
            CLAIMS, "%s: expected a string, found %s".formatted(claim.getKey(), claim.getValue()));
      }
      claims.put(claim.getKey(), claim.getValue().stringValue());
    }
    return claims;
  }
}
