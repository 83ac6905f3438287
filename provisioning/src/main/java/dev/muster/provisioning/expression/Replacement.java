package dev.muster.provisioning.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// `Replace(source, oldValue, regexPattern, regexGroupName, replacementValue,
/// replacementAttributeName, template)`: five functions in one; which one is said by the arguments
/// that are given.
final class Replacement {
  private static final int OLD_VALUE = 1;
  private static final int PATTERN = 2;
  private static final int GROUP = 3;
  private static final int REPLACEMENT = 4;
  private static final int ATTRIBUTE = 5;
  private static final int TEMPLATE = 6;

  private static final Map<List<Integer>, Mode> MODES =
      Map.of(
          List.of(OLD_VALUE, REPLACEMENT), Mode.TEXT,
          List.of(OLD_VALUE, TEMPLATE), Mode.INTO_TEMPLATE,
          List.of(PATTERN, REPLACEMENT), Mode.REGEX,
          List.of(PATTERN, GROUP, REPLACEMENT), Mode.REGEX_GROUP,
          List.of(PATTERN, GROUP, ATTRIBUTE), Mode.FROM_ATTRIBUTE);

  private Replacement() {}

  private enum Mode {
    TEXT,
    INTO_TEMPLATE,
    REGEX,
    REGEX_GROUP,
    FROM_ATTRIBUTE
  }

  static Optional<String> problem(List<Term> arguments) {
    if (!MODES.containsKey(given(arguments))) {
      return Optional.of(
          "give it, besides the source, oldValue and replacementValue; oldValue and template; "
              + "regexPattern and replacementValue; these and regexGroupName; or regexPattern, "
              + "regexGroupName and replacementAttributeName — and leave the others empty between "
              + "their commas");
    }
    if (arguments.size() > GROUP
        && arguments.get(PATTERN) instanceof Term.Constant pattern
        && arguments.get(GROUP) instanceof Term.Constant group
        && !NetRegex.hasGroup(
            NetRegex.compile(Values.text(pattern.value())), Values.text(group.value()))) {
      return Optional.of(
          "regexPattern has no group named \"%s\"; write one as (?<%s>…)"
              .formatted(Values.text(group.value()), Values.text(group.value())));
    }
    return Optional.empty();
  }

  static JsonNode replace(Arguments arguments) {
    var given = IntStream.range(1, arguments.count()).filter(arguments::given).boxed().toList();
    var mode = MODES.getOrDefault(given, Mode.TEXT);
    if (mode == Mode.FROM_ATTRIBUTE) {
      return fromAttribute(arguments);
    }
    if (Values.isNull(arguments.value(0))) {
      return Values.NULL;
    }
    return Values.of(replaced(mode, arguments));
  }

  private static String replaced(Mode mode, Arguments arguments) {
    var source = arguments.text(0);
    var replacement = arguments.text(REPLACEMENT);
    return switch (mode) {
      case TEXT -> replaceText(source, arguments.text(OLD_VALUE), replacement);
      case INTO_TEMPLATE ->
          replaceText(arguments.text(TEMPLATE), arguments.text(OLD_VALUE), source);
      case REGEX -> NetRegex.replaceAll(pattern(arguments), source, replacement);
      case REGEX_GROUP ->
          NetRegex.replaceGroup(pattern(arguments), group(arguments), source, replacement);
      case FROM_ATTRIBUTE -> source;
    };
  }

  private static JsonNode fromAttribute(Arguments arguments) {
    if (Values.isPresent(arguments.value(0))) {
      return arguments.value(0);
    }
    var found = NetRegex.extract(pattern(arguments), group(arguments), arguments.text(ATTRIBUTE));
    return found.isEmpty() ? Values.NULL : Values.of(found);
  }

  private static String replaceText(String text, String old, String replacement) {
    return old.isEmpty() ? text : text.replace(old, replacement);
  }

  private static Pattern pattern(Arguments arguments) {
    try {
      return NetRegex.compile(arguments.text(PATTERN));
    } catch (PatternSyntaxException e) {
      throw arguments.misfit(PATTERN, "a regular expression: " + e.getDescription());
    }
  }

  private static String group(Arguments arguments) {
    if (!NetRegex.hasGroup(pattern(arguments), arguments.text(GROUP))) {
      throw arguments.misfit(GROUP, "the name of a group in regexPattern");
    }
    return arguments.text(GROUP);
  }

  private static List<Integer> given(List<Term> arguments) {
    return IntStream.range(1, arguments.size())
        .filter(i -> !(arguments.get(i) instanceof Term.Omitted))
        .boxed()
        .toList();
  }
}
