package dev.muster.provisioning.plan;

import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.mapping.TargetState.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// What has to change for a target object to get from one state to another.
public final class StateDifference {
  private StateDifference() {}

  /// The changes from what is known to what is desired. A path that only the known state has is
  /// cleared if it is mapped, and left alone if the mapping no longer names it.
  public static List<AttributeChange> between(
      TargetState known, TargetState desired, Set<String> mappedPaths) {
    var changes = new ArrayList<AttributeChange>();
    desired
        .values()
        .forEach((path, value) -> {
          var before = known.values().get(path);
          if (!same(value, before)) {
            changes.add(new AttributeChange(path, orNull(before), value, Optional.empty()));
          }
        });
    desired
        .references()
        .forEach((path, reference) -> {
          var before = known.references().get(path);
          if (!reference.equals(before)) {
            changes.add(
                new AttributeChange(path, text(before), text(reference), Optional.of(reference)));
          }
        });
    known
        .values()
        .forEach((path, value) -> {
          if (mappedPaths.contains(path) && !desired.values().containsKey(path)) {
            changes.add(cleared(path, value));
          }
        });
    known
        .references()
        .forEach((path, reference) -> {
          if (mappedPaths.contains(path) && !desired.references().containsKey(path)) {
            changes.add(cleared(path, text(reference)));
          }
        });
    return changes;
  }

  /// Numbers are compared by value: what was kept as JSON comes back in another width.
  private static boolean same(JsonNode value, @Nullable JsonNode before) {
    if (before != null && value.isNumber() && before.isNumber()) {
      return value.decimalValue().compareTo(before.decimalValue()) == 0;
    }
    return value.equals(before);
  }

  private static AttributeChange cleared(String path, JsonNode before) {
    return new AttributeChange(path, before, NullNode.getInstance(), Optional.empty());
  }

  private static JsonNode orNull(@Nullable JsonNode value) {
    return Objects.requireNonNullElse(value, NullNode.getInstance());
  }

  private static JsonNode text(@Nullable Reference reference) {
    return reference == null ? NullNode.getInstance() : StringNode.valueOf(reference.sourceId());
  }
}
