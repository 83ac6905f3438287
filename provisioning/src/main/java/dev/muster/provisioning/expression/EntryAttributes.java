package dev.muster.provisioning.expression;

import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.PatchPath;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The attributes of an entry, by the paths that expressions and target objects are read by. No
/// schema is needed: a path is followed through the JSON as it stands. Names ignore case.
public final class EntryAttributes {
  private final ObjectNode attributes;

  public EntryAttributes(ObjectNode attributes) {
    this.attributes = attributes;
  }

  /// The value at a path; a missing node if there is none.
  public JsonNode value(PatchPath path) {
    return switch (path) {
      case PatchPath.OfAttribute(var attribute) -> value(attribute);
      case PatchPath.OfValue(var attribute, var filter, var sub) ->
          selected(
              value(new AttributePath(attribute.schema(), attribute.attribute(), Optional.empty())),
              filter,
              sub);
    };
  }

  JsonNode value(Term.Attribute attribute) {
    var exact = member(attributes, attribute.name());
    return !exact.isMissingNode()
        ? exact
        : attribute.path().map(this::value).orElse(MissingNode.getInstance());
  }

  private JsonNode value(AttributePath path) {
    var value = top(path);
    return path.subAttribute().isEmpty() ? value : part(value, path.subAttribute().get());
  }

  /// An extension's attribute stands in the object under its URN; some servers write the URN before
  /// the name instead.
  private JsonNode top(AttributePath path) {
    if (path.schema().isEmpty()) {
      return member(attributes, path.attribute());
    }
    var urn = path.schema().get();
    var nested = member(member(attributes, urn), path.attribute());
    if (!nested.isMissingNode()) {
      return nested;
    }
    var flat = member(attributes, urn + ":" + path.attribute());
    return flat.isMissingNode() && urn.startsWith("urn:ietf:params:scim:schemas:core:")
        ? member(attributes, path.attribute())
        : flat;
  }

  /// The first value that the filter selects, or a part of it.
  private static JsonNode selected(JsonNode values, Filter filter, Optional<String> sub) {
    for (var value : values) {
      if (matches(filter, value)) {
        return sub.map(name -> member(value, name)).orElse(value);
      }
    }
    return MissingNode.getInstance();
  }

  private static boolean matches(Filter filter, JsonNode value) {
    return switch (filter) {
      case Filter.And(var left, var right) -> matches(left, value) && matches(right, value);
      case Filter.Or(var left, var right) -> matches(left, value) || matches(right, value);
      case Filter.Not(var operand) -> !matches(operand, value);
      case Filter.Present(var path) -> !member(value, path.attribute()).isMissingNode();
      case Filter.Compare(var path, var operator, var expected) ->
          operator == Operator.EQ && same(member(value, path.attribute()), expected);
      case Filter.ValuePath inner -> false;
    };
  }

  private static boolean same(JsonNode value, JsonNode expected) {
    return expected.isString()
        ? value.isString() && value.stringValue().equalsIgnoreCase(expected.stringValue())
        : value.equals(expected);
  }

  private static JsonNode part(JsonNode value, String name) {
    if (!value.isArray()) {
      return member(value, name);
    }
    var parts = JsonNodeFactory.instance.arrayNode();
    for (var element : value) {
      var part = member(element, name);
      if (!part.isMissingNode()) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? MissingNode.getInstance() : parts;
  }

  private static JsonNode member(JsonNode object, String name) {
    var exact = object.path(name);
    if (!exact.isMissingNode() || !object.isObject()) {
      return exact.isNull() ? MissingNode.getInstance() : exact;
    }
    var lower = name.toLowerCase(Locale.ROOT);
    for (var property : object.properties()) {
      if (property.getKey().toLowerCase(Locale.ROOT).equals(lower)) {
        return property.getValue().isNull() ? MissingNode.getInstance() : property.getValue();
      }
    }
    return MissingNode.getInstance();
  }
}
