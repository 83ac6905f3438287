package dev.muster.server.events;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.store.event.Delivery;
import dev.muster.store.event.EventStream;
import dev.muster.store.event.EventStreamStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Security event tokens for a receiver that asks (RFC 8936). A token is given out again and again
/// until it is acknowledged or reported as bad.
public final class PollEndpoint {
  private static final int PRESET_EVENTS = 100;
  private static final int MOST_EVENTS = 1_000;
  private static final int MOST_ACKNOWLEDGED = 10_000;
  private static final int ENTRIES = 500;
  private static final int ATTEMPTS = 10;
  private static final Duration LONG_POLL = Duration.ofSeconds(30);

  private final EventStreamStore streams;
  private final FeedReader feed;
  private final FeedWatch watch;
  private final Messages messages;
  private final Clock clock;

  PollEndpoint(
      EventStreamStore streams, FeedReader feed, FeedWatch watch, Messages messages, Clock clock) {
    this.streams = streams;
    this.feed = feed;
    this.watch = watch;
    this.messages = messages;
    this.clock = clock;
  }

  Response answer(LiveTenant tenant, Request request) {
    var id = request.parameter("stream");
    var poll = Poll.read(ScimJson.parseObject(request.body().bytes()));
    settle(require(tenant, id), poll);
    if (poll.maxEvents() > 0 && !poll.returnImmediately()) {
      watch.await(tenant.id(), LONG_POLL, () -> !unacknowledged(require(tenant, id), 1).isEmpty());
    }
    var stream = require(tenant, id);
    var found = unacknowledged(stream, poll.maxEvents() + 1);
    var given = found.subList(0, Math.min(poll.maxEvents(), found.size()));
    var body = ScimJson.object();
    var sets = body.putObject("sets");
    given.forEach(event -> sets.put(event.id(), messages.token(tenant, stream, event)));
    body.put("moreAvailable", found.size() > given.size());
    return Response.of(200, "application/json", ScimJson.writeBytes(body));
  }

  /// What a receiver sends (RFC 8936 §2.2).
  ///
  /// @param errors by the id of the token that could not be used
  private record Poll(
      int maxEvents, boolean returnImmediately, List<String> ack, Map<String, String> errors) {

    static Poll read(ObjectNode body) {
      var fields = RequestFields.of(body);
      int most = fields.findInteger("maxEvents").orElse(PRESET_EVENTS);
      if (most < 0) {
        throw HttpException.invalid("maxEvents", most + " is less than 0");
      }
      var errors = new LinkedHashMap<String, String>();
      fields
          .findObject("setErrs")
          .ifPresent(sent ->
              sent.properties()
                  .forEach(error ->
                      errors.put(
                          error.getKey(),
                          "%s: %s"
                              .formatted(
                                  error.getValue().path("err").asString(""),
                                  error.getValue().path("description").asString("")))));
      return new Poll(
          Math.min(MOST_EVENTS, most),
          fields.findBoolean("returnImmediately").orElse(false),
          fields.findStrings("ack").orElse(List.of()),
          errors);
    }

    boolean settlesNothing() {
      return ack.isEmpty() && errors.isEmpty();
    }
  }

  private EventStream require(LiveTenant tenant, String id) {
    var stream =
        id.matches("[0-9]{1,18}")
            ? streams.find(tenant.id(), Long.parseLong(id)).filter(this::isPolled)
            : java.util.Optional.<EventStream>empty();
    return stream.orElseThrow(() ->
        HttpException.notFound(
            "there is no active stream \"%s\" that is polled; an administrator makes one"
                .formatted(id)));
  }

  private boolean isPolled(EventStream stream) {
    return stream.kind() == EventStream.Kind.POLL && stream.active();
  }

  private void settle(EventStream found, Poll poll) {
    var stream = found;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (poll.settlesNothing() && attempt == 0 && stream.acknowledged().isEmpty()) {
        return;
      }
      var acknowledged = new HashSet<>(stream.acknowledged());
      acknowledged.addAll(poll.ack());
      acknowledged.addAll(poll.errors().keySet());
      long position = advance(stream, acknowledged);
      if (acknowledged.size() > MOST_ACKNOWLEDGED) {
        throw HttpException.conflict(
            "ack",
            "more than %d tokens are acknowledged behind one that is not; acknowledge that one"
                .formatted(MOST_ACKNOWLEDGED));
      }
      if (streams.acknowledge(stream, position, acknowledged, deliveries(poll))) {
        return;
      }
      stream = streams.find(stream.tenant(), stream.id()).orElse(stream);
    }
    throw HttpException.conflict("ack", "too many polls at the same time; try again");
  }

  /// Moves over all entries whose events are acknowledged; their ids are taken out of the set, and
  /// so is what was never there.
  private long advance(EventStream stream, Set<String> acknowledged) {
    long position = Math.max(stream.position(), feed.removedUpTo(stream.tenant()));
    var known = new HashSet<String>();
    var open = false;
    long read = position;
    while (true) {
      var entries = feed.after(stream.tenant(), read, ENTRIES);
      for (var entry : entries) {
        var ids = ids(stream, entry);
        open = open || !acknowledged.containsAll(ids);
        if (open) {
          known.addAll(ids);
        } else {
          position = entry.sequence();
        }
        read = entry.sequence();
      }
      if (entries.size() < ENTRIES || (open && known.containsAll(acknowledged))) {
        acknowledged.retainAll(known);
        return position;
      }
      if (open && known.size() > MOST_ACKNOWLEDGED) {
        acknowledged.retainAll(known);
        return position;
      }
    }
  }

  private static List<String> ids(EventStream stream, FeedEvent entry) {
    return Messages.wanted(stream, entry).stream().map(Event::id).toList();
  }

  private List<Delivery> deliveries(Poll poll) {
    var deliveries = new ArrayList<Delivery>();
    poll.ack().forEach(id -> deliveries.add(delivery(id, Delivery.Status.DELIVERED, "")));
    poll.errors().forEach((id, error) -> deliveries.add(delivery(id, Delivery.Status.DEAD, error)));
    return deliveries;
  }

  private Delivery delivery(String id, Delivery.Status status, String error) {
    return new Delivery(0, id, "", status, 1, clock.instant(), 0, error, Duration.ZERO);
  }

  private List<Event> unacknowledged(EventStream stream, int most) {
    var found = new ArrayList<Event>();
    long position = stream.position();
    while (found.size() < most) {
      var entries = feed.after(stream.tenant(), position, ENTRIES);
      for (var entry : entries) {
        Messages.wanted(stream, entry).stream()
            .filter(event -> !stream.acknowledged().contains(event.id()))
            .forEach(found::add);
        position = entry.sequence();
      }
      if (entries.size() < ENTRIES) {
        break;
      }
    }
    return found.subList(0, Math.min(most, found.size()));
  }
}
