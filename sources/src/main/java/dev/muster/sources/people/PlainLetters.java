package dev.muster.sources.people;

import java.text.Normalizer;
import java.util.Locale;

/// Latin names in ASCII, for user names.
final class PlainLetters {
  private PlainLetters() {}

  static String of(String name) {
    var text =
        name.replace("ø", "o")
            .replace("Ø", "O")
            .replace("æ", "ae")
            .replace("Æ", "Ae")
            .replace("ß", "ss")
            .replace("ł", "l")
            .replace("Ł", "L")
            .replace("đ", "d")
            .replace("Đ", "D")
            .replace("ð", "d")
            .replace("þ", "th")
            .replace("Þ", "Th")
            .replace("ı", "i");
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("[^A-Za-z]", "")
        .toLowerCase(Locale.ROOT);
  }
}
