package dev.muster.server.selfservice;

import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.StoredResource;
import dev.muster.server.http.HttpException;
import dev.muster.server.passwords.PasswordCheck;
import dev.muster.server.passwords.PasswordCheck.Who;
import dev.muster.server.passwords.PasswordStrength;
import dev.muster.server.passwords.TemporaryPasswords;
import dev.muster.server.passwords.Verified;
import dev.muster.server.principal.Audit;
import dev.muster.server.signin.Sessions;
import dev.muster.server.signin.Site;
import dev.muster.server.signin.Visitor;
import dev.muster.server.signin.WebAuthn;
import dev.muster.server.signin.WebAuthn.Asked;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.KeptPassword;
import dev.muster.store.resource.Origin;
import dev.muster.store.resource.PasswordStore;
import dev.muster.store.signin.Account;
import dev.muster.store.signin.Passkey;
import dev.muster.store.signin.Session;
import dev.muster.store.signin.Session.Proof;
import dev.muster.store.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/// What a person of a directory does about themselves. Tenants whose people have passwords have it.
public final class SelfService {
  private static final String VIA = "self-service";
  private static final int LONGEST_NAME = 200;

  private final LiveTenants tenants;
  private final ResourceStore resources;
  private final PasswordStore passwords;
  private final PasswordCheck check;
  private final PasswordStrength strength;
  private final PasswordWrite write;
  private final Sessions sessions;
  private final WebAuthn webAuthn;
  private final ProvisionedAccounts accounts;
  private final Audit audit;

  SelfService(
      LiveTenants tenants,
      ResourceStore resources,
      PasswordStore passwords,
      PasswordCheck check,
      PasswordStrength strength,
      PasswordWrite write,
      Sessions sessions,
      WebAuthn webAuthn,
      ProvisionedAccounts accounts,
      Audit audit) {
    this.tenants = tenants;
    this.resources = resources;
    this.passwords = passwords;
    this.check = check;
    this.strength = strength;
    this.write = write;
    this.sessions = sessions;
    this.webAuthn = webAuthn;
    this.accounts = accounts;
    this.audit = audit;
  }

  /// Somebody's session, still good.
  ///
  /// @param mustChange whether their password is a temporary one, and nothing else goes before it
  ///   is changed
  public record Live(LiveTenant tenant, Session session, StoredResource user, boolean mustChange) {

    public String userName() {
      return user.document().path("userName").asString("");
    }

    Account account() {
      return Account.person(tenant.id(), user.id());
    }
  }

  /// The tenant of a name. Throws 404 if there is none whose people have passwords, 503 while it is
  /// suspended.
  public LiveTenant tenant(String name) {
    var tenant =
        tenants
            .find(name)
            .filter(found -> found.settings().passwords().accepted())
            .filter(found -> found.tenant().status() != Tenant.Status.DELETING)
            .orElseThrow(() ->
                HttpException.notFound(
                    "nobody signs in here; ask whoever sent you for the right address"));
    if (tenant.tenant().status() == Tenant.Status.SUSPENDED) {
      throw HttpException.unavailable(60, "nobody can sign in for now; try again later");
    }
    return tenant;
  }

  /// Begins a session and returns its cookie; empty when the password is not theirs, whoever they
  /// are. Throws 429 when they were guessed at too often.
  public Optional<String> signIn(
      LiveTenant tenant, String userName, String password, Visitor visitor) {
    Optional<Verified> verified;
    try {
      verified = check.verify(tenant, new Who.UserName(userName), password);
    } catch (HttpException e) {
      refused(tenant, userName, "sign-in", "locked", visitor);
      throw e;
    }
    if (verified.isEmpty()) {
      refused(tenant, userName, "sign-in", "refused", visitor);
    }
    return verified.map(found -> begin(tenant, found.user(), Proof.PASSWORD, "sign-in", visitor));
  }

  /// Begins to sign in whoever has a passkey.
  public Asked beginSignIn(Site site) {
    return webAuthn.beginSignIn(site);
  }

  /// Begins a session for whoever has signed what was asked, and returns its cookie. Throws 400 for
  /// an answer to nothing; empty when the passkey is none of a person of the tenant who is active.
  public Optional<String> signIn(
      LiveTenant tenant, Site site, String ceremony, String credential, Visitor visitor) {
    var user =
        webAuthn
            .signIn(site, ceremony, credential)
            .filter(account -> account.tenant() == tenant.id().value())
            .flatMap(account -> resources.find(tenant.id(), "User", account.id()))
            .filter(PasswordCheck::isActive);
    if (user.isEmpty()) {
      refused(tenant, "", "sign-in with a passkey", "refused", visitor);
    }
    return user.map(
        found -> begin(tenant, found, Proof.PASSKEY, "sign-in with a passkey", visitor));
  }

  /// The session of a cookie; empty when it has ended: also by deactivation, and by a password that
  /// was set after it began.
  public Optional<Live> find(LiveTenant tenant, String cookie) {
    var live =
        sessions
            .find(cookie)
            .filter(session -> session.account().tenant() == tenant.id().value())
            .flatMap(session ->
                resources
                    .find(tenant.id(), "User", session.account().id())
                    .filter(PasswordCheck::isActive)
                    .flatMap(user -> live(tenant, session, user)));
    live.map(Live::session).ifPresent(sessions::seen);
    return live;
  }

