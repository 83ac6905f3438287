package dev.muster.server.events;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.outbound.OutboundPolicy;
import dev.muster.server.secrets.Secrets;
import dev.muster.store.event.Delivery;
import dev.muster.store.event.EventStream;
import dev.muster.store.event.EventStream.Kind;
import dev.muster.store.event.EventStreamStore;
import dev.muster.store.tenant.Tenant;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Event streams: make one, look at it, change it, rotate its secrets, see what was delivered, send
/// again.
public final class StreamRoutes implements AdminRoutes {
  private static final String STREAMS = AdminApi.PREFIX + "/tenants/{tenant}/event-streams";
  private static final String STREAM = STREAMS + "/{stream}";

  private final TenantLookup lookup;
  private final EventStreamStore streams;
  private final FeedReader feed;
  private final StreamWork work;
  private final StreamRunner runner;
  private final OutboundPolicy outbound;
  private final Secrets secrets;
  private final SecureRandom random;
  private final Clock clock;

  StreamRoutes(
      TenantLookup lookup,
      EventStreamStore streams,
      FeedReader feed,
      StreamWork work,
      StreamRunner runner,
      OutboundPolicy outbound,
      Secrets secrets,
      SecureRandom random,
      Clock clock) {
    this.lookup = lookup;
    this.streams = streams;
    this.feed = feed;
    this.work = work;
    this.runner = runner;
    this.outbound = outbound;
    this.secrets = secrets;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("POST", STREAMS, this::create)
        .on("GET", STREAMS, this::list)
        .on("GET", STREAM, request -> AdminResponses.ok(render(require(request))))
        .on("PATCH", STREAM, this::change)
        .on("DELETE", STREAM, this::remove)
        .on("POST", STREAM + "/secrets", this::addSecret)
        .on("DELETE", STREAM + "/secrets/{secret}", this::removeSecret)
        .on("POST", STREAM + "/enable", request -> changeStatus(request, Optional.empty()))
        .on("POST", STREAM + "/disable", this::disable)
        .on("POST", STREAM + "/replay", this::replay)
        .on("GET", STREAM + "/deliveries", this::deliveries)
        .on("POST", STREAM + "/deliveries/{event}/redeliver", this::redeliver);
  }

  private Response create(Request request) {
    var tenant = lookup.require(request);
    var fields = RequestFields.of(request);
    var kind = kind(fields.findString("kind").orElse("webhook"));
    var url = kind == Kind.POLL ? fields.findString("audience").orElse("") : url(fields);
    var description = fields.findString("description").orElse("");
    var filter = EventFilter.parse(fields.findStrings("events").orElse(List.of()));
    var authorization = fields.findString("authorization");
    var after = fields.find("after").map(node -> node.asLong(0));
    fields.refuseOthers();
    var now = clock.instant();
    var own = new StreamSecrets(List.of(), authorization);
    var signed = kind == Kind.WEBHOOK ? own.withNew(random, now) : own;
    long id =
        streams.create(
            tenant.id(),
            kind,
            url,
            description,
            filter.names(),
            signed.seal(secrets, tenant.id()),
            after.orElseGet(() -> feed.head(tenant.id())),
            now.truncatedTo(ChronoUnit.MICROS));
    runner.wake();
    var body = render(require(tenant, Long.toString(id)));
    signed.signing().forEach(secret -> body.put("secret", secret.secret()));
    return AdminResponses.created(request.path() + "/" + id, body);
  }

