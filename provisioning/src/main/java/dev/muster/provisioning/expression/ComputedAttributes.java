package dev.muster.provisioning.expression;

import dev.muster.provisioning.source.Entry;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Attributes that an entry has though its source does not name them: Entra's names for what it
/// works out itself.
final class ComputedAttributes {
  private ComputedAttributes() {}

  static JsonNode read(String name, Entry entry) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "id" -> Values.of(entry.id());
      case "approleassignments" -> roles(entry);
      // Whoever is mapped is in scope: what is left of Entra's four reasons is the account itself.
      case "issoftdeleted" ->
          Values.of(
              !Values.findTruth(AttributeReader.child(entry.attributes(), "active")).orElse(true));
      default -> Values.NULL;
    };
  }

  private static JsonNode roles(Entry entry) {
    var roles = JsonNodeFactory.instance.arrayNode();
    for (var role : entry.roles()) {
      roles
          .addObject()
          .put("id", role.id())
          .put("value", role.value())
          .put("displayName", role.displayName());
    }
    return roles;
  }
}
