package dev.muster.store.administrator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A program's key for the admin API.
///
/// @param name what the audit log calls it; no other key ever has it
/// @param createdBy who made it
/// @param revoked when somebody ended it
public record ApiKey(
    long id,
    String name,
    String createdBy,
    Instant created,
    Instant expires,
    Optional<Instant> lastUsed,
    Optional<Instant> revoked,
    List<Grant> grants) {

  public ApiKey {
    grants = List.copyOf(grants);
  }

  /// Whether it opens anything.
  public boolean isGood(Instant now) {
    return revoked.isEmpty() && expires.isAfter(now);
  }
}
