package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Programs' keys for the admin API.
public final class ApiKeyPages implements Console.Group {
  private static final String KEYS = Console.PREFIX + "/api-keys";

  private final Views views;

  ApiKeyPages(Views views) {
    this.views = views;
  }

  /// A key, and whether it opens anything.
  public record Row(
      String id, String name, String roles, String by, String used, String ends, boolean good) {}

  /// The keys, and a form for one more.
  ///
  /// @param secret of the key that has just been made; empty text for none
  public record KeysView(Frame frame, List<Row> rows, List<String> tenants, String secret) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", KEYS, visit -> show(visit, 200, ""))
        .on("POST", KEYS, this::make)
        .on("POST", KEYS + "/{key}/revoke", this::revoke);
  }

  private Response show(Visit visit, int status, String secret) {
    var rows = new ArrayList<Row>();
    visit.api().get("/api-keys").path("apiKeys").forEach(key -> rows.add(row(key)));
    var frame = Frame.of(visit, "api-keys", "API keys");
    return views.page(
        status, "api-keys", new KeysView(frame, rows, RoleForm.tenants(visit), secret));
  }

  private Response make(Visit visit) {
    var form = visit.form();
    var body = ScimJson.object().put("name", form.text("name"));
    body.set("roles", RoleForm.roles(form));
    return Said.orBack(
        KEYS,
        () -> {
          body.put("expiresInDays", Numbers.parse("days", form.text("days")));
          return show(visit, 201, visit.api().post("/api-keys", body).path("key").asString());
        });
  }

  private Response revoke(Visit visit) {
    return Said.orBack(
        KEYS,
        () -> {
          visit.api().delete("/api-keys/" + Api.encoded(visit.parameter("key")));
          return Said.done("The key opens nothing any more.").at(KEYS);
        });
  }

  private static Row row(JsonNode json) {
    return new Row(
        json.path("id").asString(),
        json.path("name").asString(),
        RoleForm.words(json.path("roles")),
        json.path("createdBy").asString(),
        Times.moment(json.path("lastUsed").asString("")),
        ends(json),
        json.path("good").booleanValue());
  }

  private static String ends(JsonNode json) {
    return json.has("revoked")
        ? "revoked " + Times.day(json.path("revoked").asString())
        : (json.path("good").booleanValue() ? "" : "ended ")
            + Times.day(json.path("expires").asString());
  }
}
