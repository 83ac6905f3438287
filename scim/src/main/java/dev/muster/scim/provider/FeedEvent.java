package dev.muster.scim.provider;

import java.time.Instant;
import java.util.List;

/// One entry of a tenant's change feed: a resource changed. Sequence numbers of a tenant start at
/// 1, have no gaps and become visible in order.
///
/// @param attributes names of what was created or changed, as PATCH writes them
/// @param membersAdded ids that joined the group; at most [#MEMBERS_PER_EVENT] ids in both lists
///   together — a larger change is several events
public record FeedEvent(
    long sequence,
    Instant at,
    String resourceType,
    String resourceId,
    Kind kind,
    long version,
    List<String> attributes,
    List<String> membersAdded,
    List<String> membersRemoved) {

  /// How many member ids one event carries at most.
  public static final int MEMBERS_PER_EVENT = 1_000;

  public FeedEvent {
    attributes = List.copyOf(attributes);
    membersAdded = List.copyOf(membersAdded);
    membersRemoved = List.copyOf(membersRemoved);
  }

  /// What happened. RESTORED brings a deleted resource back; UPDATED is a change of the document,
  /// ACTIVATED and DEACTIVATED are one that sets or clears `active`; MEMBERS is one of the members
  /// alone. HELD tells that a client of the tenant was stopped; it is about no resource, but about
  /// the hold of that id.
  public enum Kind {
    CREATED,
    RESTORED,
    UPDATED,
    ACTIVATED,
    DEACTIVATED,
    MEMBERS,
    DELETED,
    HELD
  }
}
