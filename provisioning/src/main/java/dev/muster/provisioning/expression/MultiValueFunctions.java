package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Kind.ANY;
import static dev.muster.provisioning.expression.Kind.TEXT;
import static dev.muster.provisioning.expression.Kind.WHOLE;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Functions of multi-valued attributes. A single value is a list of one.
final class MultiValueFunctions {
  private static final Parameter ATTRIBUTE = Parameter.of("attribute", ANY);

  static final List<Function> ALL =
      List.of(
          Function.of(
              "Count",
              "How many values there are.",
              List.of(ATTRIBUTE.orNull()),
              a -> Values.number(Values.list(a.value(0)).size())),
          Function.of(
              "Item",
              "The nth value, counted from 1.",
              List.of(ATTRIBUTE, Parameter.of("index", WHOLE)),
              MultiValueFunctions::item),
          Function.of(
              "RemoveDuplicates",
              "The values, each once.",
              List.of(ATTRIBUTE),
              a -> Values.of(List.copyOf(new LinkedHashSet<>(Values.list(a.value(0)))))),
          Function.of(
              "Split",
              "The parts of a text between delimiters, without spaces at their ends.",
              List.of(Parameter.of("source", TEXT), Parameter.of("delimiter", TEXT)),
              a -> split(a.text(0), a.text(1))));

  private MultiValueFunctions() {}

  private static JsonNode item(Arguments arguments) {
    var values = Values.list(arguments.value(0));
    int index = arguments.whole(1);
    return index < 1 || index > values.size() ? Values.NULL : values.get(index - 1);
  }

  // Entra's documentation splits "One, Two" at "," into "One" and "Two".
  private static JsonNode split(String source, String delimiter) {
    if (delimiter.isEmpty()) {
      return Values.of(List.of(Values.of(source)));
    }
    return Values.of(
        Pattern.compile(delimiter, Pattern.LITERAL)
            .splitAsStream(source)
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(Values::of)
            .collect(Collectors.toList()));
  }
}
