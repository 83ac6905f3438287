package dev.muster.provisioning.expression;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// What an argument has to be. Constants are checked when the expression is compiled; what comes
/// out of attributes, when it is evaluated.
enum Kind {
  ANY("any value", constant -> true),
  TEXT("text", constant -> true),
  NUMBER("a number such as 12 or &HF", constant -> Values.findNumber(constant).isPresent()),
  WHOLE("a whole number such as 12", Kind::whole),
  CONDITION(
      "a condition such as [country] = \"USA\"",
      constant -> !Values.isPresent(constant) || Values.findTruth(constant).isPresent()),
  DATE(
      "a date such as \"2026-01-31\"",
      constant -> DateText.parse(Values.text(constant)).isPresent()),
  INTERVAL(
      "one of yyyy, m, d, ww, h, n, s",
      constant -> DateInterval.find(Values.text(constant)).isPresent()),
  COMPARE_TYPE("vbTextCompare or vbBinaryCompare", Kind::compareType),
  REGEX("a regular expression", constant -> isRegex(Values.text(constant))),
  DATE_FORMAT(
      "a date format such as \"yyyy-MM-dd\"", constant -> isDateFormat(Values.text(constant)));

  private final String expected;
  private final Predicate<JsonNode> fits;

  Kind(String expected, Predicate<JsonNode> fits) {
    this.expected = expected;
    this.fits = fits;
  }

  /// What is wrong with a constant as an argument of this kind.
  Optional<String> problemWith(JsonNode constant) {
    return fits.test(constant)
        ? Optional.empty()
        : Optional.of("is %s; it takes %s".formatted(constant, expected));
  }

  private static boolean whole(JsonNode constant) {
    return Values.findNumber(constant).map(BigDecimal::stripTrailingZeros).stream()
        .anyMatch(number -> number.scale() <= 0);
  }

  private static boolean compareType(JsonNode constant) {
    return Arrays.asList("vbtextcompare", "vbbinarycompare", "1", "0")
        .contains(Values.text(constant).toLowerCase(java.util.Locale.ROOT));
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
