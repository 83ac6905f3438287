package dev.muster.server.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Enumerations as the API writes them: `NOT_RUN` is `notRun`.
public final class Keywords {
  private Keywords() {}

  public static String of(Enum<?> value) {
    var words = value.name().toLowerCase(Locale.ROOT).split("_", -1);
    var keyword = new StringBuilder(words[0]);
    for (var i = 1; i < words.length; i++) {
      keyword.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return keyword.toString();
  }

  /// The keywords of all constants.
  public static List<String> of(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Keywords::of).toList();
  }
}
