package dev.muster.server.console;

import dev.muster.server.administrators.SignIn;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.List;

/// One's own account: password and sessions.
public final class AccountPages implements Console.Group {
  private static final String ACCOUNT = Console.PREFIX + "/account";

  private final Views views;
  private final SignIn signIn;

  AccountPages(Views views, SignIn signIn) {
    this.views = views;
    this.signIn = signIn;
  }

  /// A session of one's own.
  ///
  /// @param current whether this page was asked for in it
  public record SessionRow(
      String id, String address, String agent, String began, String seen, boolean current) {}

  public record AccountView(Frame frame, String email, String name, List<SessionRow> sessions) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", ACCOUNT, this::show)
        .on("POST", ACCOUNT + "/password", this::changePassword)
        .on("POST", ACCOUNT + "/sessions/{session}/end", this::end);
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
        new AccountView(Frame.of(visit, "account", "Your account"), me.email(), me.name(), rows));
  }

  private Response changePassword(Visit visit) {
    try {
      signIn.changePassword(visit.live(), visit.form().secret("old"), visit.form().secret("new"));
      return Said.done("The password is changed, and your other sessions have ended.").at(ACCOUNT);
    } catch (HttpException e) {
      return Said.failed(e.detail()).at(ACCOUNT);
    }
  }

  private Response end(Visit visit) {
    signIn.end(visit.live().administrator(), visit.parameter("session"));
    return Said.done("The session has ended.").at(ACCOUNT);
  }
}
