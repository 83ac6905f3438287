package dev.muster.server.selfservice;

import dev.muster.provisioning.job.JobStore;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.administrators.AdministratorParts;
import dev.muster.server.passwords.PasswordParts;
import dev.muster.server.tenant.LiveTenants;
import java.time.Clock;

/// Self-service, wired up.
///
/// @param routes by which administrators give somebody a temporary password
public record SelfServiceParts(SelfService service, AdminRoutes routes) {

  /// Makes all parts.
  ///
  /// @param publicUrl of this server, without a slash at its end
  public static SelfServiceParts wire(
      LiveTenants live,
      TenantLookup lookup,
      ResourceStore resources,
      ScimProvider provider,
      PasswordParts passwords,
      AdministratorParts administrators,
      JobStore jobs,
      String publicUrl,
      Clock clock) {
    var write = new PasswordWrite(provider, publicUrl);
    return new SelfServiceParts(
        new SelfService(
            live,
            resources,
            passwords.store(),
            passwords.check(),
            passwords.strength(),
            write,
            administrators.sessions(),
            administrators.webAuthn(),
            new ProvisionedAccounts(jobs),
            administrators.audit()),
        new TemporaryPasswordRoutes(
            lookup,
            live,
            passwords.store(),
            passwords.check(),
            write,
            administrators.webAuthn(),
            clock));
  }
}
