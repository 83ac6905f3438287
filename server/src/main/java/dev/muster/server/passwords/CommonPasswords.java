package dev.muster.server.passwords;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/// The most common passwords and words, known without any network. Case does not count.
///
/// The file holds the first 40 bits of each one's SHA-256, sorted: some 200 KB, out of which no
/// password can be read; of ten million other passwords it takes one for common. Where it comes
/// from is in docs/decisions/0011-common-passwords.md.
final class CommonPasswords {
  static final String FILE = "common-passwords.bin";

  /// Bytes of one entry.
  static final int WIDTH = 5;

  private final byte[] entries;

  private CommonPasswords(byte[] entries) {
    this.entries = entries;
  }

  static CommonPasswords shipped() {
    try (var file = CommonPasswords.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + FILE);
      }
      return new CommonPasswords(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param prepared the password as [PasswordText] prepares it
  boolean contains(String prepared) {
    var entry = entry(prepared);
    int low = 0;
    int high = entries.length / WIDTH - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int start = middle * WIDTH;
      int order = Arrays.compareUnsigned(entries, start, start + WIDTH, entry, 0, WIDTH);
      if (order == 0) {
        return true;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return false;
  }

  /// What the file holds of a password.
  static byte[] entry(String prepared) {
    try {
      var text = prepared.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(text), WIDTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
