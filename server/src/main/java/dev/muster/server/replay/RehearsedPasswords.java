package dev.muster.server.replay;

import dev.muster.scim.provider.Passwords;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.resource.PasswordStore;
import tools.jackson.databind.node.ObjectNode;

/// Passwords of recorded requests: the log does not have them, so they are neither judged nor
/// hashed.
record RehearsedPasswords(boolean areKept, PasswordStore store) implements Passwords {
  @Override
  public boolean areKept(TenantId tenant) {
    return areKept;
  }

  @Override
  public boolean has(TenantId tenant, String userId) {
    return store.find(tenant, userId).isPresent();
  }

  @Override
  public String hash(TenantId tenant, String clearText, ObjectNode user) {
    return "rehearsed";
  }
}
