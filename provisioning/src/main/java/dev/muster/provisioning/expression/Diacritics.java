package dev.muster.provisioning.expression;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Map;

/// Latin letters without their marks, by Entra's table (`ø` is `oe`, `ä` is `a`) and, beyond it,
/// the Latin letters that no mark is split off from. Other scripts stay: й without its mark would
/// be another letter.
final class Diacritics {
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('æ', "ae"),
          Map.entry('Æ', "AE"),
          Map.entry('œ', "oe"),
          Map.entry('Œ', "OE"),
          Map.entry('ø', "oe"),
          Map.entry('Ø', "OE"),
          Map.entry('ß', "ss"),
          Map.entry('ẞ', "SS"),
          Map.entry('ı', "i"),
          Map.entry('ł', "l"),
          Map.entry('Ł', "L"),
          Map.entry('đ', "d"),
          Map.entry('Đ', "D"),
          Map.entry('ð', "d"),
          Map.entry('Ð', "D"),
          Map.entry('ħ', "h"),
          Map.entry('Ħ', "H"),
          Map.entry('þ', "th"),
          Map.entry('Þ', "Th"));

  private Diacritics() {}

  static String normalize(String text) {
    var result = new StringBuilder();
    var latin = false;
    var decomposed = Normalizer.normalize(text, Form.NFD);
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      var mark = c >= '\u0300' && c <= '\u036f';
      if (mark && latin) {
        continue;
      }
      if (!mark) {
        latin = UnicodeScript.of(c) == UnicodeScript.LATIN;
      }
      result.append(LETTERS.getOrDefault(c, String.valueOf(c)));
    }
    return Normalizer.normalize(result, Form.NFC);
  }
}
