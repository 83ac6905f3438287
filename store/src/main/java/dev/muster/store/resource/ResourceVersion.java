package dev.muster.store.resource;

import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.resource.DocumentChange;
import java.time.Instant;
import java.util.List;

/// How a resource came to a version, or to its end.
///
/// @param sequence of the first event in the feed that tells of it: the members that joined and
///   left are there
public record ResourceVersion(
    long sequence,
    long version,
    Instant at,
    FeedEvent.Kind kind,
    Origin origin,
    long membersAdded,
    long membersRemoved,
    List<DocumentChange> changes) {
  public ResourceVersion {
    changes = List.copyOf(changes);
  }
}
