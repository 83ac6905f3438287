package dev.muster.server.console;

import dev.muster.server.console.SelfServiceVisit.Answer;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.selfservice.ProvisionedAccounts;
import dev.muster.server.selfservice.SelfService;
import dev.muster.server.signin.Visitor;
import dev.muster.store.signin.Passkey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person of a directory sees and does once they are signed in.
public final class SelfServiceRooms {
  private static final String HOME = SelfServicePages.HOME;
  private static final String PASSWORD = HOME + "/password";
  private static final String PASSKEYS = HOME + "/passkeys";

  /// What the last form came to, by a word in the address: nothing else can be made to appear.
  private static final Map<String, String> DONE =
      Map.of(
          "password", "Your password is changed, and you are signed out everywhere else.",
          "passkey", "The passkey is added: you can sign in with it from now on.",
          "removed", "The passkey is removed.",
          "elsewhere", "You are signed out everywhere else.");

  private final SelfService service;
  private final Views views;
  private final Entrance entrance;

  SelfServiceRooms(SelfService service, Views views, Entrance entrance) {
    this.service = service;
    this.views = views;
    this.entrance = entrance;
  }

  /// The form for a new password.
  ///
  /// @param mustChange whether it has to be changed before anything else
  /// @param asksForOld whether the present one has to be typed
  /// @param least characters
  public record PasswordView(
      String base,
      String tenant,
      String userName,
      boolean mustChange,
      boolean asksForOld,
      int least,
      Optional<String> problem) {}

  public record PasskeyRow(String id, String name, String created, String used) {}

  /// Somebody's own page.
  ///
  /// @param sessions how many there are, with this one
  /// @param fresh whether they are not asked for their password again
  public record HomeView(
      String base,
      String tenant,
      String userName,
      String name,
      List<ProvisionedAccounts.Row> accounts,
      List<PasskeyRow> passkeys,
      boolean canHavePasskeys,
      boolean fresh,
      int sessions,
      Optional<String> done,
      Optional<String> problem) {}

  void addTo(Routes<Answer> routes) {
    routes
        .on("GET", HOME, this::home)
        .on("GET", PASSWORD, visit -> password(visit, 200, Optional.empty()))
        .on("POST", PASSWORD, this::changePassword)
        .on("POST", PASSWORD + "/strength", this::judge)
        .on("POST", PASSKEYS + "/options", this::askForPasskey)
        .on("POST", PASSKEYS, this::addPasskey)
        .on("POST", PASSKEYS + "/{passkey}/remove", this::removePasskey)
        .on("POST", HOME + "/sign-out", this::leave)
        .on("POST", HOME + "/sign-out-elsewhere", this::leaveElsewhere);
  }

  private Response home(SelfServiceVisit visit) {
    var done =
        visit.request().findQuery("done").flatMap(word -> Optional.ofNullable(DONE.get(word)));
    return page(visit, 200, done, Optional.empty());
  }

  private Response page(
      SelfServiceVisit visit, int status, Optional<String> done, Optional<String> problem) {
    var live = visit.person();
    var view =
        new HomeView(
            visit.base(),
            visit.tenant().name(),
            live.userName(),
            live.user().document().path("displayName").asString(live.userName()),
            service.accounts(live),
            service.passkeys(live).stream().map(SelfServiceRooms::row).toList(),
            entrance.site(visit.request()).hasPasskeys(),
            service.isFresh(live),
            service.sessions(live),
            done,
            problem);
    return views.page(status, "self-service", view);
  }

  private static PasskeyRow row(Passkey passkey) {
    return new PasskeyRow(
        passkey.credential(),
        passkey.name(),
        Times.day(passkey.created().toString()),
        passkey.lastUsed().map(used -> Times.day(used.toString())).orElse(""));
  }

  private Response changePassword(SelfServiceVisit visit) {
    var form = visit.form();
    try {
      var cookie =
          service.changePassword(
              visit.person(), form.secret("old"), form.secret("new"), visitor(visit));
      return visit.entered(cookie, "?done=password", entrance.isSecure());
    } catch (HttpException e) {
      return password(visit, e.status(), Optional.of(e.detail()));
    }
  }

  private Response password(SelfServiceVisit visit, int status, Optional<String> problem) {
    var live = visit.person();
    var view =
        new PasswordView(
            visit.base(),
            visit.tenant().name(),
            live.userName(),
            live.mustChange(),
            !live.mustChange() || !service.isFresh(live),
            visit.tenant().settings().passwords().minimumLength(),
            problem);
    return views.page(status, "self-service-password", view);
  }

  private Response judge(SelfServiceVisit visit) {
    var verdict = service.judge(visit.person(), visit.form().secret("new"));
    return views.page(200, "self-service-strength", verdict);
  }

  private Response askForPasskey(SelfServiceVisit visit) {
    var password = visit.form().secret("password");
    try {
      var asked =
          service.beginPasskey(
              visit.person(), entrance.site(visit.request()), password, visitor(visit));
      return Dialog.options(asked, visit.base(), entrance.isSecure());
    } catch (HttpException e) {
      return Dialog.refused(e);
    }
  }

  private Response addPasskey(SelfServiceVisit visit) {
    var form = visit.form();
    return orSay(
        visit,
        "passkey",
        () ->
            service.addPasskey(
                visit.person(),
                entrance.site(visit.request()),
                Dialog.cookie(visit.request()),
                form.text("credential"),
                form.text("name"),
                visitor(visit)));
  }

  private Response removePasskey(SelfServiceVisit visit) {
    return orSay(
        visit,
        "removed",
        () ->
            service.removePasskey(
                visit.person(),
                visit.request().parameter("passkey"),
                visit.form().secret("password"),
                visitor(visit)));
  }

  /// Does something and leads on; a refusal is said where it was asked for.
  private Response orSay(SelfServiceVisit visit, String done, Runnable action) {
    try {
      action.run();
      return SelfServiceVisit.to(visit.base() + "?done=" + done);
    } catch (HttpException e) {
      return page(visit, e.status(), Optional.empty(), Optional.of(e.detail()));
    }
  }

  private Response leave(SelfServiceVisit visit) {
    service.signOut(visit.person());
    return SelfServiceVisit.to(visit.base() + "/sign-in")
        .with(
            "Set-Cookie",
            Cookies.at(visit.base(), SelfServiceVisit.SESSION, "", 0, entrance.isSecure()));
  }

  private Response leaveElsewhere(SelfServiceVisit visit) {
    return orSay(visit, "elsewhere", () -> service.signOutElsewhere(visit.person()));
  }

  private Visitor visitor(SelfServiceVisit visit) {
    return entrance.visitor(visit.request());
  }
}
