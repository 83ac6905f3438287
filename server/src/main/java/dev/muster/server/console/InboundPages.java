package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// What an identity provider needs to provision into the tenant: address, tokens, dialect, guide.
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
  /// @param links by which others connect an identity provider
  public record InboundView(
      Frame frame,
      String base,
      String url,
      List<Token> tokens,
      Optional<String> secret,
      SetupLinkRows links,
      List<Hold> holds,
      String preset,
      List<Preset> presets,
      String guide,
      Content steps) {}

  /// A client that is held, because it takes away too much.
  public record Hold(String id, String token, String what) {}

  /// Clients that the dialect rules know.
  public record Preset(String name, String title) {}

  /// Of whom a guide tells.
  public static String title(String guide) {
    return Guides.TITLES.getOrDefault(guide, guide);
  }

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", TOKENS, visit -> tokens(visit, Optional.empty(), Optional.empty()))
        .on("POST", TOKENS, this::create)
        .on("POST", TOKENS + "/{token}/rotate", this::rotate)
        .on("POST", TOKENS + "/{token}/revoke", this::revoke)
        .on("POST", TOKENS + "/dialect", this::choose)
        .on("POST", TOKENS + "/setup-links", this::makeLink)
        .on("POST", TOKENS + "/setup-links/{link}/revoke", this::revokeLink)
        .on("POST", TOKENS + "/holds/{hold}/{verdict}", this::judge);
  }

  private Response tokens(Visit visit, Optional<String> secret, Optional<String> link) {
    var tokens = new ArrayList<Token>();
    visit
        .api()
        .get(visit.tenantPath() + "/tokens")
        .path("tokens")
        .forEach(token -> tokens.add(token(token)));
    var url = visit.api().get(visit.tenantPath()).path("tenantUrl").asString();
    var guide = Guides.TITLES.containsKey(visit.query("guide")) ? visit.query("guide") : "entra";
    return views.page(
        200,
        "inbound",
        new InboundView(
            Frame.of(visit, "inbound", "Inbound"),
            visit.tenantBase(),
            url,
            tokens,
            secret,
            SetupLinkRows.of(visit, link),
            holds(visit),
            visit
                .api()
                .get(visit.tenantPath() + "/settings")
                .path("dialect")
                .path("preset")
                .asString(""),
            presets(visit),
            guide,
            Guides.of(guide, visit.parameter("tenant"), url)));
  }

  private static List<Hold> holds(Visit visit) {
    var holds = new ArrayList<Hold>();
    for (var hold : visit.api().get(visit.tenantPath() + "/holds").path("holds")) {
      if (hold.path("status").asString().equals("open")) {
        holds.add(
            new Hold(
                hold.path("id").asString(),
                hold.path("token").path("name").asString(),
                "%s: %,d of %,d"
                    .formatted(
                        hold.path("what").asString(),
                        hold.path("removed").asLong(),
                        hold.path("total").asLong())));
      }
    }
    return holds;
  }

  private static List<Preset> presets(Visit visit) {
    var presets = new ArrayList<Preset>();
    visit
        .api()
        .get("/dialect-rules")
        .path("presets")
        .forEach(preset ->
            presets.add(new Preset(preset.path("name").asString(), preset.path("for").asString())));
    return presets;
  }

  private Response choose(Visit visit) {
    var patch = ScimJson.object();
    patch.putObject("dialect").put("preset", visit.form().text("preset"));
    return told(
        visit,
        "What clients send is read that way from now on.",
        () -> visit.api().patch(visit.tenantPath() + "/settings", patch));
  }

  private Response judge(Visit visit) {
    var verdict = visit.parameter("verdict").equals("approve") ? "approve" : "reject";
    var hold =
        visit.tenantPath() + "/holds/" + Api.encoded(visit.parameter("hold")) + "/" + verdict;
    return told(
        visit,
        verdict.equals("approve")
            ? "Approved: the client may go on."
            : "Rejected: the client stays held until the window is over.",
        () -> visit.api().post(hold, ScimJson.object()));
  }

  private static Response told(Visit visit, String done, Supplier<JsonNode> change) {
    return Said.tell(
        visit.tenantBase() + "/inbound",
        () -> {
          var _ = change.get();
          return Said.done(done);
        });
  }

  private Response create(Visit visit) {
    var body = ScimJson.object().put("name", visit.form().text("name"));
    var days = visit.form().text("days");
    if (!days.isEmpty()) {
      body.put("expiresInDays", Numbers.parse("expires in days", days));
    }
    return shown(visit, () -> visit.api().post(visit.tenantPath() + "/tokens", body));
  }

  private Response rotate(Visit visit) {
    var id = Api.encoded(visit.parameter("token"));
    return shown(
        visit,
        () ->
            visit.api().post(visit.tenantPath() + "/tokens/" + id + "/rotate", ScimJson.object()));
  }

  private Response shown(Visit visit, Supplier<JsonNode> change) {
    return Said.orBack(
        visit.tenantBase() + "/inbound",
        () -> {
          return tokens(
              visit, Optional.of(change.get().path("token").asString()), Optional.empty());
        });
  }

  private Response revoke(Visit visit) {
    visit.api().delete(visit.tenantPath() + "/tokens/" + Api.encoded(visit.parameter("token")));
    return Said.done("The token is revoked: whoever uses it is refused from now on.")
        .at(visit.tenantBase() + "/inbound");
  }

  private Response makeLink(Visit visit) {
    return Said.orBack(
        visit.tenantBase() + "/inbound",
        () -> {
          var url = SetupLinkRows.make(visit);
          return tokens(visit, Optional.empty(), Optional.of(url));
        });
  }

  private Response revokeLink(Visit visit) {
    var link = visit.tenantPath() + "/setup-links/" + Api.encoded(visit.parameter("link"));
    return told(
        visit,
        "The link is revoked: it leads nowhere any more. A token that was made by it goes on.",
        () -> visit.api().delete(link));
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
}
