package dev.muster.scim.provider;

/// What a write does to a user's password, which is no part of the document.
public sealed interface PasswordChange {
  /// The password stays, if there is one.
  PasswordChange NONE = new None();

  /// Nothing.
  record None() implements PasswordChange {}

  /// The user has no password any more.
  record Cleared() implements PasswordChange {}

  /// The user has another password.
  ///
  /// @param hash what is kept of it
  record Replaced(String hash) implements PasswordChange {
    // Whatever is logged, a hash is none of it.
    @Override
    public String toString() {
      return "Replaced[]";
    }
  }
}
