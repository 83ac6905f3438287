package dev.muster.scim.filter;

/// Compares text, by code units or folded. ASCII, which is nearly all of it, is folded on the fly.
final class TextComparison {
  private TextComparison() {}

  static boolean holds(Operator operator, String actual, String expected, boolean caseExact) {
    if (caseExact) {
      return holds(operator, actual, expected);
    }
    if (FoldedText.isAscii(actual) && FoldedText.isAscii(expected)) {
      return holdsIgnoringCase(operator, actual, expected);
    }
    return holds(operator, FoldedText.fold(actual), FoldedText.fold(expected));
  }

  private static boolean holds(Operator operator, String actual, String expected) {
    return switch (operator) {
      case EQ -> actual.equals(expected);
      case NE -> !actual.equals(expected);
      case CO -> actual.contains(expected);
      case SW -> actual.startsWith(expected);
      case EW -> actual.endsWith(expected);
      case GT, GE, LT, LE -> ValueComparison.ordered(operator, actual.compareTo(expected));
    };
  }

  private static boolean holdsIgnoringCase(Operator operator, String actual, String expected) {
    return switch (operator) {
      case EQ -> actual.equalsIgnoreCase(expected);
      case NE -> !actual.equalsIgnoreCase(expected);
      case CO -> containsIgnoringCase(actual, expected);
      case SW -> hasAt(actual, 0, expected);
      case EW -> hasAt(actual, actual.length() - expected.length(), expected);
      case GT, GE, LT, LE ->
          ValueComparison.ordered(operator, actual.compareToIgnoreCase(expected));
    };
  }

  private static boolean containsIgnoringCase(String actual, String expected) {
    for (int i = 0; i <= actual.length() - expected.length(); i++) {
      if (hasAt(actual, i, expected)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAt(String actual, int index, String expected) {
    return actual.regionMatches(true, index, expected, 0, expected.length());
  }
}
