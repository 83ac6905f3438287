package dev.muster.scim.provider;

import tools.jackson.databind.node.ObjectNode;

/// What becomes of the passwords that clients send (RFC 7643 §4.1.1).
public interface Passwords {
  /// Passwords are accepted and not kept: sign-on is the identity provider's.
  Passwords NOT_KEPT =
      new Passwords() {
        @Override
        public boolean areKept(TenantId tenant) {
          return false;
        }

        @Override
        public boolean has(TenantId tenant, String userId) {
          return false;
        }

        @Override
        public String hash(TenantId tenant, String clearText, ObjectNode user) {
          throw new IllegalStateException("passwords are not kept");
        }
      };

  /// Whether the tenant's clients may set passwords.
  boolean areKept(TenantId tenant);

  /// Whether a user has a password.
  boolean has(TenantId tenant, String userId);

  /// Judges a password and makes of it what is kept. Throws `invalidValue` that says which rule it
  /// breaks, and 503 when it cannot be judged now; neither shows the password.
  ///
  /// @param user the document of the user whose password it is to be
  String hash(TenantId tenant, String clearText, ObjectNode user);
}
