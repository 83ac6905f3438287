package dev.muster.scim.filter;

import java.text.Normalizer;
import java.util.Locale;

/// Text in the one form in which attributes that are not caseExact are compared, here and in a
/// store's lookup rows.
public final class FoldedText {
  private FoldedText() {}

  /// NFC, then lower case without a locale.
  public static String fold(String text) {
    return isAscii(text)
        ? text.toLowerCase(Locale.ROOT)
        : Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
