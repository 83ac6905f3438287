package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.administrators.SingleSignOn;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where administrators sign in elsewhere: the settings, and linking one's own account.
public final class SingleSignOnPages implements Console.Group {
  private static final String SETTINGS = Console.PREFIX + "/single-sign-on";
  private static final String ACCOUNT = Console.PREFIX + "/account";
  private static final String RULE = "=";

  private final Views views;
  private final SingleSignOn singleSignOn;
  private final Entrance entrance;

  SingleSignOnPages(Views views, SingleSignOn singleSignOn, Entrance entrance) {
    this.views = views;
    this.singleSignOn = singleSignOn;
    this.entrance = entrance;
  }

  /// The settings, as they are typed in.
  ///
  /// @param redirect what the provider has to know of this server
  /// @param rules one a line
  public record SettingsView(
      Frame frame,
      boolean enabled,
      String redirect,
      String name,
      String issuer,
      String clientId,
      String scopes,
      String domains,
      boolean trustsEmail,
      String roleClaim,
      String rules) {}

  /// The way to the provider, for somebody who links their account.
  public record ContinueView(Frame frame, String name, String location) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", SETTINGS, this::show)
        .on("POST", SETTINGS, this::save)
        .on("POST", SETTINGS + "/remove", this::remove)
        .on("POST", ACCOUNT + "/single-sign-on", this::link)
        .on("POST", ACCOUNT + "/single-sign-on/unlink", this::unlink);
  }

  private Response show(Visit visit) {
    var json = visit.api().get("/single-sign-on");
    return views.page(
        200,
        "single-sign-on",
        new SettingsView(
            Frame.of(visit, "administrators", "Single sign-on"),
            json.path("enabled").booleanValue(),
            entrance.address(visit.request(), Console.PREFIX + "/sign-in/callback").toString(),
            json.path("name").asString(""),
            json.path("issuer").asString(""),
            json.path("clientId").asString(""),
            words(json.path("scopes"), "openid email profile"),
            words(json.path("allowedDomains"), ""),
            json.path("trustsEmail").asBoolean(false),
            json.path("roleClaim").asString("groups"),
            rules(json.path("roles"))));
  }

  private static String words(JsonNode texts, String otherwise) {
    var words = new ArrayList<String>();
    texts.forEach(text -> words.add(text.asString()));
    return words.isEmpty() ? otherwise : String.join(" ", words);
  }

  private static String rules(JsonNode rules) {
    var lines = new ArrayList<String>();
    for (var rule : rules) {
      var line =
          new StringBuilder(rule.path("value").asString() + " = " + rule.path("role").asString());
      for (var about : List.of("tenant", "application")) {
        rule.path(about).asStringOpt().ifPresent(name -> line.append(' ').append(name));
      }
      lines.add(line.toString());
    }
    return String.join("\n", lines);
  }

  private Response save(Visit visit) {
    var form = visit.form();
    var body = ScimJson.object();
    for (var field : List.of("name", "issuer", "clientId", "roleClaim")) {
      if (!form.text(field).isEmpty()) {
        body.put(field, form.text(field));
      }
    }
    if (!form.secret("clientSecret").isEmpty()) {
      body.put("clientSecret", form.secret("clientSecret"));
    }
    split(form.text("scopes"), body.putArray("scopes"));
    split(form.text("allowedDomains"), body.putArray("allowedDomains"));
    body.put("trustsEmail", !form.text("trustsEmail").isEmpty());
    form.text("roles").lines().forEach(line -> rule(line, body.withArray("/roles")));
    return Said.tell(
        SETTINGS,
        () -> {
          visit.api().put("/single-sign-on", body);
          return Said.done("Saved; the provider answers. Try it in another browser.");
        });
  }

  private static void split(String text, ArrayNode into) {
    Arrays.stream(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).forEach(into::add);
  }

  /// `value = role [tenant [application]]`; names of applications may have spaces.
  private static void rule(String line, ArrayNode into) {
    if (line.isBlank()) {
      return;
    }
    var at = line.lastIndexOf(RULE);
    var value = at < 0 ? "" : line.substring(0, at).strip();
    var parts = line.substring(at + 1).strip().split("\\s+", 3);
    ObjectNode rule = into.addObject().put("value", value).put("role", parts[0]);
    if (parts.length > 1) {
      rule.put("tenant", parts[1]);
    }
    if (parts.length > 2) {
      rule.put("application", parts[2]);
    }
  }

  private Response remove(Visit visit) {
    return Said.tell(
        SETTINGS,
        () -> {
          visit.api().delete("/single-sign-on");
          return Said.done("Administrators sign in here alone now.");
        });
  }

  private Response link(Visit visit) {
    return Said.orBack(
        ACCOUNT,
        () -> {
          var sent =
              singleSignOn.beginLinking(
                  visit.live(),
                  visit.form().secret("password"),
                  entrance.address(visit.request(), Console.PREFIX + "/sign-in/callback"),
                  ACCOUNT,
                  entrance.visitor(visit.request()));
          var name = singleSignOn.find().orElseThrow().name();
          return views
              .page(
                  200,
                  "single-sign-on-continue",
                  new ContinueView(
                      Frame.of(visit, "account", "Link " + name), name, sent.location().toString()))
              .with("Set-Cookie", Dialog.cookie(sent.cookie(), entrance.isSecure()));
        });
  }

  private Response unlink(Visit visit) {
    return Said.tell(
        ACCOUNT,
        () -> {
          singleSignOn.unlink(
              visit.live(), visit.form().secret("password"), entrance.visitor(visit.request()));
          return Said.done("Your account is linked no more.");
        });
  }
}
