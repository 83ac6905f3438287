package dev.muster.server.passwords;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// An Argon2id hash (RFC 9106) with all that is needed to compute it again.
final class Argon2Hash {
  // What OWASP advises: 19 MiB, twice, in one lane.
  private static final Cost COST = new Cost(19_456, 2, 1);
  private static final int LENGTH = 32;
  private static final Pattern TEXT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,4}),p=(\\d{1,3})\\$([\\w+/]+)\\$([\\w+/]+)");

  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  private Argon2Hash(Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /// @param memory in KiB
  private record Cost(int memory, int iterations, int parallelism) {}

  /// Hashes a password.
  static Argon2Hash of(String password, byte[] salt) {
    return new Argon2Hash(COST, salt, compute(password, COST, salt, LENGTH));
  }

  /// Reads a hash in PHC string format, such as `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, at
  /// whatever cost it was made. Throws when the text is none.
  static Argon2Hash parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("what is kept of a password is no Argon2id hash");
    }
    var cost =
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    var base64 = Base64.getDecoder();
    return new Argon2Hash(cost, base64.decode(parts.group(4)), base64.decode(parts.group(5)));
  }

  boolean isOf(String password) {
    return MessageDigest.isEqual(hash, compute(password, cost, salt, hash.length));
  }

  /// The text that [#parse] reads.
  String text() {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memory(),
            cost.iterations(),
            cost.parallelism(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  private static byte[] compute(String password, Cost cost, byte[] salt, int length) {
    var argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .build());
    var computed = new byte[length];
    argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), computed);
    return computed;
  }
}
