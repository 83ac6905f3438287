package dev.muster.store.event;

import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Somebody who is told of a tenant's changes: a cursor into the change feed.
///
/// @param url that is called; the audience of a stream that is polled
/// @param events names such as `user.created` or `group.*`; all of them match
/// @param secrets sealed
/// @param reason why it is disabled; empty while it is not
/// @param position sequence number up to which everything has been delivered or given up
/// @param acknowledged ids of events after the position that a poller has acknowledged
/// @param attempts so far for the event that comes next
/// @param failingSince when the first attempt failed of those that have failed without a success
///   between
public record EventStream(
    TenantId tenant,
    long id,
    Kind kind,
    String url,
    String description,
    List<String> events,
    String secrets,
    boolean active,
    String reason,
    Instant created,
    long position,
    Set<String> acknowledged,
    int attempts,
    Optional<Instant> failingSince,
    Instant nextAttempt) {

  public EventStream {
    events = List.copyOf(events);
    acknowledged = Set.copyOf(acknowledged);
  }

  /// How it is told.
  public enum Kind {
    /// JSON with an HMAC over it.
    WEBHOOK,
    /// Security event tokens, pushed (RFC 8935).
    PUSH,
    /// Security event tokens, polled (RFC 8936).
    POLL
  }

  /// Where a stream stands after a piece of work.
  ///
  /// @param disabled why it goes no further; empty: it does
  public record Progress(
      long position,
      int attempts,
      Optional<Instant> failingSince,
      Instant nextAttempt,
      Optional<String> disabled) {}
}
