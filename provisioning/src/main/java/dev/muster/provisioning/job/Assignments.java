package dev.muster.provisioning.job;

import java.util.Set;

/// Users and groups that were assigned to an application, by their id in the source. A group brings
/// its direct members into scope.
public record Assignments(Set<String> users, Set<String> groups) {
  public Assignments {
    users = Set.copyOf(users);
    groups = Set.copyOf(groups);
  }
}
