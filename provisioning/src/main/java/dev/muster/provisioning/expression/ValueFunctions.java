package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Arguments.text;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/// Functions of attributes with several values, and those that make a value of nothing.
final class ValueFunctions {
  static final List<Function> ALL =
      List.of(
          new Function("Count", 1, 1, a -> JsonNodeFactory.instance.numberNode(a.texts(0).size())),
          new Function("Guid", 0, 0, ValueFunctions::guid),
          new Function("Item", 2, 2, ValueFunctions::item),
          new Function("RemoveDuplicates", 1, 1, a -> array(new LinkedHashSet<>(a.texts(0)))),
          new Function("Split", 2, 2, ValueFunctions::split));

  private ValueFunctions() {}

  private static JsonNode guid(Arguments arguments) {
    var random = arguments.evaluation().random();
    var high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    var low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return text(new UUID(high, low).toString());
  }

  /// The nth value, counted from 1.
  private static JsonNode item(Arguments arguments) {
    var value = arguments.value(0);
    var index = arguments.number(1);
    if (!value.isArray()) {
      return index == 1 ? value : MissingNode.getInstance();
    }
    return index >= 1 && index <= value.size()
        ? value.get((int) index - 1)
        : MissingNode.getInstance();
  }

  private static JsonNode split(Arguments arguments) {
    if (!arguments.has(0)) {
      return MissingNode.getInstance();
    }
    return array(
        List.of(Pattern.compile(Pattern.quote(arguments.text(1))).split(arguments.text(0), -1)));
  }

  private static JsonNode array(Collection<String> values) {
    var array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
