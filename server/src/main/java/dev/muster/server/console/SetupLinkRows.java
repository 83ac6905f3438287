package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Setup links of a tenant, as its page of what comes in shows them.
///
/// @param url of a link that has just been made; shown once
/// @param nextCursor where the next page begins; empty text after the last
public record SetupLinkRows(Optional<String> url, List<Row> rows, String nextCursor) {

  public SetupLinkRows {
    rows = List.copyOf(rows);
  }

  /// One link.
  ///
  /// @param state `works`, `expired` or `revoked`
  /// @param token when its token was used, `never` or `revoked`; empty text for none
  public record Row(
      String id,
      String note,
      String by,
      String created,
      String expires,
      String opened,
      String state,
      String token) {
    /// Whether it still leads anywhere.
    public boolean good() {
      return state.equals("works");
    }
  }

  static SetupLinkRows of(Visit visit, Optional<String> url) {
    var query = new Query().add("limit", "20").add("cursor", visit.query("links"));
    var page = visit.api().get(visit.tenantPath() + "/setup-links" + query);
    var rows = new ArrayList<Row>();
    page.path("setupLinks").forEach(link -> rows.add(row(link)));
    return new SetupLinkRows(url, rows, page.path("nextCursor").asString(""));
  }

  /// Makes the link that a form asks for; its URL.
  static String make(Visit visit) {
    var body = ScimJson.object().put("note", visit.form().text("note"));
    var days = visit.form().text("days");
    if (!days.isEmpty()) {
      body.put("expiresInDays", Numbers.parse("days", days));
    }
    return visit.api().post(visit.tenantPath() + "/setup-links", body).path("url").asString();
  }

  private static Row row(JsonNode link) {
    return new Row(
        link.path("id").asString(),
        link.path("note").asString(),
        link.path("createdBy").asString(),
        Times.day(link.path("created").asString()),
        Times.day(link.path("expires").asString()),
        Times.moment(link.path("lastOpened").asString("")),
        link.path("good").asBoolean(false) ? "works" : link.has("revoked") ? "revoked" : "expired",
        token(link.path("token")));
  }

  private static String token(JsonNode token) {
    if (token.isMissingNode()) {
      return "";
    }
    if (token.path("revoked").asBoolean(false)) {
      return "revoked";
    }
    var used = token.path("lastUsed").asString("");
    return used.isEmpty() ? "never" : Times.moment(used);
  }
}
