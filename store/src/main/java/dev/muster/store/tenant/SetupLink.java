package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import java.util.Optional;

/// A link by which somebody without an account here connects their identity provider to one tenant.
///
/// @param note what it is for, in the words of whoever made it
/// @param createdBy who made it
/// @param lastOpened to the minute; empty until it is opened
/// @param token number of the token that was made by it; there may be none such any more
public record SetupLink(
    TenantId tenant,
    long id,
    String note,
    String createdBy,
    Instant created,
    Instant expires,
    Optional<Instant> lastOpened,
    Optional<Instant> revoked,
    Optional<Long> token) {

  /// Whether it still leads anywhere at a moment.
  public boolean isGood(Instant now) {
    return revoked.isEmpty() && now.isBefore(expires);
  }
}
