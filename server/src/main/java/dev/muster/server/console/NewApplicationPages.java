package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Connecting an application: the gallery, its connection, a test before anything is made.
public final class NewApplicationPages implements Console.Group {
  private static final String NEW = Console.PREFIX + "/t/{tenant}/applications/new";

  private final Views views;

  NewApplicationPages(Views views) {
    this.views = views;
  }

  /// A member of the gallery.
  public record Template(String name, String title, List<String> quirks) {}

  /// The form of a new application.
  ///
  /// @param chosen the template that it begins with
  /// @param report what the connection test found; empty before it
  public record NewView(
      Frame frame,
      String base,
      List<Template> gallery,
      Template chosen,
      String name,
      ConnectionForm connection,
      boolean all,
      Optional<ConnectionReport> report) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes.on("GET", NEW, this::blank).on("POST", NEW, this::create);
  }

  /// An empty form, for this page and for the one on which a tenant has just been made.
  static NewView blank(Visit visit, Frame frame, String tenant, String template) {
    var gallery = gallery(visit);
    var chosen = chosen(gallery, template);
    return new NewView(
        frame,
        new JobPlace(tenant, "").base(),
        gallery,
        chosen,
        chosen.name().equals("scim") ? "" : chosen.title(),
        ConnectionForm.blank(chosen.name()),
        false,
        Optional.empty());
  }

  private Response blank(Visit visit) {
    var frame = Frame.of(visit, "applications", "Connect an application");
    return views.page(
        200,
        "application-new",
        blank(visit, frame, visit.parameter("tenant"), visit.query("template")));
  }

  private Response again(
      Visit visit, int status, String problem, Optional<ConnectionReport> report) {
    var gallery = gallery(visit);
    var typed = ConnectionForm.typed(visit.form(), true);
    var frame =
        Frame.of(visit, "applications", "Connect an application").saying(Said.failed(problem));
    return views.page(
        status,
        "application-new",
        new NewView(
            frame,
            JobPlace.of(visit).base(),
            gallery,
            chosen(gallery, typed.template()),
            visit.form().text("name"),
            typed,
            visit.form().isChecked("all"),
            report));
  }

  /// Nothing is made before the connection test has passed: the secret is right, and it is SCIM.
  private Response create(Visit visit) {
    var form = visit.form();
    var tenant = JobPlace.of(visit).tenantApi();
    try {
      var connection = ConnectionForm.json(form);
      var report =
          ConnectionReport.of(
              visit.api().post(tenant + "/connection-tests", connection.deepCopy()));
      if (!report.passed()) {
        return again(
            visit, 422, "The application cannot be reached as it should.", Optional.of(report));
      }
      var name = form.text("name").isEmpty() ? host(form.text("url")) : form.text("name");
      connection.put("name", name).put("allUsers", form.isChecked("all"));
      visit.api().post(tenant + "/applications", connection);
      var place = new JobPlace(visit.parameter("tenant"), name);
      // The attributes that mappings may write to, as the application tells them.
      visit.api().post(place.api() + "/test", ScimJson.object());
      return Said.done("%s is connected. Nothing is sent to it yet.".formatted(name))
          .at(place.here() + "/guide");
    } catch (HttpException e) {
      return again(visit, e.status(), e.detail(), Optional.empty());
    }
  }

  private static String host(String url) {
    return Optional.ofNullable(URI.create(url).getHost()).orElse("application");
  }

  private static Template chosen(List<Template> gallery, String name) {
    var wanted = name.isEmpty() ? "scim" : name;
    return gallery.stream()
        .filter(template -> template.name().equals(wanted))
        .findFirst()
        .orElseGet(gallery::getFirst);
  }

  /// Any application comes first, then those that are known by name.
  private static List<Template> gallery(Visit visit) {
    var gallery = new ArrayList<Template>();
    for (var json : visit.api().get("/application-templates").path("templates")) {
      var quirks = new ArrayList<String>();
      json.path("quirks").forEach(quirk -> quirks.add(quirk.asString()));
      var template =
          new Template(json.path("name").asString(), json.path("title").asString(), quirks);
      if (template.name().equals("scim")) {
        gallery.addFirst(template);
      } else {
        gallery.add(template);
      }
    }
    return gallery;
  }
}
