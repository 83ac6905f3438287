package dev.muster.scim.resource;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeSet;
import dev.muster.scim.schema.Mutability;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An immutable attribute may be set once and not be changed then (RFC 7643 §7).
///
/// Immutable sub-attributes of a multi-valued attribute, such as members.value, are not compared:
/// its values come and go, and none has an identity of its own.
final class ImmutableRule {
  private ImmutableRule() {}

  static void require(String prefix, AttributeSet attributes, JsonNode before, JsonNode after) {
    for (var attribute : attributes.attributes()) {
      var name = attribute.name();
      requireSame(prefix + name, attribute, before.path(name), after.path(name));
      if (attribute.complex() && !attribute.multiValued()) {
        for (var sub : attribute.subAttributes()) {
          requireSame(
              prefix + name + "." + sub.name(),
              sub,
              before.path(name).path(sub.name()),
              after.path(name).path(sub.name()));
        }
      }
    }
  }

  static void keep(AttributeSet attributes, ObjectNode before, ObjectNode after) {
    for (var attribute : attributes.attributes()) {
      var value = before.get(attribute.name());
      if (attribute.mutability() == Mutability.IMMUTABLE
          && value != null
          && !after.has(attribute.name())) {
        after.set(attribute.name(), value);
      }
    }
  }

  private static void requireSame(
      String label, Attribute attribute, JsonNode before, JsonNode after) {
    if (attribute.mutability() == Mutability.IMMUTABLE
        && !ValueReader.isUnassigned(before)
        && !before.equals(after)) {
      throw ScimException.mutability(
          "attribute \"%s\" is immutable and already %s".formatted(label, before));
    }
  }
}
