package dev.muster.server.passwords;

import dev.muster.scim.provider.Passwords;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.outbound.Fetch;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.Database;
import dev.muster.store.resource.PasswordStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;

/// Everything about passwords, wired up.
public record PasswordParts(
    Passwords passwords,
    PasswordStore store,
    PasswordCheck check,
    PasswordStrength strength,
    AdminRoutes routes,
    AccountPasswords accounts) {

  /// Makes all parts.
  ///
  /// @param fetch for range lookups: somebody waits for the answer, so it should be impatient
  public static PasswordParts wire(
      Database database,
      ResourceStore resources,
      LiveTenants tenants,
      TenantLookup lookup,
      Fetch fetch,
      String publicUrl,
      MeterRegistry registry,
      Clock clock) {
    var store = new PasswordStore(database);
    var metrics = new PasswordMetrics(registry);
    var hashing =
        new PasswordHashing(new SecureRandom(), Runtime.getRuntime().availableProcessors());
    var rules = new PasswordRules(CommonPasswords.shipped());
    var passwords =
        new TenantPasswords(tenants, store, rules, new LeakedPasswords(fetch), hashing, metrics);
    var check = new PasswordCheck(resources, store, hashing, metrics, clock);
    return new PasswordParts(
        passwords,
        store,
        check,
        new PasswordStrength(rules),
        new PasswordRoutes(lookup, tenants, store, check, publicUrl),
        new AccountPasswords(rules, hashing));
  }
}
