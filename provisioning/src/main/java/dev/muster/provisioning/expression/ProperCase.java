package dev.muster.provisioning.expression;

import java.util.Locale;

/// Proper case: the first letter of each word is a capital, the others are not.
final class ProperCase {
  private ProperCase() {}

  /// The text in proper case.
  ///
  /// @param separators characters between words; if empty, all that are neither letter, digit nor
  ///   mark, except the apostrophe inside a word, as in .NET's `ToTitleCase`
  static String of(String text, String separators) {
    var result = new StringBuilder();
    var first = true;
    for (int c : text.toLowerCase(Locale.ROOT).codePoints().toArray()) {
      var separates = separators.isEmpty() ? separates(c) : separators.indexOf(c) >= 0;
      result.appendCodePoint(first && !separates ? Character.toTitleCase(c) : c);
      first = separates;
    }
    return result.toString();
  }

  private static boolean separates(int c) {
    var mark =
        Character.getType(c) == Character.NON_SPACING_MARK
            || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    return !Character.isLetterOrDigit(c) && !mark && c != '\'';
  }
}
