package dev.muster.provisioning.mapping;

import dev.muster.provisioning.expression.ValueFilter;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.schema.Attribute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The value of a multi-valued attribute that a path's filter stands for: `[type eq "work"]` is the
/// value that holds `"type": "work"`, and is made so where there is none.
///
/// @param values what the value holds by its filter
record ElementTemplate(Filter filter, Map<String, JsonNode> values) {

  /// Throws [MappingException] for a filter that says not what a value is but what it is not.
  static ElementTemplate of(String path, Filter filter, Optional<Attribute> attribute) {
    var values = new LinkedHashMap<String, JsonNode>();
    collect(path, filter, attribute, values);
    return new ElementTemplate(filter, values);
  }

  /// The value in the array that the filter matches; a new one if none does.
  ObjectNode in(ArrayNode array) {
    for (var element : array) {
      if (element instanceof ObjectNode object && ValueFilter.matches(filter, object)) {
        return object;
      }
    }
    var element = array.addObject();
    values.forEach(element::set);
    return element;
  }

  private static void collect(
      String path, Filter filter, Optional<Attribute> attribute, Map<String, JsonNode> values) {
    switch (filter) {
      case Filter.And(var left, var right) -> {
        collect(path, left, attribute, values);
        collect(path, right, attribute, values);
      }
      case Filter.Compare(var name, var operator, var value) when operator == Operator.EQ -> {
        var sub = attribute.flatMap(known -> known.findSubAttribute(name.attribute()));
        values.put(
            sub.map(Attribute::name).orElse(name.attribute()),
            sub.map(ValueType::of).orElse(ValueType.ANY).read(value).orElse(value));
      }
      case Filter.Compare compare -> throw notMade(path, filter);
      case Filter.Or or -> throw notMade(path, filter);
      case Filter.Not not -> throw notMade(path, filter);
      case Filter.Present present -> throw notMade(path, filter);
      case Filter.ValuePath nested -> throw notMade(path, filter);
    }
  }

  private static MappingException notMade(String path, Filter filter) {
    return new MappingException(
        path,
        "no value can be made from the filter \"%s\"; use eq, and and, such as [type eq \"work\"]"
            .formatted(filter.render()));
  }
}