  private Optional<Live> live(LiveTenant tenant, Session session, StoredResource user) {
    var kept = passwords.find(tenant.id(), user.id());
    if (kept.map(KeptPassword::changed).filter(session.created()::isBefore).isPresent()) {
      return Optional.empty();
    }
    var temporary =
        kept.map(found -> TemporaryPasswords.isTemporary(found, tenant.settings().passwords()))
            .orElse(false);
    return Optional.of(
        new Live(tenant, session, user, temporary && session.proof() == Proof.PASSWORD));
  }

  public void signOut(Live live) {
    sessions.end(live.session());
  }

  /// Ends the sessions on other devices.
  public void signOutElsewhere(Live live) {
    sessions.endOthers(live.session());
  }

  /// How many sessions there are, with this one.
  public int sessions(Live live) {
    return sessions.of(live.account()).size();
  }

  /// What would be said of a new password.
  public PasswordStrength.Verdict judge(Live live, String password) {
    return strength.of(live.tenant(), live.user().document(), password);
  }

  /// Changes the password and returns the cookie of a new session: all others end. Throws 400 if
  /// the old one is wrong or the new one does not do.
  public String changePassword(Live live, String old, String wanted, Visitor visitor) {
    if (!live.mustChange() || !isFresh(live)) {
      requirePassword(live, old, "change password", visitor);
    }
    if (check.isOf(live.tenant(), live.user(), wanted)) {
      throw HttpException.invalid("password", "it is the present one; choose another");
    }
    Origin.person(live.user().id(), live.userName(), "")
        .call(() -> {
          write.set(live.tenant(), live.user().id(), wanted);
          return live;
        });
    sessions.endOthers(live.session());
    sessions.end(live.session());
    return begin(live.tenant(), live.user(), Proof.PASSWORD, "change password", visitor);
  }

  /// Whether they have signed in some minutes ago, and are not asked for their password.
  public boolean isFresh(Live live) {
    return sessions.isFresh(live.session());
  }

  public List<Passkey> passkeys(Live live) {
    return webAuthn.of(live.account());
  }

  /// Begins to make a passkey. Throws 400 unless it is they themselves who ask.
  public Asked beginPasskey(Live live, Site site, String password, Visitor visitor) {
    requireOneself(live, password, "add a passkey", visitor);
    var name = live.user().document().path("displayName").asString(live.userName());
    return webAuthn.beginRegistration(live.account(), live.userName(), name, site);
  }

  /// Keeps the passkey that a browser has made. Throws 400 when it does not answer what was asked.
  public void addPasskey(
      Live live, Site site, String ceremony, String credential, String name, Visitor visitor) {
    try {
      webAuthn.register(live.account(), site, ceremony, credential, name);
    } catch (HttpException e) {
      refused(live.tenant(), live.userName(), "add a passkey", "refused", visitor);
      throw e;
    }
    done(live.tenant(), live.userName(), "add a passkey", visitor);
  }

  /// Removes one. Throws 400 unless it is they themselves who ask, 404 if they have none such.
  public void removePasskey(Live live, String credential, String password, Visitor visitor) {
    requireOneself(live, password, "remove a passkey", visitor);
    if (!webAuthn.remove(live.account(), credential)) {
      throw HttpException.notFound("you have no such passkey");
    }
    done(live.tenant(), live.userName(), "remove a passkey", visitor);
  }

  /// The accounts that were made for them.
  public List<ProvisionedAccounts.Row> accounts(Live live) {
    return accounts.of(live.tenant().id(), live.user().id());
  }

  private void requireOneself(Live live, String password, String action, Visitor visitor) {
    if (!isFresh(live)) {
      requirePassword(live, password, action, visitor);
    }
  }

  private void requirePassword(Live live, String password, String action, Visitor visitor) {
    if (check.verify(live.tenant(), new Who.Id(live.user().id()), password).isEmpty()) {
      refused(live.tenant(), live.userName(), action, "refused", visitor);
      throw HttpException.invalid("password", "it is not your present one");
    }
  }

  private String begin(
      LiveTenant tenant, StoredResource user, Proof proof, String action, Visitor visitor) {
    done(tenant, user.document().path("userName").asString(""), action, visitor);
    return sessions.begin(Account.person(tenant.id(), user.id()), proof, visitor);
  }

  private void done(LiveTenant tenant, String userName, String action, Visitor visitor) {
    audit.did(who(tenant, userName), VIA, action, visitor.address());
  }

  /// A form that was sent from elsewhere, or something else that somebody may not do.
  public void refused(
      LiveTenant tenant, String userName, String action, String outcome, Visitor visitor) {
    audit.refused(who(tenant, userName), VIA, action, outcome, visitor.address());
  }

  private static String who(LiveTenant tenant, String userName) {
    var name = userName.length() <= LONGEST_NAME ? userName : userName.substring(0, LONGEST_NAME);
    return tenant.name() + "/" + name;
  }
}
