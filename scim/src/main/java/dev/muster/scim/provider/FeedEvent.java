package dev.muster.scim.provider;

import java.time.Instant;
import java.util.List;

/// One entry of a tenant's change feed: a resource changed. Sequence numbers of a tenant start at
/// 1, have no gaps and become visible in order.
///
/// @param membersAdded ids that joined the group; at most [#MEMBERS_PER_EVENT] ids in both lists
///   together — a larger change is several events
public record FeedEvent(
    long sequence,
    Instant at,
    String resourceType,
    String resourceId,
    Kind kind,
    long version,
    List<String> membersAdded,
    List<String> membersRemoved) {

  /// How many member ids one event carries at most.
  public static final int MEMBERS_PER_EVENT = 1_000;

  public FeedEvent {
    membersAdded = List.copyOf(membersAdded);
    membersRemoved = List.copyOf(membersRemoved);
  }

  /// What happened. UPDATED is a change of the document, MEMBERS one of the members alone.
  public enum Kind {
    CREATED,
    UPDATED,
    MEMBERS,
    DELETED
  }
}
