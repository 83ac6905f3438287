package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the tenant's clients sent: as it comes, one by one with why, and replayed.
public final class RequestPages implements Console.Group {
  private static final String REQUESTS = Console.PREFIX + "/t/{tenant}/requests";
  private static final int PAGE = 50;

  private final Views views;

  RequestPages(Views views) {
    this.views = views;
  }

  /// A request of the log.
  ///
  /// @param why it was answered so
  public record Logged(
      String id, String at, String method, String target, int status, String client, String why) {}

  public record RequestsView(
      Frame frame, String base, String text, String status, List<Logged> rows, String nextCursor) {}

  /// One request, with all that is kept of it.
  ///
  /// @param facts names and values worth reading
  /// @param sent its body; empty text when none is kept
  /// @param received the body of the answer; empty text when none is kept
  /// @param replayed what it would be answered now; empty unless somebody asked
  public record RequestView(
      Frame frame,
      String here,
      Logged row,
      List<DirectoryPages.Fact> facts,
      String curl,
      String sent,
      String received,
      Optional<Replayed> replayed) {}

  /// What a dry run came to.
  public record Replayed(
      boolean same,
      int then,
      int now,
      String why,
      List<String> notes,
      List<Difference> differences) {}

  /// A place of the answer that is another one now.
  public record Difference(String path, String then, String now) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", REQUESTS, this::requests)
        .on("GET", REQUESTS + "/tail", this::tail)
        .on("GET", REQUESTS + "/{request}", visit -> request(visit, Optional.empty()))
        .on("POST", REQUESTS + "/{request}/replay", this::replay);
  }

  private Response requests(Visit visit) {
    var query =
        new Query()
            .add("limit", Integer.toString(PAGE))
            .add("text", visit.query("text"))
            .add("status", visit.query("status"))
            .add("cursor", visit.query("cursor"));
    var rows = new ArrayList<Logged>();
    var page = visit.api().get(visit.tenantPath() + "/requests" + query);
    page.path("requests").forEach(logged -> rows.add(logged(logged)));
    return views.page(
        200,
        "requests",
        new RequestsView(
            Frame.of(visit, "requests", "Request log"),
            visit.tenantBase(),
            visit.query("text"),
            visit.query("status"),
            rows,
            page.path("nextCursor").asString("")));
  }

  private Response tail(Visit visit) {
    var after = new Query().add("after", visit.query("after"));
    return visit.api().stream(visit.tenantPath() + "/requests/tail" + after);
  }

  private Response request(Visit visit, Optional<Replayed> replayed) {
    var json = visit.api().get(path(visit));
    var row = logged(json);
    return views.page(
        200,
        "request",
        new RequestView(
            Frame.of(visit, "requests", "%s %s".formatted(row.method(), row.target())),
            here(visit),
            row,
            facts(json, row),
            json.path("curl").asString(""),
            pretty(json.path("request")),
            pretty(json.path("response")),
            replayed));
  }

  private static List<DirectoryPages.Fact> facts(JsonNode json, Logged row) {
    var rules = new ArrayList<String>();
    json.path("dialectRules").forEach(rule -> rules.add(rule.asString()));
    var facts = new ArrayList<DirectoryPages.Fact>();
    facts.add(new DirectoryPages.Fact("When (UTC)", row.at()));
    facts.add(new DirectoryPages.Fact("Token", row.client()));
    facts.add(new DirectoryPages.Fact("Client", json.path("client").asString("")));
    facts.add(
        new DirectoryPages.Fact(
            "Took", "%.1f ms".formatted(json.path("durationMillis").asDouble(0))));
    facts.add(new DirectoryPages.Fact("Error", json.path("scimType").asString("")));
    facts.add(new DirectoryPages.Fact("Put into RFC form by", String.join(", ", rules)));
    facts.add(new DirectoryPages.Fact("Request id", row.id()));
    facts.removeIf(fact -> fact.value().isEmpty());
    return facts;
  }

  private Response replay(Visit visit) {
    return Said.orBack(
        here(visit),
        () -> {
          var json = visit.api().post(path(visit) + "/replay", ScimJson.object());
          return request(visit, Optional.of(replayed(json)));
        });
  }

  private static Replayed replayed(JsonNode json) {
    var notes = new ArrayList<String>();
    json.path("notes").forEach(note -> notes.add(note.asString()));
    var differences = new ArrayList<Difference>();
    json.path("differences")
        .forEach(one ->
            differences.add(
                new Difference(
                    one.path("path").asString(), value(one.path("then")), value(one.path("now")))));
    return new Replayed(
        json.path("same").booleanValue(),
        json.path("then").path("status").asInt(),
        json.path("now").path("status").asInt(),
        json.path("now").path("why").asString(""),
        notes,
        differences);
  }

  private static String value(JsonNode value) {
    return value.isMissingNode()
        ? "nothing"
        : value.isString() ? value.stringValue() : value.toString();
  }

  private static String pretty(JsonNode body) {
    return body.isMissingNode()
        ? ""
        : body.isString()
            ? body.stringValue()
            : ScimJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(body);
  }

  private static Logged logged(JsonNode json) {
    return new Logged(
        json.path("id").asString(),
        Times.moment(json.path("at").asString()),
        json.path("method").asString(),
        json.path("target").asString(""),
        json.path("status").asInt(),
        json.path("token").asString(""),
        json.path("why").asString(""));
  }

  private static String path(Visit visit) {
    return visit.tenantPath() + "/requests/" + Api.encoded(visit.parameter("request"));
  }

  private static String here(Visit visit) {
    return visit.tenantBase() + "/requests/" + Api.encoded(visit.parameter("request"));
  }
}
