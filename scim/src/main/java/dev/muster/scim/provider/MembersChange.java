package dev.muster.scim.provider;

import java.util.List;

/// What a write does to a group's members. Adding or removing some costs the same in a group of any
/// size.
public sealed interface MembersChange {
  MembersChange NONE = new Delta(List.of(), List.of());

  /// Adds some members and removes some; adding one that is there, or removing one that is not,
  /// changes nothing.
  record Delta(List<String> add, List<String> remove) implements MembersChange {
    public Delta {
      add = List.copyOf(add);
      remove = List.copyOf(remove);
    }
  }

  /// Makes these ids the whole membership.
  record ReplaceAll(List<String> members) implements MembersChange {
    public ReplaceAll {
      members = List.copyOf(members);
    }
  }
}
