package dev.muster.scim.filter;

import java.text.Normalizer;
import java.util.Locale;

/// Text in the one form in which attributes that are not caseExact are compared, here and in a
/// store's lookup rows. It is the form of the PRECIS profile UsernameCaseMapped (RFC 8265 §3.3),
/// which RFC 7644 §5 asks for userName: nothing is refused, and what the profile takes for equal is
/// equal.
public final class FoldedText {
  private FoldedText() {}

  /// Full-width and half-width forms as the characters that they are forms of, lower case without a
  /// locale, NFC.
  public static String fold(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    var lower = Normalizer.normalize(narrow(text), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(lower, Normalizer.Form.NFC);
  }

  private static String narrow(String text) {
    var narrow = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isWidthForm(c)) {
        narrow.append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
      } else {
        narrow.append(c);
      }
    }
    return narrow.toString();
  }

  // The block "Halfwidth and Fullwidth Forms", and the ideographic space.
  private static boolean isWidthForm(char c) {
    return (c >= '\uFF01' && c <= '\uFFEE') || c == '\u3000';
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
