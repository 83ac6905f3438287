package dev.muster.provisioning.expression;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes accented letters without their accents.
final class Diacritics {
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  /// Letters that Unicode does not take apart.
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('ø', "oe"),
          Map.entry('Ø', "Oe"),
          Map.entry('æ', "ae"),
          Map.entry('Æ', "Ae"),
          Map.entry('œ', "oe"),
          Map.entry('Œ', "Oe"),
          Map.entry('ß', "ss"),
          Map.entry('ł', "l"),
          Map.entry('Ł', "L"),
          Map.entry('đ', "d"),
          Map.entry('Đ', "D"),
          Map.entry('ð', "d"),
          Map.entry('Ð', "D"),
          Map.entry('þ', "th"),
          Map.entry('Þ', "Th"),
          Map.entry('ı', "i"));

  private Diacritics() {}

  static String normalize(String text) {
    var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    var result = new StringBuilder(plain.length());
    for (var i = 0; i < plain.length(); i++) {
      var c = plain.charAt(i);
      var letter = LETTERS.get(c);
      if (letter == null) {
        result.append(c);
      } else {
        result.append(letter);
      }
    }
    // Hangul and other scripts are put together again.
    return Normalizer.normalize(result, Normalizer.Form.NFC);
  }
}
