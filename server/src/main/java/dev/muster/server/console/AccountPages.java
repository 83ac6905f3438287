package dev.muster.server.console;

import dev.muster.server.administrators.AdministratorParts;
import dev.muster.server.administrators.Passkeys;
import dev.muster.server.administrators.SecondFactors;
import dev.muster.server.administrators.SignIn;
import dev.muster.server.administrators.SingleSignOn;
import dev.muster.server.administrators.SingleSignOnSettings;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.store.signin.Passkey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One's own account: password and sessions.
public final class AccountPages implements Console.Group {
  private static final String ACCOUNT = Console.PREFIX + "/account";

  private final Views views;
  private final SignIn signIn;
  private final Passkeys passkeys;
  private final SecondFactors secondFactors;
  private final SingleSignOn singleSignOn;
  private final Entrance entrance;

  AccountPages(Views views, AdministratorParts administrators, Entrance entrance) {
    this.views = views;
    this.signIn = administrators.signIn();
    this.passkeys = administrators.passkeys();
    this.secondFactors = administrators.secondFactors();
    this.singleSignOn = administrators.singleSignOn();
    this.entrance = entrance;
  }

  /// A session of one's own.
  ///
  /// @param current whether this page was asked for in it
  public record SessionRow(
      String id, String address, String agent, String began, String seen, boolean current) {}

  public record PasskeyRow(String id, String name, String created, String used) {}

  /// All that somebody sees of themselves.
  ///
  /// @param singleSignOn the identity provider's name, if there is one
  /// @param linked whether they are known there
  /// @param fresh whether they came without a password a moment ago, and need not type it again
  /// @param canHavePasskeys whether browsers make passkeys for where the console is
  public record AccountView(
      Frame frame,
      String email,
      String name,
      boolean canHavePasskeys,
      List<PasskeyRow> passkeys,
      boolean codes,
      int recoveryCodes,
      List<SessionRow> sessions,
      boolean fresh,
      Optional<String> singleSignOn,
      boolean linked) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", ACCOUNT, this::show)
        .on("POST", ACCOUNT + "/password", this::changePassword)
        .on("POST", ACCOUNT + "/sessions/{session}/end", this::end)
        .on("POST", ACCOUNT + "/passkeys/options", this::askForPasskey)
        .on("POST", ACCOUNT + "/passkeys", this::addPasskey)
        .on("POST", ACCOUNT + "/passkeys/{passkey}/remove", this::removePasskey);
  }

  private Response show(Visit visit) {
    var me = visit.live().administrator();
    var rows =
        signIn.sessions(me).stream()
            .map(session ->
                new SessionRow(
                    session.hash(),
                    session.address(),
                    session.agent(),
                    Times.moment(session.created().toString()),
                    Times.moment(session.lastSeen().toString()),
                    session.hash().equals(visit.live().session().hash())))
            .toList();
    return views.page(
        200,
        "account",
        new AccountView(
            Frame.of(visit, "account", "Your account"),
            me.email(),
            me.name(),
            entrance.site(visit.request()).hasPasskeys(),
            passkeys.of(me).stream().map(AccountPages::row).toList(),
            secondFactors.isOn(me),
            secondFactors.recoveryCodes(me),
            rows,
            signIn.isFresh(visit.live()),
            singleSignOn.find().map(SingleSignOnSettings::name),
            singleSignOn.isLinked(me)));
  }

  private static PasskeyRow row(Passkey passkey) {
    return new PasskeyRow(
        passkey.credential(),
        passkey.name(),
        Times.moment(passkey.created().toString()),
        Times.moment(passkey.lastUsed().map(Instant::toString).orElse("")));
  }

  private Response askForPasskey(Visit visit) {
    var request = visit.request();
    try {
      return Dialog.options(
          passkeys.beginRegistration(
              visit.live(),
              entrance.site(request),
              visit.form().secret("password"),
              entrance.visitor(request)),
          entrance.isSecure());
    } catch (HttpException e) {
      return Dialog.refused(e);
    }
  }

  private Response addPasskey(Visit visit) {
    var request = visit.request();
    return Said.orBack(
        ACCOUNT,
        () -> {
          passkeys.register(
              visit.live(),
              entrance.site(request),
              Dialog.cookie(request),
              visit.form().text("credential"),
              visit.form().text("name"),
              entrance.visitor(request));
          return Said.done("The passkey is added; sign in with it next time.").at(ACCOUNT);
        });
  }

  private Response removePasskey(Visit visit) {
    return Said.tell(
        ACCOUNT,
        () -> {
          passkeys.remove(
              visit.live(),
              visit.parameter("passkey"),
              visit.form().secret("password"),
              entrance.visitor(visit.request()));
          return Said.done("The passkey is removed. Remove it from your device, too.");
        });
  }

  private Response changePassword(Visit visit) {
    return Said.orBack(
        ACCOUNT,
        () -> {
          signIn.changePassword(
              visit.live(),
              visit.form().secret("old"),
              visit.form().secret("new"),
              entrance.visitor(visit.request()));
          return Said.done("The password is changed, and your other sessions have ended.")
              .at(ACCOUNT);
        });
  }

  private Response end(Visit visit) {
    signIn.end(visit.live().administrator(), visit.parameter("session"));
    return Said.done("The session has ended.").at(ACCOUNT);
  }
}
