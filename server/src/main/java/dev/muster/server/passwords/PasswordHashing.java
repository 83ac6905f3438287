package dev.muster.server.passwords;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Hashes passwords, a few at a time: each takes 19 MiB and tens of milliseconds of one processor,
/// so many at once would leave nothing for anybody else.
final class PasswordHashing {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SALT = 16;

  private final SecureRandom random;
  private final Semaphore places;
  private final Argon2Hash nobodys;

  /// @param atOnce how many are hashed at the same time
  PasswordHashing(SecureRandom random, int atOnce) {
    this.random = random;
    this.places = new Semaphore(atOnce, true);
    this.nobodys = Argon2Hash.of("nobody", salt());
  }

  /// What is kept of a password; empty when too many are waiting.
  Optional<String> hash(String prepared) {
    return inTurn(() -> Argon2Hash.of(prepared, salt()).text());
  }

  /// Whether a hash is the password's; empty when too many are waiting. That there is no hash takes
  /// as long to find out as that it is another's.
  Optional<Boolean> matches(String prepared, Optional<String> hash) {
    return inTurn(() -> {
      var same = hash.map(Argon2Hash::parse).orElse(nobodys).isOf(prepared);
      return same && hash.isPresent();
    });
  }

  private <T> Optional<T> inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      places.release();
    }
  }

  private byte[] salt() {
    var salt = new byte[SALT];
    random.nextBytes(salt);
    return salt;
  }
}
