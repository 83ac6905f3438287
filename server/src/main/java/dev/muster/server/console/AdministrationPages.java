package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Who administers, and what they did.
public final class AdministrationPages implements Console.Group {
  private static final String ADMINISTRATORS = Console.PREFIX + "/administrators";
  private static final String AUDIT = Console.PREFIX + "/audit";

  private final Views views;

  AdministrationPages(Views views) {
    this.views = views;
  }

  /// Somebody and their roles, in words.
  public record Row(String id, String email, String name, String roles, String lastSignIn) {}

  public record AdministratorsView(Frame frame, List<Row> rows, List<String> tenants) {}

  /// An entry of the audit log.
  public record Entry(
      String number, String at, String who, String via, String action, String outcome) {}

  public record AuditView(Frame frame, List<Entry> entries, String nextCursor, boolean intact) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", ADMINISTRATORS, this::list)
        .on("POST", ADMINISTRATORS, this::add)
        .on("POST", ADMINISTRATORS + "/{administrator}/remove", this::remove)
        .on("GET", AUDIT, this::audit)
        .on("GET", AUDIT + "/export", this::export);
  }

  private Response list(Visit visit) {
    var rows = new ArrayList<Row>();
    visit.api().get("/administrators").path("administrators").forEach(one -> rows.add(row(one)));
    var tenants = RoleForm.tenants(visit);
    return views.page(
        200,
        "administrators",
        new AdministratorsView(Frame.of(visit, "administrators", "Administrators"), rows, tenants));
  }

  private Response add(Visit visit) {
    var form = visit.form();
    var body =
        ScimJson.object()
            .put("email", form.text("email"))
            .put("name", form.text("name"))
            .put("password", form.secret("password"));
    body.set("roles", RoleForm.roles(form));
    return Said.orBack(
        ADMINISTRATORS,
        () -> {
          visit.api().post("/administrators", body);
          return Said.done("%s may sign in now.".formatted(form.text("email"))).at(ADMINISTRATORS);
        });
  }

  private Response remove(Visit visit) {
    return Said.orBack(
        ADMINISTRATORS,
        () -> {
          visit.api().delete("/administrators/" + Api.encoded(visit.parameter("administrator")));
          return Said.done("Removed; their sessions have ended.").at(ADMINISTRATORS);
        });
  }

  private Response audit(Visit visit) {
    var query = visit.findQuery("cursor").map(id -> "?cursor=" + Api.encoded(id)).orElse("");
    var entries = new ArrayList<Entry>();
    var page = visit.api().get("/audit" + query);
    page.path("entries").forEach(entry -> entries.add(entry(entry)));
    return views.page(
        200,
        "audit",
        new AuditView(
            Frame.of(visit, "audit", "Audit log"),
            entries,
            page.path("nextCursor").asString(""),
            visit.api().get("/audit/verification").path("intact").booleanValue()));
  }

  private Response export(Visit visit) {
    return visit.api().stream("/audit/export?format=" + Api.encoded(visit.query("format")));
  }

  private static Entry entry(JsonNode json) {
    return new Entry(
        json.path("number").asString(),
        Times.moment(json.path("at").asString()),
        json.path("who").asString(""),
        json.path("via").asString(""),
        json.path("action").asString(""),
        json.path("outcome").asString(json.path("status").asString("")));
  }

  private static Row row(JsonNode json) {
    return new Row(
        json.path("id").asString(),
        json.path("email").asString(),
        json.path("name").asString(),
        RoleForm.words(json.path("roles")),
        Times.moment(json.path("lastSignIn").asString("")));
  }
}
