package dev.muster.server.administrators;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import dev.muster.store.administrator.Grant;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// How administrators come from an identity provider (OpenID Connect).
///
/// @param name for people: the button says "Sign in with …"
/// @param issuer as the provider calls itself; its metadata lies below
/// @param scopes asked for, `openid` among them
/// @param allowedDomains of whom an account is made for; empty for any
/// @param trustsEmail whether addresses count that the provider does not call verified
/// @param roleClaim whose values say which roles somebody has; dots lead into objects
/// @param rules a value of that claim and its role
public record SingleSignOnSettings(
    String name,
    URI issuer,
    String clientId,
    List<String> scopes,
    Set<String> allowedDomains,
    boolean trustsEmail,
    String roleClaim,
    List<Rule> rules) {

  private static final int LONGEST_NAME = 40;

  public SingleSignOnSettings {
    scopes = List.copyOf(scopes);
    allowedDomains = Set.copyOf(allowedDomains);
    rules = List.copyOf(rules);
  }

  /// Whoever has the value has the role.
  public record Rule(String value, Grant grant) {}

  /// Takes the fields of the settings from a request's. Throws 400 naming the one that does not
  /// fit.
  static SingleSignOnSettings read(RequestFields fields, Roles roles) {
    var scopes = new LinkedHashSet<>(List.of("openid"));
    scopes.addAll(fields.findStrings("scopes").orElse(List.of("email", "profile")));
    var domains = new LinkedHashSet<String>();
    fields.strings("allowedDomains").forEach(one -> domains.add(one.toLowerCase(Locale.ROOT)));
    return new SingleSignOnSettings(
        name(fields),
        issuer(fields),
        fields.requireString("clientId"),
        List.copyOf(scopes),
        domains,
        fields.findBoolean("trustsEmail").orElse(false),
        fields.findString("roleClaim").orElse("groups"),
        rules(fields, roles));
  }

  private static String name(RequestFields fields) {
    var name = fields.findString("name").orElse("single sign-on").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw fields.invalid("name", "give 1 to %d characters".formatted(LONGEST_NAME));
    }
    return name;
  }

  private static URI issuer(RequestFields fields) {
    var text = fields.requireString("issuer");
    try {
      var issuer = URI.create(text);
      if (issuer.getHost() != null
          && issuer.getRawQuery() == null
          && issuer.getRawFragment() == null) {
        return issuer;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw fields.invalid(
        "issuer", "\"%s\" is not a URL such as https://login.example.com/realm".formatted(text));
  }

  private static List<Rule> rules(RequestFields fields, Roles roles) {
    var rules = new ArrayList<Rule>();
    for (var json : fields.findObjects("roles")) {
      var value = Optional.of(json.path("value").asString("")).filter(text -> !text.isEmpty());
      rules.add(
          new Rule(
              value.orElseThrow(() ->
                  HttpException.invalid(
                      "roles",
                      "each needs the value of the claim, such as {\"value\": \"admins\", \"role\": \"reader\"}")),
              roles.grant(json.deepCopy().without("value"))));
    }
    return rules;
  }

  /// As it is kept and shown: without the secret.
  ObjectNode toJson(Roles roles) {
    var json =
        ScimJson.object()
            .put("name", name)
            .put("issuer", issuer.toString())
            .put("clientId", clientId);
    scopes.forEach(json.putArray("scopes")::add);
    allowedDomains.stream().sorted().forEach(json.putArray("allowedDomains")::add);
    json.put("trustsEmail", trustsEmail).put("roleClaim", roleClaim);
    var shown = json.putArray("roles");
    for (var rule : rules) {
      var one = ScimJson.object();
      roles.write(List.of(rule.grant()), one);
      shown.add(
          ScimJson.object()
              .put("value", rule.value())
              .setAll((ObjectNode) one.path("roles").get(0)));
    }
    return json;
  }
}
