package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Arguments.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// `Replace(source, oldValue, regexPattern, regexGroupName, replacementValue,
/// replacementAttributeName, template)` in Entra's five modes, by which of the arguments are given.
final class Replacement {
  private Replacement() {}

  static JsonNode apply(Arguments arguments) {
    if (arguments.has(2)) {
      return byPattern(arguments);
    }
    if (!arguments.has(0)) {
      return MissingNode.getInstance();
    }
    return arguments.has(6)
        ? text(arguments.text(6).replace(arguments.text(1), arguments.text(0)))
        : text(arguments.text(0).replace(arguments.text(1), arguments.text(4)));
  }

  private static JsonNode byPattern(Arguments arguments) {
    var pattern = pattern(arguments.text(2));
    if (arguments.has(5)) {
      return arguments.has(0) && !arguments.text(0).isEmpty()
          ? arguments.value(0)
          : extracted(pattern.matcher(arguments.text(5)), arguments.text(3));
    }
    if (!arguments.has(0)) {
      return MissingNode.getInstance();
    }
    var matcher = pattern.matcher(arguments.text(0));
    return arguments.has(3)
        ? text(replaceGroup(matcher, arguments.text(0), arguments.text(3), arguments.text(4)))
        : text(matcher.replaceAll(arguments.text(4)));
  }

  private static JsonNode extracted(Matcher matcher, String group) {
    return matcher.find() && matcher.group(group) != null
        ? text(matcher.group(group))
        : MissingNode.getInstance();
  }

  private static String replaceGroup(
      Matcher matcher, String source, String group, String replacement) {
    var result = new StringBuilder();
    var end = 0;
    while (matcher.find()) {
      if (matcher.start(group) >= 0) {
        result.append(source, end, matcher.start(group)).append(replacement);
        end = matcher.end(group);
      }
    }
    return result.append(source.substring(end)).toString();
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new ExpressionException(
          "Replace: \"%s\" is not a regular expression: %s".formatted(regex, e.getDescription()));
    }
  }
}
