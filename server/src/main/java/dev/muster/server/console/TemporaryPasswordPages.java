package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.Optional;

/// Gives a person of the directory a password that is shown once, and that they have to change.
public final class TemporaryPasswordPages implements Console.Group {
  private static final String HERE = Console.PREFIX + "/t/{tenant}/people/{id}/temporary-password";

  private final Views views;

  TemporaryPasswordPages(Views views) {
    this.views = views;
  }

  /// A password that has just been given.
  ///
  /// @param expires the last moment in UTC at which it works
  public record Given(String password, String signInAt, String expires) {}

  /// The form, or what it came to.
  ///
  /// @param accepted whether the tenant's people have passwords at all
  public record GiveView(
      Frame frame,
      String here,
      String person,
      String settings,
      String name,
      boolean accepted,
      Optional<Given> given) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", HERE, visit -> page(visit, Optional.empty()))
        .on("POST", HERE, visit -> Said.orBack(here(visit), () -> give(visit)));
  }

  private Response give(Visit visit) {
    var body =
        ScimJson.object()
            .put("id", visit.parameter("id"))
            .put(
                "expiresInDays", Numbers.parse("expiresInDays", visit.form().text("expiresInDays")))
            .put("removePasskeys", visit.form().isChecked("removePasskeys"));
    var given = visit.api().post(visit.tenantPath() + "/passwords/temporary", body);
    return page(
        visit,
        Optional.of(
            new Given(
                given.path("password").asString(),
                given.path("signInAt").asString(),
                Times.moment(given.path("expires").asString()))));
  }

  private Response page(Visit visit, Optional<Given> given) {
    var user = visit.api().get(visit.tenantPath() + "/directory/Users/" + encodedId(visit));
    var settings = visit.api().get(visit.tenantPath() + "/settings");
    var userName = user.path("userName").asString("");
    return views.page(
        200,
        "temporary-password",
        new GiveView(
            Frame.of(visit, "people", "Temporary password for " + userName),
            here(visit),
            visit.tenantBase() + "/people/" + encodedId(visit),
            visit.tenantBase() + "/settings",
            userName,
            settings.path("passwords").path("accepted").asBoolean(false),
            given));
  }

  private static String here(Visit visit) {
    return visit.tenantBase() + "/people/" + encodedId(visit) + "/temporary-password";
  }

  private static String encodedId(Visit visit) {
    return Api.encoded(visit.parameter("id"));
  }
}
