package dev.muster.provisioning.source;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// One user or group of a source directory, as read: without a group's members.
///
/// @param displayName for people who read plans and logs
/// @param attributes what expressions refer to: `[name.givenName]` is a path into it, or a key of
///   it
/// @param roles with which the entry is assigned to the job's application, in the order in which
///   the application names them: what expressions see as `[appRoleAssignments]`
public record Entry(
    String objectType, String id, String displayName, ObjectNode attributes, List<AppRole> roles) {

  public Entry {
    roles = List.copyOf(roles);
  }

  /// An entry that nobody has assigned with a role.
  public Entry(String objectType, String id, String displayName, ObjectNode attributes) {
    this(objectType, id, displayName, attributes, List.of());
  }

  /// The same entry, assigned with these roles.
  public Entry withRoles(List<AppRole> assigned) {
    return new Entry(objectType, id, displayName, attributes, assigned);
  }
}
