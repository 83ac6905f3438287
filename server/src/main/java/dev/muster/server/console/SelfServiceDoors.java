package dev.muster.server.console;

import dev.muster.server.console.SelfServiceVisit.Answer;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.selfservice.SelfService;
import java.util.Optional;

/// How a person of a directory signs in.
public final class SelfServiceDoors {
  private static final String SIGN_IN = SelfServicePages.HOME + "/sign-in";

  private final SelfService service;
  private final Views views;
  private final Entrance entrance;

  SelfServiceDoors(SelfService service, Views views, Entrance entrance) {
    this.service = service;
    this.views = views;
    this.entrance = entrance;
  }

  /// The sign-in form, and what was wrong with the last attempt.
  ///
  /// @param base where the tenant's pages are
  public record SignInView(
      String base, String tenant, String userName, boolean passkeys, Optional<String> problem) {}

  void addTo(Routes<Answer> routes) {
    routes
        .on("GET", SIGN_IN, this::askWho)
        .on("POST", SIGN_IN, this::enter)
        .on("POST", SIGN_IN + "/passkey/options", this::askForPasskey)
        .on("POST", SIGN_IN + "/passkey", this::enterWithPasskey);
  }

  private Response askWho(SelfServiceVisit visit) {
    return visit.live().isPresent()
        ? SelfServiceVisit.to(visit.base())
        : page(visit, 200, "", Optional.empty());
  }

  private Response enter(SelfServiceVisit visit) {
    var form = visit.form();
    var userName = form.text("userName");
    try {
      return service
          .signIn(
              visit.tenant(), userName, form.secret("password"), entrance.visitor(visit.request()))
          .map(cookie -> visit.entered(cookie, "", entrance.isSecure()))
          .orElseGet(() ->
              refused(
                  visit,
                  401,
                  userName,
                  "User name or password are not right. A temporary password may have expired: ask for another."));
    } catch (HttpException e) {
      return refused(visit, e.status(), userName, e.detail());
    }
  }

  private Response askForPasskey(SelfServiceVisit visit) {
    var asked = service.beginSignIn(entrance.site(visit.request()));
    return Dialog.options(asked, visit.base(), entrance.isSecure());
  }

  private Response enterWithPasskey(SelfServiceVisit visit) {
    try {
      return service
          .signIn(
              visit.tenant(),
              entrance.site(visit.request()),
              Dialog.cookie(visit.request()),
              visit.form().text("credential"),
              entrance.visitor(visit.request()))
          .map(cookie -> visit.entered(cookie, "", entrance.isSecure()))
          .orElseGet(() ->
              refused(
                  visit, 401, "", "This passkey is not known here; sign in with your password."));
    } catch (HttpException e) {
      return refused(visit, e.status(), "", e.detail());
    }
  }

  private Response refused(SelfServiceVisit visit, int status, String userName, String problem) {
    return page(visit, status, userName, Optional.of(problem));
  }

  private Response page(
      SelfServiceVisit visit, int status, String userName, Optional<String> problem) {
    var passkeys = entrance.site(visit.request()).hasPasskeys();
    var view = new SignInView(visit.base(), visit.tenant().name(), userName, passkeys, problem);
    return views.page(status, "self-service-sign-in", view);
  }
}
