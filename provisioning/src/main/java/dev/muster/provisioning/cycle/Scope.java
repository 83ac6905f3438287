package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.source.Source;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/// Who belongs to a job: everyone, or who is assigned. A group that is assigned brings its direct
/// members.
final class Scope {
  private final SyncScope setting;
  private final Assignments assignments;
  private final Source source;

  Scope(SyncScope setting, Assignments assignments, Source source) {
    this.setting = setting;
    this.assignments = assignments;
    this.source = source;
  }

  /// Those of the ids, all of one type, that are in scope.
  Set<String> among(Collection<String> ids, boolean groups) {
    if (setting == SyncScope.ALL) {
      return new HashSet<>(ids);
    }
    var assigned = groups ? assignments.groups() : assignments.users();
    var inScope = new HashSet<String>();
    for (var id : ids) {
      if (assigned.contains(id)) {
        inScope.add(id);
      }
    }
    if (!groups && !assignments.groups().isEmpty()) {
      source
          .groupsOf(ids)
          .forEach((id, memberOf) -> {
            if (!Collections.disjoint(memberOf, assignments.groups())) {
              inScope.add(id);
            }
          });
    }
    return inScope;
  }

  /// Whether joining or leaving this group brings users into scope or out of it.
  boolean dependsOnMembersOf(String groupId) {
    return setting == SyncScope.ASSIGNED && assignments.groups().contains(groupId);
  }

  /// The assigned groups: if one of them is deleted, nobody can say who its members were.
  Set<String> assignedGroups() {
    return setting == SyncScope.ASSIGNED ? assignments.groups() : Set.of();
  }
}
