package dev.muster.store.resource;

import dev.muster.scim.provider.FeedEvent;
import java.util.ArrayList;
import java.util.List;

/// Which members have really joined and left a group, in the order of their ids.
record MembersChanged(List<String> added, List<String> removed) {
  static final MembersChanged NONE = new MembersChanged(List.of(), List.of());

  static MembersChanged of(List<String> added, List<String> removed) {
    return new MembersChanged(added.stream().sorted().toList(), removed.stream().sorted().toList());
  }

  boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  /// The change in parts that one feed event each can carry; at least one part.
  List<MembersChanged> parts() {
    var parts = new ArrayList<MembersChanged>();
    int joined = 0;
    int left = 0;
    do {
      int join = Math.min(FeedEvent.MEMBERS_PER_EVENT, added.size() - joined);
      int leave = Math.min(FeedEvent.MEMBERS_PER_EVENT - join, removed.size() - left);
      parts.add(
          new MembersChanged(
              added.subList(joined, joined + join), removed.subList(left, left + leave)));
      joined += join;
      left += leave;
    } while (joined < added.size() || left < removed.size());
    return parts;
  }
}
