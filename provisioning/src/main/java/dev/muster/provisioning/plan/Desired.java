package dev.muster.provisioning.plan;

import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.AttributeMapping.Authority;
import dev.muster.provisioning.mapping.AttributeMapping.Kind;
import dev.muster.provisioning.mapping.AttributeMapping.Nulls;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an object should hold once it is known what it holds: where the target's value stays, the
/// desired state has it as well.
final class Desired {
  private final List<AttributeMapping> attributes;

  Desired(List<AttributeMapping> attributes) {
    this.attributes = attributes;
  }

  /// @param wished what the source asks for
  /// @param joins whether the object is only now joined to its entry
  TargetState over(TargetState known, InScope entry, TargetState wished, boolean joins) {
    var values = new LinkedHashMap<>(wished.values());
    var references = new LinkedHashMap<>(wished.references());
    for (var attribute : attributes) {
      if (attribute.apply() != Apply.ON_CREATE) {
        value(attribute, known, values);
        reference(attribute, known, references);
        if (joins && attribute.kind() == Kind.NONE) {
          fill(attribute, entry, values);
        }
      }
    }
    return new TargetState(values, references);
  }

  private static void value(
      AttributeMapping attribute, TargetState known, Map<String, JsonNode> values) {
    var before = known.values().get(attribute.target());
    if (before == null) {
      return;
    }
    if (keeps(attribute, values.containsKey(attribute.target()))) {
      values.put(attribute.target(), before);
    } else if (attribute.apply() == Apply.ADD_VALUES) {
      values.merge(attribute.target(), before, (desired, held) -> union(held, desired));
    }
  }

  private static void reference(
      AttributeMapping attribute, TargetState known, Map<String, Reference> references) {
    var before = known.references().get(attribute.target());
    if (before != null && keeps(attribute, references.containsKey(attribute.target()))) {
      references.put(attribute.target(), before);
    }
  }

  private static boolean keeps(AttributeMapping attribute, boolean given) {
    return attribute.authority() == Authority.TARGET
        || (!given && (attribute.nulls() == Nulls.KEEP || attribute.kind() == Kind.NONE));
  }

  /// An attribute that nothing flows to gets its default if the target has no value.
  private static void fill(
      AttributeMapping attribute, InScope entry, Map<String, JsonNode> values) {
    var filling = entry.onCreate().values().get(attribute.target());
    if (filling != null) {
      values.putIfAbsent(attribute.target(), filling);
    }
  }

  /// What is held, and what is desired besides.
  private static JsonNode union(JsonNode held, JsonNode desired) {
    var union = new ArrayList<JsonNode>();
    held.forEach(union::add);
    union.addAll(missing(held, desired));
    return array(union);
  }

  /// The values of the second that the first lacks.
  static List<JsonNode> missing(JsonNode held, JsonNode desired) {
    var missing = new ArrayList<JsonNode>();
    desired.forEach(value -> {
      var there = false;
      for (var other : held) {
        there |= same(other, value);
      }
      if (!there) {
        missing.add(value);
      }
    });
    return missing;
  }

  /// Complex values are the same if what makes them up is: RFC 7643 §2.4 has `value` for that.
  private static boolean same(JsonNode left, JsonNode right) {
    if (left.isObject() && left.has("value")) {
      return left.path("value").equals(right.path("value"));
    }
    return left.equals(right);
  }

  private static JsonNode array(List<JsonNode> values) {
    var array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
