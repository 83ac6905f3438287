package dev.muster.server.events;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.server.scim.ScimApi;
import dev.muster.server.secrets.Secrets;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.store.event.EventStream;
import dev.muster.store.event.EventStream.Kind;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes what a stream's receiver is sent.
final class Messages {
  private final SigningKeys keys;
  private final Secrets secrets;
  private final Clock clock;
  private final EventJson json;
  private final String publicUrl;

  Messages(SigningKeys keys, Secrets secrets, Clock clock, String publicUrl) {
    this.keys = keys;
    this.secrets = secrets;
    this.clock = clock;
    this.json = new EventJson(publicUrl);
    this.publicUrl = publicUrl;
  }

  /// A message, with everything that the receiver needs to know it again and to trust it.
  record Message(Map<String, String> headers, String body) {
    Message {
      headers = Map.copyOf(headers);
    }
  }

  /// The events of an entry of the feed that the stream wants and can express.
  static List<Event> wanted(EventStream stream, FeedEvent entry) {
    var filter = new EventFilter(stream.events());
    return Event.of(stream.tenant(), entry).stream()
        .filter(filter::wants)
        .filter(event -> stream.kind() == Kind.WEBHOOK || event.kind() != FeedEvent.Kind.HELD)
        .toList();
  }

  Message message(LiveTenant tenant, EventStream stream, Event event) {
    return switch (stream.kind()) {
      case WEBHOOK -> webhook(tenant, stream, event);
      case PUSH, POLL -> push(tenant, stream, event);
    };
  }

  private Message webhook(LiveTenant tenant, EventStream stream, Event event) {
    var body = ScimJson.write(json.of(tenant, event));
    var now = clock.instant();
    var live = StreamSecrets.open(secrets, stream.tenant(), stream.secrets()).texts();
    return new Message(
        Map.of(
            "Content-Type", "application/json",
            "webhook-id", event.id(),
            "webhook-timestamp", Long.toString(now.getEpochSecond()),
            "webhook-signature", WebhookSignature.header(live, event.id(), now, body)),
        body);
  }

  private Message push(LiveTenant tenant, EventStream stream, Event event) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/secevent+jwt");
    headers.put("Accept", "application/json");
    StreamSecrets.open(secrets, stream.tenant(), stream.secrets())
        .authorization()
        .ifPresent(authorization -> headers.put("Authorization", authorization));
    return new Message(headers, token(tenant, stream, event));
  }

  /// The event as a signed security event token.
  String token(LiveTenant tenant, EventStream stream, Event event) {
    var claims =
        SecurityEvents.claims(tenant, event, issuer(tenant), stream.url(), clock.instant())
            .orElseThrow(() -> new IllegalStateException(event.name() + " has no token"));
    return keys.sign(claims);
  }

  /// Who issues a tenant's tokens: its keys are at `/jwks` below.
  private String issuer(LiveTenant tenant) {
    return publicUrl + ScimApi.PREFIX + "/" + tenant.name();
  }
}
