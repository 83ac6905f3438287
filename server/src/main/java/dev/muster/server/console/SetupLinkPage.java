package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Proxies;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.http.UnexpectedFailure;
import dev.muster.server.principal.Audit;
import dev.muster.server.setuplinks.Arrival;
import dev.muster.server.setuplinks.SetupLinks;
import dev.muster.server.tenant.RequestLogSettings.Recorded;
import dev.muster.server.traffic.FailedAttempts;
import dev.muster.store.tenant.SetupLink;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Where a setup link leads: without an account here, somebody connects their identity provider to
/// one tenant. Opening it changes nothing, since mail programs and chats open links by themselves;
/// only its button makes a token.
public final class SetupLinkPage implements Handler {
  private static final String LINK = SetupLinks.PREFIX + "/{secret}";
  private static final String OTHER = "other";
  private static final String VIA = "setup-link";
  // With 256 random bits guessing is hopeless; what is limited is the work that it makes.
  private static final int GUESSES = 20;
  private static final Duration EACH = Duration.ofSeconds(15);
  private static final int SERVER_ERROR = 500;

  private final AdminApi api;
  private final SetupLinks links;
  private final Audit audit;
  private final Entrance entrance;
  private final Shield shield;
  private final Views views = new Views();
  private final FailedAttempts guesses = new FailedAttempts(GUESSES, EACH);
  private final Routes<Handler> routes =
      new Routes<Handler>()
          .on("GET", LINK, this::open)
          .on("POST", LINK + "/token", this::makeToken)
          .on("GET", LINK + "/arrival", this::arrival);

  public SetupLinkPage(
      AdminApi api, SetupLinks links, Audit audit, PublicUrl publicUrl, Proxies proxies) {
    this.api = api;
    this.links = links;
    this.audit = audit;
    this.entrance = new Entrance(publicUrl, proxies);
    this.shield = new Shield(publicUrl, entrance, audit, VIA);
  }

  /// Whom there are instructions for.
  public record Provider(String name, String title) {
    /// All of them, in the order of the page.
    public static List<Provider> all() {
      return List.of(
          new Provider("entra", InboundPages.title("entra")),
          new Provider("okta", InboundPages.title("okta")),
          new Provider("onelogin", InboundPages.title("onelogin")),
          new Provider("jumpcloud", InboundPages.title("jumpcloud")),
          new Provider(OTHER, "Another one"));
    }
  }

  /// The page.
  ///
  /// @param here its own path
  /// @param by who made the link
  /// @param token number of the token that was made by this link; empty text for none
  /// @param secret a token that has just been made; shown once
  /// @param problem what stood in the way of the last form; empty text for nothing
  public record LinkView(
      String tenant,
      String url,
      String here,
      String by,
      String expires,
      boolean suspended,
      String provider,
      Content steps,
      String token,
      Optional<String> secret,
      String problem,
      ArrivalView arrival) {}

  /// Whether requests arrive.
  ///
  /// @param token whether the link's token is there
  /// @param unseen what the tenant's request log does not keep; empty text when it keeps all
  public record ArrivalView(
      String here,
      boolean token,
      String lastUsed,
      long lastHour,
      Optional<LatestView> latest,
      String unseen) {}

  /// The latest request.
  public record LatestView(
      String at, String method, String path, int status, boolean good, String why) {}

  /// Why there is no such page, and whom to ask.
  public record EndedView(String title, String text) {}

  /// A link that leads somewhere, and what the admin API says of its tenant.
  private record Opened(SetupLink link, String here, Api api, JsonNode tenant) {
    String tenantPath() {
      return "/tenants/" + Api.encoded(tenant.path("name").asString());
    }
  }

  @Override
  public Response answer(Request request) {
    return Shield.around(funnel(request)).with("X-Robots-Tag", "noindex");
  }

  private Response funnel(Request request) {
    try {
      shield.requireSameOrigin(request, () -> "");
      var match = routes.require(request);
      return match.handler().answer(request.at(match.parameters()));
    } catch (HttpException e) {
      return ended(e.status(), Shield.title(e.status()), e.detail()).with(e.headers());
    } catch (RuntimeException e) {
      // The path has the secret, which is not for the log.
      var unnamed = Request.of(request.method(), SetupLinks.PREFIX, Map.of(), new byte[0]);
      var reference = UnexpectedFailure.log(unnamed, e);
      return ended(SERVER_ERROR, Shield.title(SERVER_ERROR), UnexpectedFailure.detail(reference));
    }
  }

  private void refused(Request request, String action) {
    audit.refused("", VIA, action, "refused", entrance.visitor(request).address());
  }

