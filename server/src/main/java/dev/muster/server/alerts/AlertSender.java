package dev.muster.server.alerts;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.events.RetrySchedule;
import dev.muster.server.events.Sender;
import dev.muster.server.events.WebhookSignature;
import dev.muster.server.secrets.Secrets;
import dev.muster.store.alert.AlertChannel;
import dev.muster.store.alert.AlertDelivery;
import dev.muster.store.alert.AlertStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Brings alerts to their channels: webhooks signed as event streams' are, mail through the relay.
/// One that fails is tried again for three days.
final class AlertSender {
  private static final int AT_ONCE = 50;
  private static final Duration TAKEN = Duration.ofMinutes(2);

  private final AlertStore store;
  private final Sender sender;
  private final Mailer mailer;
  private final RetrySchedule schedule;
  private final Secrets secrets;
  private final Clock clock;

  AlertSender(
      AlertStore store,
      Sender sender,
      Mailer mailer,
      RetrySchedule schedule,
      Secrets secrets,
      Clock clock) {
    this.store = store;
    this.sender = sender;
    this.mailer = mailer;
    this.schedule = schedule;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// What came of an attempt.
  private record Outcome(Optional<String> error, Optional<Duration> retryAfter) {}

  /// Delivers what is due.
  void deliver() {
    deliver(Optional.empty());
  }

  /// Delivers what is due of a tenant.
  void deliver(TenantId tenant) {
    deliver(Optional.of(tenant));
  }

  private void deliver(Optional<TenantId> tenant) {
    var now = clock.instant();
    store.take(tenant, now, now.plus(TAKEN), AT_ONCE).forEach(this::deliver);
  }

  private void deliver(AlertDelivery delivery) {
    var outcome =
        switch (delivery.channel().kind()) {
          case WEBHOOK -> post(delivery);
          case EMAIL -> new Outcome(mail(delivery), Optional.empty());
        };
    var now = clock.instant();
    var next =
        outcome
            .error()
            .flatMap(error -> schedule.next(delivery.attempts() + 1, now, outcome.retryAfter()));
    store.attempted(delivery, outcome.error(), next);
  }

  private Outcome post(AlertDelivery delivery) {
    var id = "alert_" + delivery.alert().id();
    var body = ScimJson.write(delivery.alert().content());
    var now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    var channel = delivery.channel();
    var secret = secrets.open(channel.sealed(), boundTo(channel));
    var result =
        sender.post(
            channel.target(),
            Map.of(
                "Content-Type",
                "application/json",
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(now.getEpochSecond()),
                "webhook-signature",
                WebhookSignature.header(List.of(secret), id, now, body)),
            body);
    return new Outcome(result.error(), result.retryAfter());
  }

  private Optional<String> mail(AlertDelivery delivery) {
    var content = delivery.alert().content();
    var about = content.path("job").asString(content.path("tenant").asString());
    return mailer.send(
        delivery.channel().target(),
        "Muster: %s: %s".formatted(about, words(content.path("type").asString())),
        "%s%n%nTenant %s, %s%n"
            .formatted(
                content.path("message").asString(),
                content.path("tenant").asString(),
                content.path("timestamp").asString()));
  }

  private static String words(String type) {
    return type.substring(type.indexOf('.') + 1)
        .replaceAll("(\\p{Lu})", " $1")
        .toLowerCase(Locale.ROOT);
  }

  static String boundTo(AlertChannel channel) {
    return boundTo(channel.tenant().value());
  }

  static String boundTo(long tenant) {
    return "alert channels of tenant " + tenant;
  }
}
