package dev.muster.provisioning.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Users and groups that were assigned to an application, by their id in the source. A group brings
/// its members into scope.
///
/// @param roles ids of the application's roles with which a user or group is assigned, by the id of
///   the user or group; one that is assigned without a role is not in it
public record Assignments(Set<String> users, Set<String> groups, Map<String, Set<String>> roles) {
  public Assignments {
    users = Set.copyOf(users);
    groups = Set.copyOf(groups);
    var copy = new HashMap<String, Set<String>>();
    roles.forEach((principal, held) -> copy.put(principal, Set.copyOf(held)));
    roles = Map.copyOf(copy);
  }

  /// Assignments without roles. Where they are to be removed, all roles go with them.
  public Assignments(Set<String> users, Set<String> groups) {
    this(users, groups, Map.of());
  }

  /// Who is assigned by one of both alone, or with other roles.
  public Assignments changedFrom(Assignments before) {
    return new Assignments(
        changed(users, before.users, before), changed(groups, before.groups, before));
  }

  /// Whether nobody is assigned.
  public boolean isEmpty() {
    return users.isEmpty() && groups.isEmpty();
  }

  private Set<String> changed(Set<String> now, Set<String> then, Assignments before) {
    var changed = new HashSet<>(now);
    changed.addAll(then);
    changed.removeIf(id ->
        now.contains(id) == then.contains(id)
            && roles.getOrDefault(id, Set.of()).equals(before.roles.getOrDefault(id, Set.of())));
    return changed;
  }
}
