package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// How an application is reached, as the fields of a form: what was typed in, or what is kept.
/// Secrets go one way only.
///
/// @param kind `bearer`, `basic`, `oauth2`, `privateKeyJwt` or `mtls`
/// @param isNew whether nothing is kept yet, so that an empty secret is none
public record ConnectionForm(
    String template,
    String url,
    String kind,
    Map<String, String> fields,
    String rate,
    String timeout,
    String authorities,
    String expires,
    boolean isNew) {

  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "bearer", List.of("secretToken"),
          "basic", List.of("userName", "password"),
          "oauth2", List.of("tokenEndpoint", "clientId", "clientSecret", "credentialsIn"),
          "privateKeyJwt", List.of("tokenEndpoint", "clientId", "privateKey", "keyId", "audience"),
          "mtls", List.of("certificate", "privateKey"));
  private static final Pattern SPACES = Pattern.compile("[\\s,]+");
  private static final List<String> SHOWN =
      List.of(
          "userName",
          "tokenEndpoint",
          "clientId",
          "credentialsIn",
          "keyId",
          "audience",
          "certificate");

  /// A form to be filled in.
  static ConnectionForm blank(String template) {
    return new ConnectionForm(template, "", "bearer", Map.of(), "", "", "", "", true);
  }

  /// What was typed in, to be shown again, without its secrets.
  static ConnectionForm typed(Form form, boolean isNew) {
    var fields = new HashMap<String, String>();
    SHOWN.forEach(name -> fields.put(name, form.text(name)));
    fields.put("scopes", form.text("scopes"));
    return new ConnectionForm(
        form.text("template").isEmpty() ? "scim" : form.text("template"),
        form.text("url"),
        FIELDS.containsKey(form.text("kind")) ? form.text("kind") : "bearer",
        fields,
        form.text("rate"),
        form.text("timeout"),
        form.text("authorities"),
        form.text("expires"),
        isNew);
  }

  /// What is kept.
  static ConnectionForm of(JsonNode json) {
    var authentication = json.path("authentication");
    var fields = new HashMap<String, String>();
    SHOWN.forEach(name -> fields.put(name, authentication.path(name).asString("")));
    var scopes = new ArrayList<String>();
    authentication.path("scopes").forEach(scope -> scopes.add(scope.asString()));
    fields.put("scopes", String.join(" ", scopes));
    return new ConnectionForm(
        json.path("template").asString("scim"),
        json.path("tenantUrl").asString(""),
        authentication.path("type").asString("bearer"),
        fields,
        "",
        json.path("timeout").asString(""),
        json.path("trustedCertificates").asString(""),
        day(json.path("credentialsExpire").asString("")),
        false);
  }

  private static String day(String moment) {
    return moment.replaceFirst("T.*", "");
  }

  /// A field of the authentication; empty text for a secret, and for what is not set.
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /// What the admin API takes: everything that was typed in.
  static ObjectNode json(Form form) {
    var typed = typed(form, true);
    var json = ScimJson.object().put("template", typed.template()).put("tenantUrl", typed.url());
    var authentication = json.putObject("authentication").put("type", typed.kind());
    for (var name : FIELDS.getOrDefault(typed.kind(), List.of())) {
      var value = SHOWN.contains(name) ? form.text(name) : secret(form, name);
      if (!value.isBlank()) {
        authentication.put(name, value);
      }
    }
    if (typed.kind().equals("oauth2") || typed.kind().equals("privateKeyJwt")) {
      var scopes = authentication.putArray("scopes");
      SPACES
          .splitAsStream(typed.field("scopes"))
          .filter(scope -> !scope.isEmpty())
          .forEach(scopes::add);
    }
    if (!typed.rate().isEmpty()) {
      json.put("requestsPerSecond", Numbers.parse("requests a second", typed.rate()));
    }
    if (!typed.timeout().isEmpty()) {
      json.put("timeout", typed.timeout());
    }
    json.set(
        "credentialsExpire",
        typed.expires().isEmpty() ? NullNode.getInstance() : StringNode.valueOf(typed.expires()));
    if (!typed.authorities().isEmpty()) {
      json.put("trustedCertificates", typed.authorities());
    }
    return json;
  }

  // Two kinds have a private key, each with a field of its own; a token that was pasted has
  // spaces around it.
  private static String secret(Form form, String name) {
    return switch (name) {
      case "secretToken" -> form.secret("token").strip();
      case "privateKey" ->
          form.text(form.text("kind").equals("mtls") ? "certificateKey" : "privateKey");
      default -> form.secret(name);
    };
  }
}
