package dev.muster.server.passwords;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import java.util.List;
import java.util.Optional;

/// Passwords of administrators: the same rules and the same hash as for a tenant's users, without a
/// tenant's settings.
public final class AccountPasswords {
  private static final int SHORTEST = 12;

  private final PasswordRules rules;
  private final PasswordHashing hashing;

  AccountPasswords(PasswordRules rules, PasswordHashing hashing) {
    this.rules = rules;
    this.hashing = hashing;
  }

  /// The hash of a password that may be used. Throws 400 saying why it may not.
  ///
  /// @param names of the person and the service, which alone are no password
  public String accept(String clearText, List<String> names) {
    var password = PasswordText.prepare(clearText);
    rules
        .refusal(password, SHORTEST, ScimJson.object(), names)
        .ifPresent(refusal -> {
          throw HttpException.invalid("password", refusal.detail(SHORTEST));
        });
    return hashing.hash(password).orElseThrow(AccountPasswords::busy);
  }

  /// Whether the hash is the password's; as slow when there is no hash.
  public boolean matches(String clearText, Optional<String> hash) {
    return hashing
        .matches(PasswordText.prepare(clearText), hash)
        .orElseThrow(AccountPasswords::busy);
  }

  private static HttpException busy() {
    return HttpException.unavailable(5, "too many passwords are being checked; try again");
  }
}
