package dev.muster.scim.dialect;

import dev.muster.scim.dialect.Dialect.Applied;
import dev.muster.scim.dialect.Rewriting.Place;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeSet;
import dev.muster.scim.schema.ResourceSchema;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes the rules for values to every value of a resource, once. What is nobody's attribute is
/// passed over.
final class ValueWalk {
  private final List<Applied<Rewriting.OfValue>> rules;
  private final Set<DialectRule> fired;

  ValueWalk(List<Applied<Rewriting.OfValue>> rules, Set<DialectRule> fired) {
    this.rules = rules;
    this.fired = fired;
  }

  /// A resource, or what an operation without path brings of one; changed in place.
  void resource(ObjectNode resource, ResourceSchema schema) {
    members(resource, schema.baseAttributes());
    for (var member : resource.properties()) {
      if (member.getKey().indexOf(':') >= 0 && member.getValue() instanceof ObjectNode part) {
        schema.findExtension(member.getKey()).ifPresent(found -> members(part, found.attributes()));
      }
    }
  }

  private void members(ObjectNode object, AttributeSet attributes) {
    for (var member : object.properties()) {
      attributes
          .find(member.getKey())
          .ifPresent(attribute -> member.setValue(whole(attribute, member.getValue())));
    }
  }

  /// What stands for a whole attribute, in RFC form.
  JsonNode whole(Attribute attribute, JsonNode value) {
    if (!attribute.multiValued()) {
      return one(attribute, value, Place.SINGULAR);
    }
    var all = applied(attribute, value, Place.ALL);
    if (all instanceof ArrayNode elements) {
      for (int i = 0; i < elements.size(); i++) {
        elements.set(i, one(attribute, elements.get(i), Place.ONE));
      }
    }
    return all;
  }

  /// One value, in RFC form.
  JsonNode one(Attribute attribute, JsonNode value, Place place) {
    var rewritten = applied(attribute, value, place);
    if (attribute.complex() && rewritten instanceof ObjectNode object) {
      for (var part : object.properties()) {
        attribute
            .findSubAttribute(part.getKey())
            .ifPresent(sub -> part.setValue(whole(sub, part.getValue())));
      }
    }
    return rewritten;
  }

  private JsonNode applied(Attribute attribute, JsonNode value, Place place) {
    var result = value;
    for (var rule : rules) {
      if (rule.rewriting().fits(attribute, result, place)) {
        fired.add(rule.rule());
        result = rule.rewriting().rewrite(attribute, result);
      }
    }
    return result;
  }
}