  private Opened require(Request request) {
    var address = entrance.visitor(request).address();
    if (guesses.isUsedUp(address)) {
      throw HttpException.tooManyRequests(
          guesses.retrySeconds(),
          "Too many links that lead nowhere were opened from here. Wait a minute, and open yours"
              + " again.",
          Map.of());
    }
    var secret = request.parameter("secret");
    var link = links.find(secret);
    if (link.isEmpty()) {
      guesses.count(address);
      refused(request, "an unknown setup link");
      throw HttpException.notFound(
          "This link leads nowhere: perhaps a part of it is missing. Ask whoever sent it to you for"
              + " another.");
    }
    return opened(link.get(), SetupLinks.PREFIX + "/" + Api.encoded(secret));
  }

  private Opened opened(SetupLink link, String here) {
    if (!links.isGood(link)) {
      throw HttpException.refused(
          410,
          "This link has %s. Ask %s for another."
              .formatted(link.revoked().isPresent() ? "been revoked" : "expired", maker(link)));
    }
    var mine = new Api(api, links.principal(link));
    return links
        .tenant(link)
        .map(tenant -> mine.get("/tenants/" + Api.encoded(tenant.name())))
        .map(tenant -> new Opened(link, here, mine, tenant))
        .orElseThrow(() ->
            HttpException.refused(
                410, "What it led to has been removed. Ask %s.".formatted(maker(link))));
  }

  /// A key of a program is nobody to ask.
  private static String maker(SetupLink link) {
    return link.createdBy().contains("@") ? link.createdBy() : "whoever sent it to you";
  }

  private Response open(Request request) {
    var opened = require(request);
    if (!request.method().equals("HEAD")) {
      links.opened(opened.link());
    }
    return page(200, opened, request.findQuery("idp").orElse(""), Optional.empty(), "");
  }

  private Response makeToken(Request request) {
    var opened = require(request);
    var form = Form.of(request);
    var link = opened.link();
    var before = link.token().map(Object::toString).orElse("");
    var made = Optional.<String>empty();
    if (before.equals(form.text("replaces"))) {
      made = token(opened);
    }
    return page(
        made.isPresent() ? 200 : 409,
        made.isPresent() ? again(request, opened) : opened,
        form.text("idp"),
        made,
        made.isPresent()
            ? ""
            : "A token has been made by this link meanwhile, and is good. If you do not have it, make"
                + " another one, which ends it.");
  }

  /// Makes a token, then ends the one before: empty if somebody else was faster.
  private Optional<String> token(Opened opened) {
    var tokens = opened.tenantPath() + "/tokens";
    var made = opened.api().post(tokens, ScimJson.object().put("name", opened.link().note()));
    var id = made.path("id").asString();
    if (!links.putToken(opened.link(), Long.parseLong(id))) {
      opened.api().delete(tokens + "/" + id);
      return Optional.empty();
    }
    links.token(opened.link()).ifPresent(old -> opened.api().delete(tokens + "/" + old.id()));
    return Optional.of(made.path("token").asString());
  }

  private Opened again(Request request, Opened opened) {
    return links
        .find(request.parameter("secret"))
        .map(link -> new Opened(link, opened.here(), opened.api(), opened.tenant()))
        .orElse(opened);
  }

  private Response arrival(Request request) {
    return views.page(200, "setup-link-arrival", arrival(require(request)));
  }

  private Response page(
      int status, Opened opened, String asked, Optional<String> secret, String problem) {
    var link = opened.link();
    var tenant = opened.tenant().path("name").asString();
    var url = opened.tenant().path("tenantUrl").asString();
    var provider = asked.equals(OTHER) || Guides.TITLES.containsKey(asked) ? asked : "entra";
    return views.page(
        status,
        "setup-link",
        new LinkView(
            tenant,
            url,
            opened.here(),
            maker(link),
            Times.moment(link.expires().toString()),
            opened.tenant().path("status").asString().equals("suspended"),
            provider,
            provider.equals(OTHER) ? output -> {} : Guides.of(provider, tenant, url),
            link.token().map(Object::toString).orElse(""),
            secret,
            problem,
            arrival(opened)));
  }

  private ArrivalView arrival(Opened opened) {
    var arrival = links.arrival(opened.link());
    return new ArrivalView(
        opened.here(),
        links.token(opened.link()).isPresent(),
        arrival.lastUsed().map(Instant::toString).map(Times::moment).orElse(""),
        arrival.lastHour(),
        arrival.latest().map(SetupLinkPage::latest),
        unseen(arrival.recorded()));
  }

  private static LatestView latest(Arrival.Latest latest) {
    return new LatestView(
        Times.moment(latest.at().toString()),
        latest.method(),
        latest.path(),
        latest.status(),
        !Recorded.failed(latest.status()),
        latest.why());
  }

  private static String unseen(Recorded recorded) {
    return switch (recorded) {
      case ALL -> "";
      case CHANGES -> "Requests that only read are not kept here, so they are not counted.";
      case FAILURES -> "Requests that succeed are not kept here, so they are not counted.";
      case NONE -> "Requests are not kept here, so none is counted.";
    };
  }

  private Response ended(int status, String title, String text) {
    return views.page(status, "setup-link-ended", new EndedView(title, text));
  }
}
