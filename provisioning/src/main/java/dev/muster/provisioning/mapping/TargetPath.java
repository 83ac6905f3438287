package dev.muster.provisioning.mapping;

import dev.muster.provisioning.expression.EntryAttributes;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.path.PatchPath;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Where a mapping writes in a target object. Attributes that the core schemas know get values of
/// their type; others, an application's own, take values as they come.
final class TargetPath {
  private final PatchPath path;
  private final Optional<CheckedPath> checked;
  private final Optional<String> extension;

  private TargetPath(PatchPath path, ResourceSchema schema) {
    this.path = path;
    this.checked = schema.find(attributePath(path));
    this.extension = path.path().schema().filter(urn -> !urn.equalsIgnoreCase(schema.base().id()));
  }

  /// Throws a ScimException with `invalidPath` for a path that is none.
  static TargetPath parse(String text, ResourceSchema schema) {
    return new TargetPath(PatchPath.parse(text), schema);
  }

  private static AttributePath attributePath(PatchPath path) {
    return switch (path) {
      case PatchPath.OfAttribute(var attribute) -> attribute;
      case PatchPath.OfValue(var attribute, var filter, var sub) ->
          new AttributePath(attribute.schema(), attribute.attribute(), sub);
    };
  }

  /// Whether the attribute tells cases apart; unknown ones do not.
  boolean caseExact() {
    return checked.map(found -> found.leaf().caseExact()).orElse(false);
  }

  /// What an object holds at the path.
  Optional<JsonNode> read(ObjectNode object) {
    var value = new EntryAttributes(object).value(path);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(typed(value));
  }

  /// A value in the attribute's type: texts and booleans of expressions are one to Entra.
  JsonNode typed(JsonNode value) {
    if (checked.isEmpty() || value.isContainer()) {
      return value;
    }
    return switch (checked.get().leaf().type()) {
      case BOOLEAN -> booleanOf(value);
      case INTEGER -> integerOf(value);
      case STRING, REFERENCE, DATE_TIME, BINARY -> StringNode.valueOf(value.asString());
      case DECIMAL, COMPLEX -> value;
    };
  }

  private static JsonNode booleanOf(JsonNode value) {
    return switch (value.asString().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> BooleanNode.TRUE;
      case "false", "0", "no" -> BooleanNode.FALSE;
      default -> value;
    };
  }

  private static JsonNode integerOf(JsonNode value) {
    try {
      var number = Long.parseLong(value.asString().strip());
      // The form that reading it back from JSON gives: nodes of different width are not equal.
      return number == (int) number
          ? JsonNodeFactory.instance.numberNode((int) number)
          : JsonNodeFactory.instance.numberNode(number);
    } catch (NumberFormatException e) {
      return value;
    }
  }

  /// Puts a value into an object that is being made.
  void write(ObjectNode object, JsonNode value) {
    var container = extension.map(object::withObjectProperty).orElse(object);
    var name = path.path().attribute();
    switch (path) {
      case PatchPath.OfAttribute(var attribute) ->
          attribute
              .subAttribute()
              .ifPresentOrElse(
                  sub -> container.withObjectProperty(name).set(sub, value),
                  () -> container.set(name, value));
      case PatchPath.OfValue(var attribute, var filter, var sub) -> {
        var element = element(container, name, filter);
        sub.ifPresentOrElse(
            part -> element.set(part, value),
            () -> element.setAll(value instanceof ObjectNode parts ? parts : wrapped(value)));
      }
    }
  }

  private static ObjectNode wrapped(JsonNode value) {
    var object = JsonNodeFactory.instance.objectNode();
    object.set("value", value);
    return object;
  }

  /// The element that a filter describes: several paths with the same filter share one.
  private static ObjectNode element(ObjectNode container, String name, Filter filter) {
    var described = JsonNodeFactory.instance.objectNode();
    describe(filter, described);
    var elements = container.withArrayProperty(name);
    for (var element : elements) {
      if (element instanceof ObjectNode object && holds(object, described)) {
        return object;
      }
    }
    elements.add(described);
    return described;
  }

  private static boolean holds(ObjectNode element, ObjectNode described) {
    return described.properties().stream()
        .allMatch(property -> property.getValue().equals(element.get(property.getKey())));
  }

  private static void describe(Filter filter, ObjectNode element) {
    switch (filter) {
      case Filter.And(var left, var right) -> {
        describe(left, element);
        describe(right, element);
      }
      case Filter.Compare(var attribute, var operator, var value) -> {
        if (operator == Operator.EQ) {
          element.set(attribute.attribute(), value);
        }
      }
      case Filter.Or or -> {}
      case Filter.Not not -> {}
      case Filter.Present present -> {}
      case Filter.ValuePath inner -> {}
    }
  }
}
