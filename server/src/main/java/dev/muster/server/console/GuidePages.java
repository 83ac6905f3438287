package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.List;

/// The guided start of an application that has just been connected: choose people, look at what
/// would happen, turn it on.
public final class GuidePages implements Console.Group {
  private static final String GUIDE = Console.PREFIX + "/t/{tenant}/applications/{job}/guide";
  private static final int SHOWN = 50;

  private final Views views;

  GuidePages(Views views) {
    this.views = views;
  }

  /// Where the guide is.
  ///
  /// @param everybody whether all of the directory is in scope
  /// @param people how many the directory has
  public record GuideView(
      Frame frame,
      String base,
      String here,
      String name,
      boolean everybody,
      long users,
      long groups,
      long people,
      String tenantUrl) {

    /// Whether somebody has been chosen.
    public boolean chosen() {
      return everybody || users + groups > 0;
    }
  }

  /// What would happen.
  ///
  /// @param words all of it in one sentence; empty if nothing would
  /// @param problem why that cannot be said
  public record PreviewView(
      String name,
      String here,
      boolean ready,
      String words,
      List<PlanLine> lines,
      long number,
      List<String> notes,
      String problem) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", GUIDE, this::guide)
        .on("POST", GUIDE + "/everybody", this::everybody)
        .on("POST", GUIDE + "/person", this::addPerson)
        .on("POST", GUIDE + "/preview", visit -> views.page(200, "preview", preview(visit)));
  }

  /// Whether anybody could get an account.
  static boolean hasPeople(Visit visit, JobPlace place) {
    var assigned = visit.api().get(place.api() + "/assignments?limit=1");
    return assigned.path("users").asLong() + assigned.path("groups").asLong() > 0
        || isForAll(visit, place);
  }

  static boolean isForAll(Visit visit, JobPlace place) {
    return visit.api().get(place.api() + "/mappings").path("scope").asString("").equals("all");
  }

  private Response guide(Visit visit) {
    var place = JobPlace.of(visit);
    var assigned = visit.api().get(place.api() + "/assignments?limit=1");
    return views.page(
        200,
        "application-guide",
        new GuideView(
            Frame.of(visit, "applications", "Turn on " + place.job()),
            place.base(),
            place.here(),
            place.job(),
            isForAll(visit, place),
            assigned.path("users").asLong(),
            assigned.path("groups").asLong(),
            visit
                .api()
                .get(place.tenantApi() + "/directory/Users?count=0")
                .path("totalResults")
                .asLong(),
            visit.api().get(place.tenantApi()).path("tenantUrl").asString("")));
  }

  private Response everybody(Visit visit) {
    var place = JobPlace.of(visit);
    return Said.orBack(
        place.here() + "/guide",
        () -> {
          visit.api().patch(place.api() + "/mappings", ScimJson.object().put("scope", "all"));
          return Said.done(
                  "Everybody in the directory gets an account in %s.".formatted(place.job()))
              .at(place.here() + "/guide");
        });
  }

  /// Somebody to try it with, in a directory that nobody fills yet.
  private Response addPerson(Visit visit) {
    var place = JobPlace.of(visit);
    var mail = visit.form().text("email");
    var user = ScimJson.object().put("userName", mail).put("active", true);
    user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    user.put("displayName", mail.contains("@") ? mail.substring(0, mail.indexOf('@')) : mail);
    var address = user.putArray("emails").addObject().put("value", mail).put("type", "work");
    address.put("primary", true);
    return Said.orBack(
        place.here() + "/guide",
        () -> {
          var made = visit.api().post(place.tenantApi() + "/directory/Users", user);
          var assign = ScimJson.object();
          assign.putArray("addUsers").add(made.path("id").asString());
          visit.api().post(place.api() + "/assignments", assign);
          return Said.done("%s is in the directory, and assigned.".formatted(mail))
              .at(place.here() + "/guide");
        });
  }

  /// Plans without sending anything.
  private static PreviewView preview(Visit visit) {
    var place = JobPlace.of(visit);
    try {
      var settings = ScimJson.object();
      settings.putObject("settings");
      var asked = visit.api().post(place.api() + "/previews?wait=30", settings);
      if (!asked.path("done").booleanValue()) {
        return new PreviewView(place.job(), place.here(), false, "", List.of(), 0, List.of(), "");
      }
      var number = asked.path("cycle").path("number").asLong();
      var plan = visit.api().get("%s/plans/%d?limit=1000".formatted(place.api(), number));
      var lines = PlanLine.all(plan.path("actions"));
      return new PreviewView(
          place.job(),
          place.here(),
          true,
          plan.has("nextCursor")
              ? JobRow.Counts.of(plan.path("planned")).intent()
              : PlanLine.words(lines),
          lines.subList(0, Math.min(SHOWN, lines.size())),
          number,
          JobRow.texts(plan.path("notes")),
          "");
    } catch (HttpException e) {
      return new PreviewView(
          place.job(), place.here(), false, "", List.of(), 0, List.of(), e.detail());
    }
  }
}
