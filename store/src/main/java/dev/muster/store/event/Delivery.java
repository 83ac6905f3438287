package dev.muster.store.event;

import java.time.Duration;
import java.time.Instant;

/// The end of an event's way to a receiver, or how it stands there.
///
/// @param id grows with time within the stream
/// @param httpStatus 0 when there was no answer
/// @param error empty when there was none
public record Delivery(
    long id,
    String eventId,
    String event,
    Status status,
    int attempts,
    Instant at,
    int httpStatus,
    String error,
    Duration duration) {

  /// What became of it.
  public enum Status {
    DELIVERED,
    /// It is tried again.
    FAILED,
    /// It was given up.
    DEAD
  }

  /// The same with another id.
  public Delivery withId(long other) {
    return new Delivery(other, eventId, event, status, attempts, at, httpStatus, error, duration);
  }
}
