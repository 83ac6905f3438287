package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a tenant has set, who is told when something is wrong, and its end.
public final class TenantSettingPages implements Console.Group {
  private static final String SETTINGS = Console.PREFIX + "/t/{tenant}/settings";

  private final Views views;

  TenantSettingPages(Views views) {
    this.views = views;
  }

  /// A setting with its value as text.
  public record Field(TenantSetting setting, String value) {
    public boolean isOn() {
      return value.equals("true");
    }
  }

  /// Settings that belong together.
  public record Section(String title, List<Field> fields) {}

  /// Where alerts go.
  public record Channel(String id, String kind, String target) {}

  public record SettingsView(
      Frame frame,
      String here,
      String name,
      String status,
      List<Section> sections,
      List<Channel> channels,
      String stakes) {
    public boolean isActive() {
      return status.equals("active");
    }
  }

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", SETTINGS, this::show)
        .on("POST", SETTINGS, this::save)
        .on("POST", SETTINGS + "/channels", this::addChannel)
        .on("POST", SETTINGS + "/channels/test", this::testChannels)
        .on("POST", SETTINGS + "/channels/{channel}/remove", this::removeChannel)
        .on(
            "POST",
            SETTINGS + "/suspend",
            visit ->
                turn(visit, "suspend", "Suspended: all its clients are refused, and no job runs."))
        .on("POST", SETTINGS + "/resume", visit -> turn(visit, "resume", "It works again."))
        .on("POST", SETTINGS + "/delete", this::delete);
  }

  private Response show(Visit visit) {
    var settings = visit.api().get(visit.tenantPath() + "/settings");
    var status = visit.api().get(visit.tenantPath()).path("status").asString();
    var channels = new ArrayList<Channel>();
    visit
        .api()
        .get(visit.tenantPath() + "/alert-channels")
        .path("channels")
        .forEach(one ->
            channels.add(
                new Channel(
                    one.path("id").asString(),
                    one.path("kind").asString(),
                    one.path("target").asString())));
    return views.page(
        200,
        "settings",
        new SettingsView(
            Frame.of(visit, "settings", "Settings"),
            visit.tenantBase() + "/settings",
            visit.parameter("tenant"),
            status,
            TenantSetting.SECTIONS.entrySet().stream()
                .map(section ->
                    new Section(
                        section.getKey(),
                        section.getValue().stream()
                            .map(setting -> new Field(setting, setting.value(settings)))
                            .toList()))
                .toList(),
            channels,
            stakes(visit, status)));
  }

  /// What deleting the tenant takes away, in words: "300 people, 12 groups, 2 jobs and 1 token".
  private static String stakes(Visit visit, String status) {
    if (!status.equals("active")) {
      return "everything in it";
    }
    var path = visit.tenantPath();
    var directory = path + "/directory/";
    return "%s, %s, %s and %s"
        .formatted(
            words(total(visit, directory + "Users"), "person", "people"),
            words(total(visit, directory + "Groups"), "group", "groups"),
            words(visit.api().get(path + "/jobs").path("jobs").size(), "job", "jobs"),
            words(visit.api().get(path + "/tokens").path("tokens").size(), "token", "tokens"));
  }

  private static long total(Visit visit, String path) {
    return visit.api().get(path + "?count=0").path("totalResults").asLong();
  }

  private static String words(long number, String one, String many) {
    return "%,d %s".formatted(number, number == 1 ? one : many);
  }

  /// A field that is left empty gives the setting its default again.
  private Response save(Visit visit) {
    return tell(
        visit,
        () -> {
          var patch = ScimJson.object();
          var before = visit.api().get(visit.tenantPath() + "/settings");
          TenantSetting.SECTIONS
              .values()
              .forEach(section ->
                  section.stream()
                      .filter(setting -> isChanged(setting, before, visit.form()))
                      .forEach(setting -> put(patch, setting, visit.form())));
          visit.api().patch(visit.tenantPath() + "/settings", patch);
          return Said.done("Saved; it holds from now on.");
        });
  }

  // What stands there as it did is not sent: a default stays a default.
  private static boolean isChanged(TenantSetting setting, JsonNode before, Form form) {
    var now =
        setting.kind() == TenantSetting.Kind.SWITCH
            ? Boolean.toString(form.isChecked(setting.path()))
            : form.text(setting.path());
    return !now.equals(setting.value(before));
  }

  private static void put(ObjectNode patch, TenantSetting setting, Form form) {
    var group = setting.group().isEmpty() ? patch : patch.withObjectProperty(setting.group());
    var text = form.text(setting.path());
    switch (setting.kind()) {
      case SWITCH -> group.put(setting.name(), form.isChecked(setting.path()));
      case CHOICE -> group.put(setting.name(), text);
      case NUMBER -> {
        if (text.isEmpty()) {
          group.putNull(setting.name());
        } else {
          group.set(setting.name(), number(setting, text));
        }
      }
    }
  }

  private static JsonNode number(TenantSetting setting, String text) {
    try {
      return ScimJson.parse(new BigDecimal(text).toPlainString());
    } catch (NumberFormatException e) {
      throw HttpException.invalid(setting.path(), "\"%s\" is no number".formatted(text));
    }
  }

  private Response addChannel(Visit visit) {
    return tell(
        visit,
        () -> {
          var target = visit.form().text("target");
          var body = ScimJson.object().put(target.contains("://") ? "url" : "email", target);
          var secret =
              visit
                  .api()
                  .post(visit.tenantPath() + "/alert-channels", body)
                  .path("secret")
                  .asString("");
          return Said.done(
              secret.isEmpty()
                  ? "%s is told from now on.".formatted(target)
                  : "%s is told from now on. Deliveries are signed with this secret, which is shown this once: %s"
                      .formatted(target, secret));
        });
  }

  private Response testChannels(Visit visit) {
    return tell(
        visit,
        () -> {
          var sent = visit.api().post(visit.tenantPath() + "/alerts/test", ScimJson.object());
          var words = new ArrayList<String>();
          var good = true;
          for (var delivery : sent.path("deliveries")) {
            var error = delivery.path("error").asString("");
            good &= error.isEmpty();
            words.add(
                "%s: %s"
                    .formatted(
                        delivery.path("target").asString(), error.isEmpty() ? "taken" : error));
          }
          var text = String.join("; ", words);
          return good ? Said.done(text) : Said.failed(text);
        });
  }

  private Response removeChannel(Visit visit) {
    return tell(
        visit,
        () -> {
          visit
              .api()
              .delete(
                  visit.tenantPath()
                      + "/alert-channels/"
                      + Api.encoded(visit.parameter("channel")));
          return Said.done("Removed: nobody is told there any more.");
        });
  }

  private Response turn(Visit visit, String verb, String done) {
    return tell(
        visit,
        () -> {
          visit.api().post(visit.tenantPath() + "/" + verb, ScimJson.object());
          return Said.done(done);
        });
  }

  private Response delete(Visit visit) {
    var name = visit.parameter("tenant");
    return Said.orBack(
        visit.tenantBase() + "/settings",
        () -> {
          var confirm = new Query().add("confirm", visit.form().text("confirm"));
          visit.api().delete(visit.tenantPath() + confirm);
          return Said.done("%s is deleted; its data goes in the background.".formatted(name))
              .at(Console.PREFIX);
        });
  }

  private static Response tell(Visit visit, Supplier<Said> change) {
    return Said.tell(visit.tenantBase() + "/settings", change);
  }
}
