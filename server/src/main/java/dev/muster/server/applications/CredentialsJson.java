package dev.muster.server.applications;

import dev.muster.client.authentication.Authentication;
import dev.muster.client.authentication.Authentication.Basic;
import dev.muster.client.authentication.Authentication.Bearer;
import dev.muster.client.authentication.Authentication.ClientCertificate;
import dev.muster.client.authentication.Authentication.ClientCredentials;
import dev.muster.client.authentication.Authentication.PrivateKeyJwt;
import dev.muster.client.authentication.Authentication.SecretIn;
import dev.muster.client.exchange.Tls;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The ways of authentication as JSON: what may be shown, and the secrets apart from it.
final class CredentialsJson {
  /// Fields that are written and never read back.
  static final Set<String> SECRETS =
      Set.of("secretToken", "password", "clientSecret", "privateKey");

  private CredentialsJson() {}

  /// Reads the object `authentication`. Throws 400 naming the field that does not fit.
  static Authentication read(RequestFields fields) {
    var type = fields.requireString("type");
    var authentication =
        switch (type) {
          case "bearer" -> new Bearer(fields.requireString("secretToken"));
          case "basic" ->
              new Basic(fields.requireString("userName"), fields.requireString("password"));
          case "oauth2" ->
              new ClientCredentials(
                  tokenEndpoint(fields),
                  fields.requireString("clientId"),
                  fields.requireString("clientSecret"),
                  secretIn(fields),
                  fields.strings("scopes"));
          case "privateKeyJwt" ->
              new PrivateKeyJwt(
                  tokenEndpoint(fields),
                  fields.requireString("clientId"),
                  privateKey(fields),
                  fields.findString("keyId"),
                  fields.findString("audience"),
                  fields.strings("scopes"));
          case "mtls" ->
              new ClientCertificate(
                  new Tls.Identity(fields.requireString("certificate"), privateKey(fields)));
          default ->
              throw fields.invalid(
                  "type",
                  "\"%s\" is no way of authentication; there are bearer, basic, oauth2,"
                          .formatted(type)
                      + " privateKeyJwt and mtls");
        };
    fields.refuseOthers();
    return authentication;
  }

  /// Everything, secrets too: to be sealed, or to be parted by [#shown] and [#secrets].
  static ObjectNode toJson(Authentication authentication) {
    var json = ScimJson.object();
    switch (authentication) {
      case Bearer(var token) -> json.put("type", "bearer").put("secretToken", token);
      case Basic(var user, var password) ->
          json.put("type", "basic").put("userName", user).put("password", password);
      case ClientCredentials client -> {
        json.put("type", "oauth2")
            .put("tokenEndpoint", client.tokenEndpoint().toString())
            .put("clientId", client.clientId())
            .put("clientSecret", client.clientSecret())
            .put("credentialsIn", client.secretIn().name().toLowerCase(Locale.ROOT));
        putScopes(json, client.scopes());
      }
      case PrivateKeyJwt client -> {
        json.put("type", "privateKeyJwt")
            .put("tokenEndpoint", client.tokenEndpoint().toString())
            .put("clientId", client.clientId())
            .put("privateKey", client.privateKey());
        client.keyId().ifPresent(id -> json.put("keyId", id));
        client.audience().ifPresent(audience -> json.put("audience", audience));
        putScopes(json, client.scopes());
      }
      case ClientCertificate(var identity) ->
          json.put("type", "mtls")
              .put("certificate", identity.certificates())
              .put("privateKey", identity.privateKey());
    }
    return json;
  }

  /// Without the secrets.
  static ObjectNode open(ObjectNode json) {
    return json.deepCopy().remove(SECRETS);
  }

  /// The secrets alone.
  static ObjectNode secrets(ObjectNode json) {
    return json.deepCopy().retain(SECRETS);
  }

  /// For people: a secret is said to be set.
  static ObjectNode shown(ObjectNode json) {
    var shown = open(json);
    for (var secret : SECRETS) {
      if (json.has(secret)) {
        shown.putObject(secret).put("set", true);
      }
    }
    return shown;
  }

  private static void putScopes(ObjectNode json, List<String> scopes) {
    if (!scopes.isEmpty()) {
      scopes.forEach(json.putArray("scopes")::add);
    }
  }

  private static URI tokenEndpoint(RequestFields fields) {
    var text = fields.requireString("tokenEndpoint");
    try {
      var url = URI.create(text);
      if (List.of("http", "https").contains(url.getScheme()) && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw fields.invalid("tokenEndpoint", "\"%s\" is not an http or https URL".formatted(text));
  }

  private static String privateKey(RequestFields fields) {
    var pem = fields.requireString("privateKey");
    try {
      Tls.privateKey(pem);
      return pem;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("privateKey", String.valueOf(e.getMessage()));
    }
  }

  private static SecretIn secretIn(RequestFields fields) {
    var text = fields.findString("credentialsIn").orElse("header");
    return switch (text) {
      case "header" -> SecretIn.HEADER;
      case "body" -> SecretIn.BODY;
      case "both" -> SecretIn.BOTH;
      default ->
          throw fields.invalid(
              "credentialsIn", "\"%s\" is none of header, body and both".formatted(text));
    };
  }
}
