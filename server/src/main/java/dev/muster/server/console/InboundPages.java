package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.console.Api.ApiProblem;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// What an identity provider needs to provision into the tenant, and what it sent.
public final class InboundPages implements Console.Group {
  private static final String TENANT = Console.PREFIX + "/t/{tenant}";
  private static final String TOKENS = TENANT + "/inbound";

  private final Views views;

  InboundPages(Views views) {
    this.views = views;
  }

  /// A token as it is kept.
  public record Token(
      String id, String name, String scopes, String created, String lastUsed, String expires) {}

  /// The tenant's address and tokens.
  ///
  /// @param secret a token that has just been made; shown once
  public record InboundView(
      Frame frame, String base, String url, List<Token> tokens, Optional<String> secret) {}

  /// A request of the log.
  ///
  /// @param why what was wrong with it
  public record Logged(
      String id, String at, String method, String target, int status, String client, String why) {}

  public record RequestsView(
      Frame frame, String base, String text, String status, List<Logged> rows, String before) {}

  /// One request, with all that is kept of it.
  public record RequestView(Frame frame, Logged row, String curl, String json) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", TOKENS, visit -> tokens(visit, Optional.empty()))
        .on("POST", TOKENS, this::create)
        .on("POST", TOKENS + "/{token}/rotate", this::rotate)
        .on("POST", TOKENS + "/{token}/revoke", this::revoke)
        .on("GET", TENANT + "/requests", this::requests)
        .on("GET", TENANT + "/requests/{request}", this::request);
  }

  private Response tokens(Visit visit, Optional<String> secret) {
    var tokens = new ArrayList<Token>();
    visit
        .api()
        .get(path(visit) + "/tokens")
        .path("tokens")
        .forEach(token -> tokens.add(token(token)));
    var url = visit.api().get(path(visit)).path("tenantUrl").asString();
    return views.page(
        200,
        "inbound",
        new InboundView(Frame.of(visit, "inbound", "Inbound"), base(visit), url, tokens, secret));
  }

  private Response create(Visit visit) {
    var body = ScimJson.object().put("name", visit.form().text("name"));
    var days = visit.form().text("days");
    if (!days.isEmpty()) {
      body.put("expiresInDays", Numbers.parse("expires in days", days));
    }
    return shown(visit, () -> visit.api().post(path(visit) + "/tokens", body));
  }

  private Response rotate(Visit visit) {
    var id = Api.encoded(visit.parameter("token"));
    return shown(
        visit,
        () -> visit.api().post(path(visit) + "/tokens/" + id + "/rotate", ScimJson.object()));
  }

  private Response shown(Visit visit, Supplier<JsonNode> change) {
    try {
      return tokens(visit, Optional.of(change.get().path("token").asString()));
    } catch (ApiProblem e) {
      return Said.failed(e.detail()).at(base(visit) + "/inbound");
    }
  }

  private Response revoke(Visit visit) {
    visit.api().delete(path(visit) + "/tokens/" + Api.encoded(visit.parameter("token")));
    return Said.done("The token is revoked: whoever uses it is refused from now on.")
        .at(base(visit) + "/inbound");
  }

  private Response requests(Visit visit) {
    var query = new StringBuilder("?limit=50");
    for (var name : List.of("text", "status", "before")) {
      visit
          .findQuery(name)
          .ifPresent(
              value -> query.append('&').append(name).append('=').append(Api.encoded(value)));
    }
    var rows = new ArrayList<Logged>();
    var before = "";
    for (var logged : visit.api().get(path(visit) + "/requests" + query).path("requests")) {
      rows.add(logged(logged));
      before = logged.path("logId").asString();
    }
    return views.page(
        200,
        "requests",
        new RequestsView(
            Frame.of(visit, "requests", "Request log"),
            base(visit),
            visit.query("text"),
            visit.query("status"),
            rows,
            rows.size() < 50 ? "" : before));
  }

  private Response request(Visit visit) {
    var json =
        visit.api().get(path(visit) + "/requests/" + Api.encoded(visit.parameter("request")));
    var row = logged(json);
    return views.page(
        200,
        "request",
        new RequestView(
            Frame.of(visit, "requests", "%s %s".formatted(row.method(), row.target())),
            row,
            json.path("curl").asString(""),
            ScimJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json)));
  }

  private static Logged logged(JsonNode json) {
    return new Logged(
        json.path("id").asString(),
        Times.moment(json.path("at").asString()),
        json.path("method").asString(),
        json.path("target").asString(""),
        json.path("status").asInt(),
        json.path("token").asString(""),
        json.path("response").path("detail").asString(""));
  }

  private static Token token(JsonNode json) {
    var scopes = new ArrayList<String>();
    json.path("scopes").forEach(scope -> scopes.add(scope.asString()));
    return new Token(
        json.path("id").asString(),
        json.path("name").asString(),
        String.join(", ", scopes),
        Times.day(json.path("created").asString()),
        Times.moment(json.path("lastUsed").asString("")),
        Times.day(json.path("expires").asString("")));
  }

  private static String path(Visit visit) {
    return "/tenants/" + Api.encoded(visit.parameter("tenant"));
  }

  private static String base(Visit visit) {
    return Console.PREFIX + "/t/" + Api.encoded(visit.parameter("tenant"));
  }
}
