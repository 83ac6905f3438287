package dev.muster.server.administrators;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes of six digits that an authenticator app shows for 30 seconds (TOTP, RFC 6238, with
/// HMAC-SHA-1 as every app takes it).
final class TimedCodes {
  private static final int SECONDS = 30;
  private static final int MODULUS = 1_000_000;
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private TimedCodes() {}

  /// The time step of a code that is right now, or was or will be within 30 seconds: clocks of
  /// phones are not exact.
  static OptionalLong step(byte[] secret, String code, Instant now) {
    long current = now.getEpochSecond() / SECONDS;
    for (long step = current - 1; step <= current + 1; step++) {
      if (MessageDigest.isEqual(utf8(code(secret, step)), utf8(code))) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  /// The code of a time step (RFC 4226 §5.3).
  static String code(byte[] secret, long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return "%06d".formatted(number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }

  /// What an app reads from a QR code.
  static String uri(String base32, String account) {
    return "otpauth://totp/Muster:%s?secret=%s&issuer=Muster"
        .formatted(URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20"), base32);
  }

  /// Bytes as people type them in (RFC 4648 §6, without padding).
  static String base32(byte[] bytes) {
    var text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << Byte.SIZE) | (b & 0xff);
      for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
        text.append(ALPHABET.charAt((buffer >> (bits - BITS)) & 0x1f));
      }
      buffer &= (1 << bits) - 1;
    }
    return bits == 0
        ? text.toString()
        : text.append(ALPHABET.charAt((buffer << (BITS - bits)) & 0x1f)).toString();
  }

  /// The bytes of [#base32]; empty if the text is none.
  static Optional<byte[]> bytes(String base32) {
    var bytes = ByteBuffer.allocate(base32.length() * BITS / Byte.SIZE);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < base32.length(); i++) {
      int digit = ALPHABET.indexOf(base32.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      buffer = (buffer << BITS) | digit;
      bits += BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes.put((byte) (buffer >> bits));
        buffer &= (1 << bits) - 1;
      }
    }
    return Optional.of(bytes.array());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
