package dev.muster.provisioning.expression;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// What an argument has to be. Constants are checked when the expression is compiled; what comes
/// out of attributes, when it is evaluated.
enum Kind {
  ANY("any value"),
  TEXT("text"),
  NUMBER("a number such as 12 or &HF"),
  WHOLE("a whole number such as 12"),
  CONDITION("a condition such as [country] = \"USA\""),
  DATE("a date such as \"2026-01-31\""),
  INTERVAL("one of yyyy, m, d, ww, h, n, s"),
  COMPARE_TYPE("vbTextCompare or vbBinaryCompare"),
  REGEX("a regular expression"),
  DATE_FORMAT("a date format such as \"yyyy-MM-dd\"");

  private static final Set<String> COMPARE_TYPES =
      Set.of("vbtextcompare", "vbbinarycompare", "1", "0");

  private final String expected;

  Kind(String expected) {
    this.expected = expected;
  }

  /// What is wrong with a constant as an argument of this kind.
  Optional<String> problemWith(JsonNode constant) {
    return fits(constant)
        ? Optional.empty()
        : Optional.of("is %s; it takes %s".formatted(constant, expected));
  }

  private boolean fits(JsonNode constant) {
    var text = Values.text(constant);
    return switch (this) {
      case ANY, TEXT -> true;
      case NUMBER -> Values.findNumber(constant).isPresent();
      case WHOLE -> Values.findNumber(constant).filter(Kind::isWhole).isPresent();
      case CONDITION -> text.isEmpty() || Values.findTruth(constant).isPresent();
      case DATE -> DateText.parse(text).isPresent();
      case INTERVAL -> DateInterval.find(text).isPresent();
      case COMPARE_TYPE -> COMPARE_TYPES.contains(text.toLowerCase(Locale.ROOT));
      case REGEX -> isRegex(text);
      case DATE_FORMAT -> isDateFormat(text);
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private static boolean isRegex(String text) {
    try {
      NetRegex.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static boolean isDateFormat(String text) {
    try {
      NetDateFormat.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