  private static Kind kind(String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() ->
            HttpException.invalid(
                "kind", "\"%s\" is unknown; there are webhook, push, poll".formatted(word)));
  }

  private String url(RequestFields fields) {
    var url = fields.requireString("url");
    outbound
        .refusal(url)
        .ifPresent(reason -> {
          throw HttpException.invalid("url", reason);
        });
    return url;
  }

  private Response list(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.list(
        "streams", streams.streams(tenant.id()).stream().map(this::render).toList());
  }

  private Response change(Request request) {
    var stream = require(request);
    var fields = RequestFields.of(request);
    var url = fields.find("url").isPresent() ? url(fields) : stream.url();
    var description = fields.findString("description").orElse(stream.description());
    var filter = fields.findStrings("events").map(EventFilter::parse);
    fields.refuseOthers();
    streams.change(
        stream.tenant(),
        stream.id(),
        url,
        description,
        filter.map(EventFilter::names).orElse(stream.events()));
    return AdminResponses.ok(render(require(request)));
  }

  private Response remove(Request request) {
    var stream = require(request);
    streams.remove(stream.tenant(), stream.id());
    return AdminResponses.noContent();
  }

  private Response addSecret(Request request) {
    var stream = require(request);
    var live = open(stream);
    if (stream.kind() != Kind.WEBHOOK || live.signing().size() >= StreamSecrets.MOST_SIGNING) {
      throw HttpException.conflict(
          "secrets",
          "only a webhook has secrets, and %d at most; remove the oldest first"
              .formatted(StreamSecrets.MOST_SIGNING));
    }
    var more = live.withNew(random, clock.instant());
    streams.changeSecrets(stream.tenant(), stream.id(), more.seal(secrets, stream.tenant()));
    var added = more.signing().getLast();
    return AdminResponses.created(
        request.path() + "/" + added.id(), render(added).put("secret", added.secret()));
  }

  private Response removeSecret(Request request) {
    var stream = require(request);
    var live = open(stream);
    var fewer = live.without(request.parameter("secret"));
    if (fewer.signing().size() == live.signing().size()) {
      throw HttpException.notFound(
          "the stream has no secret \"%s\"".formatted(request.parameter("secret")));
    }
    if (fewer.signing().isEmpty()) {
      throw HttpException.conflict("secrets", "the last one has to stay; add another first");
    }
    streams.changeSecrets(stream.tenant(), stream.id(), fewer.seal(secrets, stream.tenant()));
    return AdminResponses.noContent();
  }

  private Response disable(Request request) {
    return changeStatus(request, Optional.of("disabled by an administrator"));
  }

  private Response changeStatus(Request request, Optional<String> reason) {
    var stream = require(request);
    streams.changeStatus(stream.tenant(), stream.id(), reason);
    runner.wake();
    return AdminResponses.ok(render(require(request)));
  }

  /// Tells everything after a sequence number again.
  private Response replay(Request request) {
    var stream = require(request);
    var fields = RequestFields.of(request);
    long after =
        fields
            .find("after")
            .filter(node -> node.isIntegralNumber() && node.longValue() >= 0)
            .orElseThrow(() -> HttpException.invalid("after", "send a sequence number"))
            .longValue();
    fields.refuseOthers();
    long removed = feed.removedUpTo(stream.tenant());
    if (after < removed) {
      throw HttpException.gone(
          "after", "the feed goes back to %d only; send that or more".formatted(removed));
    }
    streams.moveTo(stream.tenant(), stream.id(), after);
    runner.wake();
    return AdminResponses.ok(render(require(request)));
  }

  private Response deliveries(Request request) {
    var stream = require(request);
    var paging = Paging.of(request, "deliveries");
    var status = request.findQuery("status").map(StreamRoutes::status);
    var read =
        streams.deliveries(
            stream.tenant(),
            stream.id(),
            status,
            paging.number().orElse(Long.MAX_VALUE),
            paging.toRead());
    return AdminResponses.ok(
        paging.page(
            "deliveries", read, StreamRoutes::render, delivery -> Long.toString(delivery.id())));
  }

  /// Sends one event again, now, whatever became of it.
  private Response redeliver(Request request) {
    var stream = require(request);
    var id = request.parameter("event");
    if (stream.kind() == Kind.POLL) {
      throw HttpException.conflict("kind", "this stream is polled; replay it instead");
    }
    var event =
        findEvent(stream, id)
            .orElseThrow(() ->
                HttpException.notFound("the feed holds no event \"%s\" any more".formatted(id)));
    var delivery = work.redeliver(stream, event);
    streams.add(stream, delivery);
    return AdminResponses.ok(render(delivery));
  }

  private Optional<Event> findEvent(EventStream stream, String id) {
    var parts = id.split("-", -1);
    if (parts.length != 4 || !parts[2].matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return feed.after(stream.tenant(), Long.parseLong(parts[2]) - 1, 1).stream()
        .flatMap(entry -> Event.of(stream.tenant(), entry).stream())
        .filter(event -> event.id().equals(id))
        .findFirst();
  }

  private EventStream require(Request request) {
    return require(lookup.require(request), request.parameter("stream"));
  }

  private EventStream require(Tenant tenant, String id) {
    return Optional.of(id)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .flatMap(text -> streams.find(tenant.id(), Long.parseLong(text)))
        .orElseThrow(() ->
            HttpException.notFound(
                "tenant \"%s\" has no event stream \"%s\"".formatted(tenant.name(), id)));
  }

  private StreamSecrets open(EventStream stream) {
    return StreamSecrets.open(secrets, stream.tenant(), stream.secrets());
  }

  private ObjectNode render(EventStream stream) {
    var json = ScimJson.object();
    json.put("id", Long.toString(stream.id()));
    json.put("kind", stream.kind().name().toLowerCase(Locale.ROOT));
    json.put(stream.kind() == Kind.POLL ? "audience" : "url", stream.url());
    json.put("description", stream.description());
    stream.events().forEach(json.putArray("events")::add);
    json.put("status", stream.active() ? "active" : "disabled");
    if (!stream.active()) {
      json.put("reason", stream.reason());
    }
    json.put("position", stream.position());
    json.put("behind", feed.head(stream.tenant()) - stream.position());
    json.put("failedAttempts", stream.attempts());
    stream.failingSince().ifPresent(since -> json.put("failingSince", since.toString()));
    if (stream.attempts() > 0) {
      json.put("nextAttempt", stream.nextAttempt().toString());
    }
    json.put("created", stream.created().toString());
    if (stream.kind() == Kind.WEBHOOK) {
      var signing = json.putArray("secrets");
      open(stream).signing().forEach(secret -> signing.add(render(secret)));
    }
    return json;
  }

  private static ObjectNode render(StreamSecrets.Signing secret) {
    return ScimJson.object().put("id", secret.id()).put("created", secret.created().toString());
  }

  private static ObjectNode render(Delivery delivery) {
    var json = ScimJson.object();
    json.put("eventId", delivery.eventId());
    json.put("event", delivery.event());
    json.put("status", delivery.status().name().toLowerCase(Locale.ROOT));
    json.put("attempts", delivery.attempts());
    json.put("at", delivery.at().toString());
    json.put("httpStatus", delivery.httpStatus());
    json.put("durationMillis", delivery.duration().toMillis());
    if (!delivery.error().isEmpty()) {
      json.put("error", delivery.error());
    }
    return json;
  }

  private static Delivery.Status status(String word) {
    return Arrays.stream(Delivery.Status.values())
        .filter(status -> status.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() ->
            HttpException.invalid(
                "status", "\"%s\" is unknown; there are delivered, failed, dead".formatted(word)));
  }
}
