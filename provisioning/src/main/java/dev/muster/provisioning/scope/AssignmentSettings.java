package dev.muster.provisioning.scope;

import dev.muster.provisioning.source.AppRole;
import java.util.List;
import java.util.Optional;

/// How assignments are read.
///
/// @param nestedGroups whether an assigned group brings those into scope who are in groups in it;
///   else its direct members alone, as in Entra
/// @param roles the application's roles, the most important first: where one is wanted and somebody
///   has several, it is the first of them
public record AssignmentSettings(boolean nestedGroups, List<AppRole> roles) {
  public static final AssignmentSettings DEFAULT = new AssignmentSettings(true, List.of());

  public AssignmentSettings {
    roles = List.copyOf(roles);
  }

  /// The role of an id or value.
  public Optional<AppRole> findRole(String name) {
    return roles.stream()
        .filter(role -> role.id().equals(name) || role.value().equals(name))
        .findFirst();
  }
}
