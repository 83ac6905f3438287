package dev.muster.store.resource;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.FeedEvent.Kind;
import dev.muster.scim.resource.DocumentChange;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a write changes in a document, as text for feed and history. It is written on the caller's
/// thread.
///
/// @param attributes names as a JSON array
/// @param values before and after as a JSON array
record Changes(Kind kind, String attributes, String values) {
  static final Changes NONE = of(Kind.MEMBERS);
  private static final String ACTIVE = "active";

  /// A change that names no attributes.
  static Changes of(Kind kind) {
    return new Changes(kind, "[]", "[]");
  }

  /// Everything in a new document is new; there are no values before.
  static Changes created(ObjectNode document) {
    return new Changes(Kind.CREATED, names(document.propertyNames().stream().toList()), "[]");
  }

  static Changes updated(List<DocumentChange> changes) {
    return new Changes(
        kind(changes), names(changes.stream().map(DocumentChange::name).toList()), values(changes));
  }

  static List<DocumentChange> readValues(String values) {
    return ScimJson.mapper().readTree(values).valueStream().map(Changes::read).toList();
  }

  private static Kind kind(List<DocumentChange> changes) {
    return changes.stream()
        .filter(change -> change.path().equals(List.of(ACTIVE)))
        .findFirst()
        .filter(change -> isFalse(change.before()) != isFalse(change.after()))
        .map(change -> isFalse(change.after()) ? Kind.DEACTIVATED : Kind.ACTIVATED)
        .orElse(Kind.UPDATED);
  }

  private static boolean isFalse(Optional<JsonNode> value) {
    return value.filter(node -> node.isBoolean() && !node.booleanValue()).isPresent();
  }

  private static String names(List<String> names) {
    return ScimJson.mapper().writeValueAsString(names);
  }

  private static String values(List<DocumentChange> changes) {
    var values = ScimJson.mapper().createArrayNode();
    for (var change : changes) {
      var value = values.addObject();
      change.path().forEach(value.putArray("path")::add);
      change.before().ifPresent(before -> value.set("before", before));
      change.after().ifPresent(after -> value.set("after", after));
      if (change.secret()) {
        value.put("secret", true);
      }
    }
    return ScimJson.write(values);
  }

  private static DocumentChange read(JsonNode value) {
    return new DocumentChange(
        value.path("path").valueStream().map(JsonNode::asString).toList(),
        Optional.ofNullable(value.get("before")),
        Optional.ofNullable(value.get("after")),
        value.path("secret").asBoolean(false));
  }
}
