package dev.muster.scim.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Keys of JSON objects that were read or written lately. The same few stand in every resource:
/// found here, reading one costs neither a string nor its hash code, and writing one is one copy.
/// Whoever sends other keys only displaces some.
final class KnownNames {
  private static final int SLOTS = 8192;
  private static final int LONGEST = 128;

  private static final AtomicReferenceArray<@Nullable Read> READ =
      new AtomicReferenceArray<>(SLOTS);
  private static final AtomicReferenceArray<@Nullable Written> WRITTEN =
      new AtomicReferenceArray<>(SLOTS);

  private KnownNames() {}

  /// The text of some ASCII bytes.
  static String text(byte[] ascii, int start, int end) {
    if (end - start > LONGEST) {
      return new String(ascii, start, end - start, StandardCharsets.US_ASCII);
    }
    int slot = slot(hash(ascii, start, end));
    var known = READ.getPlain(slot);
    if (known != null && known.is(ascii, start, end)) {
      return known.text;
    }
    var fresh = new Read(Arrays.copyOfRange(ascii, start, end));
    READ.setRelease(slot, fresh);
    return fresh.text;
  }

  /// The key in quotes with its colon, as it is written.
  static byte[] quoted(String name) {
    int slot = slot(name.hashCode());
    var known = WRITTEN.getPlain(slot);
    if (known != null && known.text.equals(name)) {
      return known.quoted;
    }
    var fresh = new Written(name, JsonWriter.key(name));
    if (name.length() <= LONGEST) {
      WRITTEN.setRelease(slot, fresh);
    }
    return fresh.quoted;
  }

  private static int hash(byte[] ascii, int start, int end) {
    long hash = (long) end - start;
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      hash = (hash ^ JsonText.eightBytes(ascii, i)) * 0x9E3779B97F4A7C15L;
    }
    for (; i < end; i++) {
      hash = (hash ^ ascii[i]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (hash >>> Integer.SIZE);
  }

  private static int slot(int hash) {
    return (hash * 0x9E3779B9) >>> (Integer.SIZE - 13);
  }

  private static final class Read {
    private final byte[] ascii;
    private final String text;

    Read(byte[] ascii) {
      this.ascii = ascii;
      this.text = new String(ascii, StandardCharsets.US_ASCII);
    }

    boolean is(byte[] other, int start, int end) {
      return Arrays.equals(ascii, 0, ascii.length, other, start, end);
    }
  }

  private static final class Written {
    private final String text;
    private final byte[] quoted;

    Written(String text, byte[] quoted) {
      this.text = text;
      this.quoted = quoted;
    }
  }
}
