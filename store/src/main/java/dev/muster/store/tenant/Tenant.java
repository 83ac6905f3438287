package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// A customer or organisation with its own directory, tokens and jobs.
///
/// @param name part of the tenant's URL: 1–63 lower-case letters, digits and hyphens
/// @param revision 1 for a new tenant, one more with each change of its status or settings
/// @param settings what differs from the defaults; the server knows what it means; not to be
///   modified
public record Tenant(
    TenantId id, String name, Status status, long revision, ObjectNode settings, Instant created) {

  /// Whether requests of the tenant's clients are answered.
  public enum Status {
    ACTIVE,
    /// Requests are answered with 503 and jobs rest; everything is kept.
    SUSPENDED,
    /// Nothing is answered any more; what is left is being removed.
    DELETING
  }
}
