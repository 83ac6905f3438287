package dev.muster.server.passwords;

import dev.muster.server.tenant.PasswordSettings;
import dev.muster.store.resource.KeptPassword;
import java.time.Instant;

/// Which passwords their owners have to change: those that an administrator gave them, and those
/// that a client gave them if the tenant says so.
public final class TemporaryPasswords {
  private TemporaryPasswords() {}

  /// Whether somebody has to change it at their next sign-in.
  public static boolean isTemporary(KeptPassword kept, PasswordSettings settings) {
    return kept.expires().isPresent()
        || switch (kept.setBy()) {
          case CLIENT, JOB -> settings.temporary();
          case ADMIN, PERSON, SERVER -> false;
        };
  }

  /// Whether it is still good at a moment.
  static boolean isGood(KeptPassword kept, Instant now) {
    return kept.expires().map(now::isBefore).orElse(true);
  }
}
