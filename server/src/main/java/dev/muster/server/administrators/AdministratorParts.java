package dev.muster.server.administrators;

import dev.muster.server.access.JwtVerifier;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.outbound.Fetch;
import dev.muster.server.passwords.AccountPasswords;
import dev.muster.server.principal.Audit;
import dev.muster.server.principal.Permissions;
import dev.muster.server.secrets.Secrets;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.signin.Ceremonies;
import dev.muster.server.signin.Sessions;
import dev.muster.server.signin.WebAuthn;
import dev.muster.store.Database;
import dev.muster.store.administrator.AdministratorStore;
import dev.muster.store.administrator.ApiKeyStore;
import dev.muster.store.administrator.AuditStore;
import dev.muster.store.administrator.SecondFactorStore;
import dev.muster.store.administrator.SingleSignOnStore;
import dev.muster.store.signin.CeremonyStore;
import dev.muster.store.signin.PasskeyStore;
import dev.muster.store.signin.SessionStore;
import dev.muster.store.tenant.TenantStore;
import java.time.Clock;
import java.util.List;

/// Everything about administrators, wired up.
public record AdministratorParts(
    SignIn signIn,
    Passkeys passkeys,
    SecondFactors secondFactors,
    SingleSignOn singleSignOn,
    Sessions sessions,
    Ceremonies ceremonies,
    WebAuthn webAuthn,
    Permissions permissions,
    Audit audit,
    ApiKeys keys,
    List<AdminRoutes> routes) {

  public AdministratorParts {
    routes = List.copyOf(routes);
  }

  /// Makes all parts.
  public static AdministratorParts wire(
      Database database,
      TenantStore tenants,
      AccountPasswords passwords,
      Tokens tokens,
      Secrets secrets,
      Fetch fetch,
      JwtVerifier verifier,
      Clock clock) {
    var administrators = new AdministratorStore(database);
    var log = new AuditStore(database);
    var audit = new Audit(log, clock);
    var sessionStore = new SessionStore(database);
    var sessions = new Sessions(sessionStore, tokens, clock);
    var signIn =
        new SignIn(administrators, sessionStore, sessions, passwords, audit, tokens, clock);
    var ceremonies = new Ceremonies(new CeremonyStore(database), tokens, clock);
    var webAuthn = new WebAuthn(new PasskeyStore(database), ceremonies, tokens, clock);
    var passkeys = new Passkeys(administrators, webAuthn, signIn, audit);
    var secondFactors =
        new SecondFactors(
            administrators,
            new SecondFactorStore(database),
            ceremonies,
            signIn,
            audit,
            secrets,
            clock);
    var keys = new ApiKeys(new ApiKeyStore(database), tokens, clock);
    var roles = new Roles(tenants);
    var singleSignOn =
        new SingleSignOn(
            new SingleSignOnStore(database),
            administrators,
            new IdentityProvider(fetch, verifier, clock),
            ceremonies,
            signIn,
            roles,
            audit,
            secrets,
            tokens,
            clock);
    return new AdministratorParts(
        signIn,
        passkeys,
        secondFactors,
        singleSignOn,
        sessions,
        ceremonies,
        webAuthn,
        new Permissions(tenants),
        audit,
        keys,
        List.of(
            new AdministratorRoutes(
                administrators, signIn, passkeys, secondFactors, singleSignOn, roles),
            new SingleSignOnRoutes(singleSignOn, roles),
            new ApiKeyRoutes(keys, roles),
            new AuditRoutes(log)));
  }

  /// Forgets sessions and ceremonies that have ended.
  public void sweep() {
    sessions.sweep();
    ceremonies.sweep();
  }
}
