package dev.muster.server.events;

import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.event.Delivery;
import dev.muster.store.event.EventStream;
import dev.muster.store.event.EventStream.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells one stream what it has not been told yet, in order, until it has been told all, something
/// fails, or there is enough to be written down.
final class StreamWork {
  private static final int ENTRIES = 100;
  private static final int MOST_DELIVERIES = 50;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration DISABLED_AFTER = Duration.ofDays(5);
  private static final int GONE = 410;

  private final FeedReader feed;
  private final LiveTenants tenants;
  private final Messages messages;
  private final Sender sender;
  private final RetrySchedule schedule;
  private final Clock clock;

  StreamWork(
      FeedReader feed,
      LiveTenants tenants,
      Messages messages,
      Sender sender,
      RetrySchedule schedule,
      Clock clock) {
    this.feed = feed;
    this.tenants = tenants;
    this.messages = messages;
    this.sender = sender;
    this.schedule = schedule;
    this.clock = clock;
  }

  /// What a run came to.
  record Result(Progress progress, List<Delivery> deliveries) {
    Result {
      deliveries = List.copyOf(deliveries);
    }
  }

  Result run(EventStream stream) {
    var run = new Run(stream);
    run.skipRemoved();
    var end = clock.instant().plus(LONGEST);
    for (var entry : feed.after(stream.tenant(), run.position, ENTRIES)) {
      for (var event : Messages.wanted(stream, entry)) {
        if (!run.tell(event)) {
          return run.result();
        }
      }
      run.position = entry.sequence();
      if (run.deliveries.size() >= MOST_DELIVERIES || clock.instant().isAfter(end)) {
        break;
      }
    }
    return run.result();
  }

  /// One event, out of turn, because a person asked for it.
  Delivery redeliver(EventStream stream, Event event) {
    var sent = send(stream, event);
    var status = sent.error().isEmpty() ? Delivery.Status.DELIVERED : Delivery.Status.FAILED;
    return delivery(event, status, 1, sent);
  }

  private Sender.Result send(EventStream stream, Event event) {
    var message = messages.message(tenants.require(stream.tenant()), stream, event);
    return sender.post(stream.url(), message.headers(), message.body());
  }

  private Delivery delivery(Event event, Delivery.Status status, int attempts, Sender.Result sent) {
    return new Delivery(
        0,
        event.id(),
        event.name(),
        status,
        attempts,
        clock.instant(),
        sent.status(),
        sent.error().orElse(""),
        sent.took());
  }

  private final class Run {
    private final EventStream stream;
    private final List<Delivery> deliveries = new ArrayList<>();
    private long position;
    private int attempts;
    private Optional<Instant> failingSince;
    private Instant next;
    private Optional<String> disabled = Optional.empty();

    Run(EventStream stream) {
      this.stream = stream;
      this.position = stream.position();
      this.attempts = stream.attempts();
      this.failingSince = stream.failingSince();
      this.next = Instant.EPOCH;
    }

    /// What is no longer kept cannot be told; that it was not is written down.
    void skipRemoved() {
      long removed = feed.removedUpTo(stream.tenant());
      if (position < removed) {
        deliveries.add(
            new Delivery(
                0,
                "",
                "",
                Delivery.Status.DEAD,
                0,
                clock.instant(),
                0,
                "the entries %d to %d of the feed were removed before they were delivered"
                    .formatted(position + 1, removed),
                Duration.ZERO));
        position = removed;
      }
    }

    /// Whether the next event may be told.
    boolean tell(Event event) {
      var sent = send(stream, event);
      attempts++;
      if (sent.error().isEmpty()) {
        deliveries.add(delivery(event, Delivery.Status.DELIVERED, attempts, sent));
        attempts = 0;
        failingSince = Optional.empty();
        return true;
      }
      return failed(event, sent);
    }

    private boolean failed(Event event, Sender.Result sent) {
      var now = clock.instant();
      var since = failingSince.orElse(now);
      failingSince = Optional.of(since);
      var again = schedule.next(attempts, now, sent.retryAfter());
      deliveries.add(
          delivery(
              event,
              again.isPresent() ? Delivery.Status.FAILED : Delivery.Status.DEAD,
              attempts,
              sent));
      if (sent.status() == GONE) {
        disabled = Optional.of("the receiver answered 410 Gone");
        return false;
      }
      if (again.isPresent()) {
        next = again.get();
        return false;
      }
      attempts = 0;
      if (now.isAfter(since.plus(DISABLED_AFTER))) {
        disabled =
            Optional.of(
                "nothing could be delivered since %s; the last error: %s"
                    .formatted(since, sent.error().orElse("")));
        return false;
      }
      return true;
    }

    Result result() {
      return new Result(new Progress(position, attempts, failingSince, next, disabled), deliveries);
    }
  }
}
