package dev.muster.server.passwords;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What a password has to be, as far as that can be told without asking anybody (NIST SP 800-63B-4
/// §3.1.1.2). There are no rules of composition, and the whole password is judged: a long one may
/// hold a name.
final class PasswordRules {
  /// Characters that a password has at most: enough for any passphrase.
  static final int LONGEST = 256;

  // As many as NIST asks of any password have to be there to be guessed.
  private static final int LEAST_SUBSTANCE = 8;

  private final CommonPasswords common;

  PasswordRules(CommonPasswords common) {
    this.common = common;
  }

  /// The first rule that a password breaks.
  ///
  /// @param prepared the password as [PasswordText] prepares it
  /// @param services names of the tenant and of its application
  Optional<Refusal> refusal(
      String prepared, int minimumLength, ObjectNode user, List<String> services) {
    int length = PasswordText.length(prepared);
    if (length < minimumLength) {
      return Optional.of(Refusal.TOO_SHORT);
    }
    if (length > LONGEST) {
      return Optional.of(Refusal.TOO_LONG);
    }
    if (PasswordText.hasControlCharacters(prepared)) {
      return Optional.of(Refusal.CONTROL_CHARACTER);
    }
    var characters = prepared.toLowerCase(Locale.ROOT).codePoints().toArray();
    if (Substance.count(characters) < LEAST_SUBSTANCE) {
      return Optional.of(Refusal.SIMPLE);
    }
    if (Substance.count(OwnNames.of(user, services).without(characters)) < LEAST_SUBSTANCE) {
      return Optional.of(Refusal.SIMILAR);
    }
    return isCommon(prepared, characters) ? Optional.of(Refusal.COMMON) : Optional.empty();
  }

  private boolean isCommon(String prepared, int[] characters) {
    var unit = Substance.unit(characters);
    return common.contains(prepared) || common.contains(new String(unit, 0, unit.length));
  }
}
