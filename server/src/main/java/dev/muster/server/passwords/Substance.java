package dev.muster.server.passwords;

import java.util.Arrays;

/// How many characters of a password there are to guess. A run of three or more that are the same,
/// follow each other, or lie side by side on a keyboard counts as two, however long it is; what is
/// only repeated counts once.
///
/// | | counts |
/// |---|---|
/// | `aaaaaaaaaaaa`, `123456789`, `qwertyuiop` | 2 |
/// | `1234abcd` | 4 |
/// | `abc!abc!abc!` | 3 |
/// | `summer2345678` | 7 |
final class Substance {
  private static final int RUN = 3;
  private static final int COUNTED_FOR_A_RUN = 2;
  // Rows are apart, so that no run goes from the end of one to the start of the next.
  private static final String KEYBOARD = "qwertyuiop  asdfghjkl  zxcvbnm";

  private Substance() {}

  static int count(int[] characters) {
    var unit = unit(characters);
    int counted = 0;
    int at = 0;
    while (at < unit.length) {
      int run = run(unit, at);
      counted += run >= RUN ? COUNTED_FOR_A_RUN : 1;
      at += run >= RUN ? run : 1;
    }
    return counted;
  }

  /// The shortest beginning of which the whole is a repetition, the last one perhaps cut off; all
  /// of it if there is none.
  static int[] unit(int[] characters) {
    for (int length = 1; length <= characters.length / 2; length++) {
      if (isRepetition(characters, length)) {
        return Arrays.copyOf(characters, length);
      }
    }
    return characters;
  }

  private static boolean isRepetition(int[] characters, int length) {
    for (int i = length; i < characters.length; i++) {
      if (characters[i] != characters[i - length]) {
        return false;
      }
    }
    return true;
  }

  private static int run(int[] characters, int start) {
    int longest = 1;
    for (int step = -1; step <= 1; step++) {
      int end = start + 1;
      while (end < characters.length && follows(characters[end - 1], characters[end], step)) {
        end++;
      }
      longest = Math.max(longest, end - start);
    }
    return longest;
  }

  private static boolean follows(int before, int after, int step) {
    if (after == before + step) {
      return true;
    }
    int key = KEYBOARD.indexOf(before);
    return before != ' ' && key >= 0 && KEYBOARD.indexOf(after) == key + step;
  }
}
