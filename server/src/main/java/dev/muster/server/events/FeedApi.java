package dev.muster.server.events;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Problem;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.scim.Identity;
import dev.muster.server.scim.TokenAuthentication;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.store.tenant.Scope;
import java.time.Duration;
import java.util.Optional;

/// The change feed of a tenant over HTTP, for its vendor's application: in order, from any point,
/// and with an answer that waits for the next change.
public final class FeedApi implements Handler {
  /// Where feeds are.
  public static final String PREFIX = "/t/{tenant}/events";

  private static final int PRESET_LIMIT = 100;
  private static final int MOST = 1_000;
  private static final int LONGEST_WAIT = 60;

  private final TokenAuthentication authentication;
  private final FeedReader feed;
  private final FeedWatch watch;
  private final EventJson json;
  private final Routes<Operation> routes;

  /// @param publicUrl where clients reach this server, without a slash at its end
  public FeedApi(
      TokenAuthentication authentication,
      FeedReader feed,
      FeedWatch watch,
      PollEndpoint poll,
      String publicUrl) {
    this.authentication = authentication;
    this.feed = feed;
    this.watch = watch;
    this.json = new EventJson(publicUrl);
    this.routes =
        new Routes<Operation>()
            .on("GET", PREFIX, this::read)
            .on("POST", PREFIX + "/poll/{stream}", poll::answer);
  }

  /// What a route leads to.
  interface Operation {
    Response answer(LiveTenant tenant, Request request);
  }

  @Override
  public Response answer(Request request) {
    return Problem.funnel(
        request,
        () -> {
          var route = routes.require(request);
          var identity =
              authentication.require(
                  Optional.ofNullable(route.parameters().get("tenant")),
                  request.findHeader("Authorization"));
          requireScope(identity);
          return route.handler().answer(identity.tenant(), request.at(route.parameters()));
        });
  }

  private static void requireScope(Identity identity) {
    if (!identity.scopes().contains(Scope.READ)) {
      throw HttpException.insufficientScope(
          Scope.READ.word(), "the token lacks the scope \"read\", which the feed asks for");
    }
  }

  private Response read(LiveTenant tenant, Request request) {
    long removed = feed.removedUpTo(tenant.id());
    long after = number(request, "after", removed, Long.MAX_VALUE);
    int limit = Math.toIntExact(number(request, "limit", PRESET_LIMIT, MOST));
    var wait = Duration.ofSeconds(number(request, "wait", 0, LONGEST_WAIT));
    if (after < removed) {
      throw HttpException.gone(
          "after",
          "events up to %d are no longer kept; read the resources anew, then go on with after=%d"
              .formatted(removed, feed.head(tenant.id())));
    }
    watch.await(tenant.id(), wait, () -> feed.head(tenant.id()) > after);
    var filter = EventFilter.parse(request.query().all("type"));
    var entries = feed.after(tenant.id(), after, limit);
    var body = ScimJson.object();
    var events = body.putArray("events");
    entries.stream()
        .flatMap(entry -> Event.of(tenant.id(), entry).stream())
        .filter(filter::wants)
        .forEach(event -> events.add(json.of(tenant, event)));
    long next = entries.isEmpty() ? after : entries.getLast().sequence();
    long head = feed.head(tenant.id());
    body.put("next", next).put("head", head).put("more", next < head);
    return Response.of(200, "application/json", ScimJson.writeBytes(body));
  }

  private static long number(Request request, String name, long preset, long most) {
    var text = request.findQuery(name);
    if (text.isEmpty()) {
      return preset;
    }
    if (!text.get().matches("[0-9]{1,18}")) {
      throw HttpException.invalid(name, "\"%s\" is not a whole number".formatted(text.get()));
    }
    return Math.min(most, Long.parseLong(text.get()));
  }
}
