package dev.muster.store.resource;

import java.time.Instant;
import java.util.Optional;

/// A client that was stopped because it took away too much.
///
/// @param removed how much it had taken away, with what it was stopped at
/// @param total of what there was
/// @param ends until when it may go on, if it was approved
public record Hold(
    long id,
    long tokenId,
    String tokenName,
    RemovalKind kind,
    long removed,
    long total,
    Status status,
    Instant opened,
    Optional<Instant> decided,
    Optional<Instant> ends) {

  /// What was decided about it.
  public enum Status {
    OPEN,
    APPROVED,
    REJECTED
  }
}
