package dev.muster.server.administrators;

import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.passwords.AccountPasswords;
import dev.muster.server.principal.Audit;
import dev.muster.server.principal.Permissions;
import dev.muster.server.secrets.Tokens;
import dev.muster.store.Database;
import dev.muster.store.administrator.AdministratorStore;
import dev.muster.store.administrator.AuditStore;
import dev.muster.store.administrator.SessionStore;
import dev.muster.store.tenant.TenantStore;
import java.time.Clock;

/// Everything about administrators, wired up.
public record AdministratorParts(
    SignIn signIn, Permissions permissions, Audit audit, AdminRoutes routes) {

  /// Makes all parts.
  public static AdministratorParts wire(
      Database database,
      TenantStore tenants,
      AccountPasswords passwords,
      Tokens tokens,
      Clock clock) {
    var administrators = new AdministratorStore(database);
    var log = new AuditStore(database);
    var audit = new Audit(log, clock);
    var signIn =
        new SignIn(administrators, new SessionStore(database), passwords, audit, tokens, clock);
    return new AdministratorParts(
        signIn,
        new Permissions(tenants),
        audit,
        new AdministratorRoutes(administrators, signIn, tenants, log));
  }
}
