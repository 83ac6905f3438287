package dev.muster.server.breaker;

import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.Write;
import dev.muster.scim.resource.DocumentChange;
import dev.muster.store.resource.RemovalKind;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/// What a write takes away.
record Removal(RemovalKind kind, long amount) {

  /// What a write would take away; empty if nothing that is counted.
  ///
  /// @param memberCount of a group
  static Optional<Removal> of(Write write, ToLongFunction<String> memberCount) {
    return switch (write) {
      case Write.Create create -> Optional.empty();
      case Write.Restore restore -> Optional.empty();
      case Write.ChangeMembers change -> members(change.id(), change.members(), memberCount);
      case Write.Update update ->
          deactivates(update.changes())
              ? Optional.of(new Removal(RemovalKind.USERS_DEACTIVATED, 1))
              : members(update.id(), update.members(), memberCount);
      case Write.Delete delete ->
          switch (delete.resourceType()) {
            case "User" -> Optional.of(new Removal(RemovalKind.USERS_DELETED, 1));
            case "Group" -> Optional.of(new Removal(RemovalKind.GROUPS_DELETED, 1));
            default -> Optional.empty();
          };
    };
  }

  private static boolean deactivates(List<DocumentChange> changes) {
    return changes.stream()
        .anyMatch(change ->
            change.path().equals(List.of("active"))
                && isFalse(change.after())
                && !isFalse(change.before()));
  }

  private static boolean isFalse(Optional<JsonNode> value) {
    return value.filter(node -> node.isBoolean() && !node.booleanValue()).isPresent();
  }

  private static Optional<Removal> members(
      String group, MembersChange change, ToLongFunction<String> memberCount) {
    long amount =
        switch (change) {
          case MembersChange.Delta delta -> delta.remove().size();
          case MembersChange.ReplaceAll all ->
              Math.max(0, memberCount.applyAsLong(group) - all.members().size());
        };
    return amount == 0
        ? Optional.empty()
        : Optional.of(new Removal(RemovalKind.MEMBERS_REMOVED, amount));
  }
}
