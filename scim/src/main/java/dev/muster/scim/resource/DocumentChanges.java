package dev.muster.scim.resource;

import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.Returned;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds what is different between two versions of a resource's document.
public final class DocumentChanges {
  private final List<DocumentChange> found = new ArrayList<>();

  private DocumentChanges() {}

  /// The attributes that differ, in the order of the earlier document. Values that the schema marks
  /// as secret (`returned: never`, `mutability: writeOnly`) are left out.
  public static List<DocumentChange> between(
      ObjectNode before, ObjectNode after, ResourceSchema schema) {
    var changes = new DocumentChanges();
    for (var name : names(before, after)) {
      var extension = schema.findExtension(name);
      if (extension.isPresent()) {
        changes.compareMembers(
            List.of(name), before.get(name), after.get(name), extension.get().attributes()::find);
      } else {
        changes.compare(
            List.of(name), before.get(name), after.get(name), schema.baseAttributes().find(name));
      }
    }
    return List.copyOf(changes.found);
  }

  private void compareMembers(
      List<String> path,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      Function<String, Optional<Attribute>> definitions) {
    for (var name : names(before, after)) {
      var member = new ArrayList<>(path);
      member.add(name);
      compare(member, child(before, name), child(after, name), definitions.apply(name));
    }
  }

  private void compare(
      List<String> path,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      Optional<Attribute> definition) {
    if (before == null ? after == null : before.equals(after)) {
      return;
    }
    if (hasSecret(definition)) {
      found.add(new DocumentChange(path, Optional.empty(), Optional.empty(), true));
    } else if (before instanceof ObjectNode && after instanceof ObjectNode) {
      compareMembers(
          path, before, after, name -> definition.flatMap(d -> d.findSubAttribute(name)));
    } else {
      found.add(
          new DocumentChange(path, Optional.ofNullable(before), Optional.ofNullable(after), false));
    }
  }

  private static boolean hasSecret(Optional<Attribute> definition) {
    return definition
        .filter(d -> isSecret(d) || d.subAttributes().stream().anyMatch(DocumentChanges::isSecret))
        .isPresent();
  }

  private static boolean isSecret(Attribute attribute) {
    return attribute.returned() == Returned.NEVER
        || attribute.mutability() == Mutability.WRITE_ONLY;
  }

  private static Set<String> names(@Nullable JsonNode before, @Nullable JsonNode after) {
    var names = new LinkedHashSet<String>();
    if (before instanceof ObjectNode object) {
      names.addAll(object.propertyNames());
    }
    if (after instanceof ObjectNode object) {
      names.addAll(object.propertyNames());
    }
    return names;
  }

  private static @Nullable JsonNode child(@Nullable JsonNode node, String name) {
    return node == null ? null : node.get(name);
  }
}
