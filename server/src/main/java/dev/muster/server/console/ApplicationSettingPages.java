package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The rules of an application: when it runs, what is held, what becomes of leavers, temporary
/// passwords. Who is told when something goes wrong is a setting of the tenant.
public final class ApplicationSettingPages implements Console.Group {
  private static final String SETTINGS = Console.PREFIX + "/t/{tenant}/applications/{job}/settings";

  private final Views views;

  ApplicationSettingPages(Views views) {
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

  /// What the page shows.
  ///
  /// @param tenantSettings where it is said who is told of trouble
  /// @param told webhooks and mail addresses
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
      String tenantSettings,
      List<String> told) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", SETTINGS, this::show)
        .on("POST", SETTINGS, this::change)
        .on("POST", SETTINGS + "/passwords", this::passwords)
        .on("POST", SETTINGS + "/passwords/link", this::passwordLink);
  }

  private Response show(Visit visit) {
    var place = JobPlace.of(visit);
    var rules = visit.api().get(place.api() + "/rules");
    var passwords = visit.api().get(place.api() + "/initial-passwords");
    var waiting = new ArrayList<String>();
    passwords.path("waiting").forEach(one -> waiting.add(one.path("account").asString()));
    var told = new ArrayList<String>();
    visit
        .api()
        .get(place.tenantApi() + "/alert-channels")
        .path("channels")
        .forEach(channel -> told.add(channel.path("target").asString()));
    return views.page(
        200,
        "application-settings",
        new SettingsView(
            Frame.of(visit, "applications", place.job()),
            place.here(),
            place.job(),
            RuleFields.sections(rules),
            rules.path("schedule").path("push").booleanValue(),
            rules.path("reviewJoins").booleanValue(),
            passwords.has("expression"),
            passwords.path("deliver").asString("").equals("link"),
            waiting,
            place.base() + "/settings",
            told));
  }

  private Response change(Visit visit) {
    var form = visit.form();
    return done(
        visit,
        place -> {
          var patch = RuleFields.patch(form);
          patch.withObject("/schedule").put("push", form.isChecked("push"));
          patch.put("reviewJoins", form.isChecked("reviewJoins"));
          visit.api().patch(place.api() + "/rules", patch);
          return "The settings are saved.";
        });
  }

  private static Response done(Visit visit, Function<JobPlace, String> deed) {
    var place = JobPlace.of(visit);
    return Said.tell(place.here() + "/settings", () -> Said.done(deed.apply(place)));
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
          var made =
              visit
                  .api()
                  .post(
                      "%s/initial-passwords/%s/link".formatted(place.api(), Api.encoded(account)),
                      ScimJson.object());
          return "This link shows the password once: " + made.path("url").asString();
        });
  }
}
