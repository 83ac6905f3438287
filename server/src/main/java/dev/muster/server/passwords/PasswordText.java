package dev.muster.server.passwords;

import java.text.Normalizer;

/// Passwords in the form in which they are judged and hashed: however a keyboard composes "ü", it
/// is the same password.
///
/// Spaces of other scripts become the one of ASCII (RFC 8265 §4.2), and the text is normalised to
/// NFKC (NIST SP 800-63B-4 §3.1.1.2).
final class PasswordText {
  private PasswordText() {}

  static String prepare(String password) {
    var spaced = new StringBuilder(password.length());
    password
        .codePoints()
        .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
        .forEach(spaced::appendCodePoint);
    return Normalizer.normalize(spaced, Normalizer.Form.NFKC);
  }

  /// Characters as people count them, nearly: code points.
  static int length(String prepared) {
    return prepared.codePointCount(0, prepared.length());
  }

  static boolean hasControlCharacters(String prepared) {
    return prepared.codePoints().anyMatch(Character::isISOControl);
  }
}
