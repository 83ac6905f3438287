package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.console.Api.ApiProblem;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules of an application: when it runs, what is held, what becomes of leavers, temporary
/// passwords; and who is told when something goes wrong.
public final class SettingsPages implements Console.Group {
  private static final String SETTINGS = Console.PREFIX + "/t/{tenant}/applications/{job}/settings";

  private final Views views;

  SettingsPages(Views views) {
    this.views = views;
  }

  /// A rule as a field of the form.
  ///
  /// @param path where it is in the JSON of the rules, such as `guard.mostRemovals`
  /// @param choices values and what they mean; empty for a field to type into
  public record Rule(String path, String label, String hint, String value, List<Choice> choices) {}

  public record Choice(String value, String label) {}

  /// Rules that belong together.
  public record Section(String title, String icon, List<Rule> rules) {}

  public record Channel(String id, String kind, String target, String kinds) {}

  public record SettingsView(
      Frame frame,
      String here,
      String name,
      List<Section> sections,
      boolean push,
      boolean reviewJoins,
      boolean passwords,
      boolean byLink,
      List<String> waiting,
      List<Channel> channels) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", SETTINGS, this::show)
        .on("POST", SETTINGS, this::change)
        .on("POST", SETTINGS + "/passwords", this::passwords)
        .on("POST", SETTINGS + "/passwords/link", this::passwordLink)
        .on("POST", SETTINGS + "/alerts", this::addChannel)
        .on("POST", SETTINGS + "/alerts/test", this::testAlerts)
        .on("POST", SETTINGS + "/alerts/{channel}/remove", this::removeChannel);
  }

  private Response show(Visit visit) {
    var place = JobPlace.of(visit);
    var rules = visit.api().get(place.api() + "/rules");
    var passwords = visit.api().get(place.api() + "/initial-passwords");
    var waiting = new ArrayList<String>();
    passwords.path("waiting").forEach(one -> waiting.add(one.path("account").asString()));
    var channels = new ArrayList<Channel>();
    for (var channel : visit.api().get(place.tenantApi() + "/alert-channels").path("channels")) {
      channels.add(
          new Channel(
              channel.path("id").asString(),
              channel.path("kind").asString(),
              channel.path("target").asString(),
              String.join(", ", JobRow.texts(channel.path("kinds")))));
    }
    return views.page(
        200,
        "application-settings",
        new SettingsView(
            Frame.of(visit, "applications", place.job()),
            place.here(),
            place.job(),
            SettingsFields.sections(rules),
            rules.path("schedule").path("push").booleanValue(),
            rules.path("reviewJoins").booleanValue(),
            passwords.has("expression"),
            passwords.path("deliver").asString("").equals("link"),
            waiting,
            channels));
  }

  private Response change(Visit visit) {
    var form = visit.form();
    return done(
        visit,
        place -> {
          var patch = SettingsFields.patch(form);
          patch.withObject("/schedule").put("push", form.isChecked("push"));
          patch.put("reviewJoins", form.isChecked("reviewJoins"));
          visit.api().patch(place.api() + "/rules", patch);
          return "The settings are saved.";
        });
  }

  /// Something that is told in words, or refused in the API's.
  private interface Deed {
    String in(JobPlace place);
  }

  private static Response done(Visit visit, Deed deed) {
    var place = JobPlace.of(visit);
    try {
      return Said.done(deed.in(place)).at(place.here() + "/settings");
    } catch (ApiProblem e) {
      return Said.failed(e.detail()).at(place.here() + "/settings");
    } catch (HttpException e) {
      return Said.failed(e.detail()).at(place.here() + "/settings");
    }
  }

  private Response passwords(Visit visit) {
    var deliver = visit.form().text("deliver");
    return done(
        visit,
        place -> {
          var path = place.api() + "/initial-passwords";
          if (deliver.isEmpty()) {
            visit.api().delete(path);
            return "New accounts get no password.";
          }
          visit.api().put(path, ScimJson.object().put("deliver", deliver));
          return "New accounts get a generated password.";
        });
  }

  private Response passwordLink(Visit visit) {
    var account = visit.form().text("account");
    return done(
        visit,
        place -> {
          ObjectNode nothing = ScimJson.object();
          JsonNode made =
              visit
                  .api()
                  .post(
                      "%s/initial-passwords/%s/link".formatted(place.api(), Api.encoded(account)),
                      nothing);
          return "This link shows the password once: " + made.path("url").asString();
        });
  }

  private Response addChannel(Visit visit) {
    var target = visit.form().text("target");
    var body = ScimJson.object().put(target.contains("://") ? "url" : "email", target);
    return done(
        visit,
        place -> {
          var made = visit.api().post(place.tenantApi() + "/alert-channels", body);
          return made.has("secret")
              ? "Alerts are sent there. They are signed with this secret, shown this once: "
                  + made.path("secret").asString()
              : "Alerts are sent there.";
        });
  }

  private Response testAlerts(Visit visit) {
    return done(
        visit,
        place -> {
          ObjectNode nothing = ScimJson.object();
          var sent = visit.api().post(place.tenantApi() + "/alerts/test", nothing);
          var words = new ArrayList<String>();
          for (var delivery : sent.path("deliveries")) {
            words.add(
                "%s: %s %s"
                    .formatted(
                        delivery.path("target").asString(),
                        delivery.path("state").asString(),
                        delivery.path("error").asString("")));
          }
          return "A test was sent. " + String.join("; ", words);
        });
  }

  private Response removeChannel(Visit visit) {
    return done(
        visit,
        place -> {
          visit
              .api()
              .delete(
                  "%s/alert-channels/%s"
                      .formatted(place.tenantApi(), Api.encoded(visit.parameter("channel"))));
          return "No more alerts are sent there.";
        });
  }
}
