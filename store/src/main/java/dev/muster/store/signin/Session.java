package dev.muster.store.signin;

import java.time.Instant;
import java.util.Locale;

/// Somebody's stay in the console, or on the page of their own account.
///
/// @param hash SHA-256 of the cookie, in hex
/// @param address where it was begun from
/// @param agent the browser, as it calls itself
/// @param proof how its owner showed who they are
public record Session(
    String hash,
    Account account,
    String address,
    String agent,
    Proof proof,
    Instant created,
    Instant lastSeen) {

  /// How somebody shows who they are.
  public enum Proof {
    PASSWORD,
    CODE,
    PASSKEY,
    SINGLE_SIGN_ON;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Proof of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
