package dev.muster.bench.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Changes bytes at random, with a taste for what parsers trip over.
final class Mutator {
  private static final List<String> WORDS =
      List.of(
          "null",
          "true",
          "\"\"",
          "[]",
          "{}",
          "-0",
          "1e999999999",
          "99999999999999999999",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"schemas\":",
          "\"id\":",
          "\"password\":",
          "\"members\":",
          "\"meta\":",
          "\"$ref\"",
          "\"primary\":true",
          "\"op\":\"remove\"",
          "\"path\":\"emails[type eq \\\"work\\\"]\"",
          "urn:ietf:params:scim:schemas:core:2.0:User",
          "bulkId:x",
          "[",
          "{",
          "\"",
          "\\",
          ",",
          ":",
          " and ",
          " or ",
          "not (",
          ")",
          "[value eq \"",
          " pr",
          " eq ",
          " gt ",
          ".value",
          "%",
          "%00",
          "ﬀ",
          "İ",
          "😀",
          "\u0000",
          "\u007f");

  private final RandomGenerator random;

  Mutator(RandomGenerator random) {
    this.random = random;
  }

  /// One to four changes; one time in ten none.
  byte[] mutate(byte[] original) {
    var bytes = original;
    int changes = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      bytes = change(bytes);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(16));
    return switch (random.nextInt(7)) {
      case 0 -> flip(bytes, at);
      case 1 -> splice(bytes, at, to, new byte[0]);
      case 2 -> splice(bytes, at, at, word());
      case 3 -> splice(bytes, at, to, word());
      case 4 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 5 -> splice(bytes, at, at, repeated());
      default -> random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at) : flip(bytes, at);
    };
  }

  private byte[] flip(byte[] bytes, int at) {
    if (bytes.length == 0) {
      return word();
    }
    var flipped = bytes.clone();
    flipped[at % bytes.length] = (byte) random.nextInt(256);
    return flipped;
  }

  private byte[] word() {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] repeated() {
    var word = WORDS.get(random.nextInt(WORDS.size()));
    return word.repeat(1 << random.nextInt(9)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
    var result = new byte[bytes.length - (to - from) + middle.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
    return result;
  }
}
