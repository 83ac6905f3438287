package dev.muster.provisioning.source;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A directory that a job reads. Calls block; pages hold at most [#PAGE] entries.
public interface Source {
  int PAGE = 500;

  /// Where the source's changes end now. Taken before a full read, so that a change during the read
  /// is seen again. Always 0 for a source that keeps no feed.
  long head();

  /// Changes after a watermark; empty if the source cannot tell, and has to be read whole.
  Optional<SourceChanges> changesSince(long watermark);

  /// Reads every entry of a type and says what that reading is worth.
  Reading readAll(String objectType, Consumer<List<Entry>> page);

  /// The entries of these ids as they are now; those that are gone are left out.
  List<Entry> read(String objectType, Collection<String> ids);

  /// The groups that each of these users or groups is a direct member of.
  Map<String, Set<String>> groupsOf(Collection<String> memberIds);

  /// The groups that each of these users or groups is a member of, directly or through groups in
  /// groups; a group on a circle of groups may be its own.
  default Map<String, Set<String>> allGroupsOf(Collection<String> memberIds) {
    return Ascent.of(this, memberIds);
  }

  /// Ids of a group's direct members, in pages.
  void members(String groupId, Consumer<List<String>> page);

  /// Those of the candidates that are direct members of the group.
  Set<String> membersAmong(String groupId, Collection<String> candidates);

  /// What a full reading is worth.
  ///
  /// @param complete whether the absence of an entry may be believed: an empty, broken or partial
  ///   reading never counts as leavers
  /// @param problems entries that could not be read, in words, with their place
  /// @param unreadable ids of entries that are there but could not be read: they are no leavers
  record Reading(boolean complete, List<String> problems, Set<String> unreadable) {
    public Reading {
      problems = List.copyOf(problems);
      unreadable = Set.copyOf(unreadable);
    }

    public static final Reading COMPLETE = new Reading(true, List.of(), Set.of());
  }
}
