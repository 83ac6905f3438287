package dev.muster.server.administrators;

import dev.muster.server.administrators.SignIn.Begun;
import dev.muster.server.administrators.SignIn.Live;
import dev.muster.server.http.HttpException;
import dev.muster.server.principal.Audit;
import dev.muster.server.signin.Site;
import dev.muster.server.signin.Visitor;
import dev.muster.server.signin.WebAuthn;
import dev.muster.server.signin.WebAuthn.Asked;
import dev.muster.store.administrator.Administrator;
import dev.muster.store.administrator.AdministratorStore;
import dev.muster.store.signin.Account;
import dev.muster.store.signin.Passkey;
import dev.muster.store.signin.Session.Proof;
import java.util.List;
import java.util.Optional;

/// Passkeys of administrators.
public final class Passkeys {
  private final AdministratorStore administrators;
  private final WebAuthn webAuthn;
  private final SignIn signIn;
  private final Audit audit;

  Passkeys(AdministratorStore administrators, WebAuthn webAuthn, SignIn signIn, Audit audit) {
    this.administrators = administrators;
    this.webAuthn = webAuthn;
    this.signIn = signIn;
    this.audit = audit;
  }

  /// Somebody's passkeys, the oldest first.
  public List<Passkey> of(Administrator administrator) {
    return webAuthn.of(account(administrator));
  }

  /// Begins to make a passkey. Throws 400 unless it is they themselves who ask, 409 when there are
  /// too many.
  public Asked beginRegistration(Live live, Site site, String password, Visitor visitor) {
    signIn.requireOneself(live, password, "add a passkey", visitor);
    var administrator = live.administrator();
    return webAuthn.beginRegistration(
        account(administrator), administrator.email(), administrator.name(), site);
  }

  /// Keeps the passkey that a browser has made. Throws 400 when it does not answer what was asked,
  /// or was asked by somebody else.
  public void register(
      Live live, Site site, String cookie, String credential, String name, Visitor visitor) {
    var who = live.administrator();
    try {
      webAuthn.register(account(who), site, cookie, credential, name);
    } catch (HttpException e) {
      audit.refused(who.email(), "console", "add a passkey", "refused", visitor.address());
      throw e;
    }
    audit.signedIn(who.email(), "add a passkey", visitor.address());
  }

  /// Removes one of somebody's own. Throws 400 unless it is they themselves who ask, 404 if they
  /// have none such.
  public void remove(Live live, String credential, String password, Visitor visitor) {
    signIn.requireOneself(live, password, "remove a passkey", visitor);
    var administrator = live.administrator();
    requireRemoved(administrator, credential);
    audit.signedIn(administrator.email(), "remove a passkey", visitor.address());
  }

  /// Removes one of anybody's. Throws 404 if they have none such.
  void requireRemoved(Administrator administrator, String credential) {
    if (!webAuthn.remove(account(administrator), credential)) {
      throw HttpException.notFound("%s has no such passkey".formatted(administrator.email()));
    }
  }

  /// Begins to sign in whoever has a passkey.
  public Asked beginSignIn(Site site) {
    return webAuthn.beginSignIn(site);
  }

  /// Begins a session for whoever has signed what was asked. Throws 400 for an answer to nothing;
  /// empty when the passkey is no administrator's, or its signature is not right.
  public Optional<Begun> signIn(Site site, String cookie, String credential, Visitor visitor) {
    var signed = webAuthn.signIn(site, cookie, credential).filter(Account::isAdministrator);
    var known = signed.flatMap(account -> administrators.find(Long.parseLong(account.id())));
    if (known.filter(found -> !found.suspended()).isEmpty()) {
      audit.refused(
          known.map(Administrator::email).orElse(""),
          "console",
          "sign-in with a passkey",
          "refused",
          visitor.address());
      return Optional.empty();
    }
    return Optional.of(signIn.enter(known.get(), Proof.PASSKEY, "sign-in with a passkey", visitor));
  }

  private static Account account(Administrator administrator) {
    return Account.administrator(administrator.id());
  }
}
