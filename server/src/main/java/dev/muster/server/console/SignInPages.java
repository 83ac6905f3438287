package dev.muster.server.console;

import dev.muster.server.administrators.SignIn;
import dev.muster.server.administrators.SignIn.Begun;
import dev.muster.server.administrators.SignIn.Live;
import dev.muster.server.administrators.SignIn.Visitor;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import java.util.Optional;

/// The ways in and out of the console: the first administrator's setup link, signing in and out.
public final class SignInPages {
  private static final String SESSION = "muster_session";
  private static final String SIGN_IN = Console.PREFIX + "/sign-in";

  private final SignIn signIn;
  private final Views views;
  private final boolean secure;

  SignInPages(SignIn signIn, Views views, boolean secure) {
    this.signIn = signIn;
    this.views = views;
    this.secure = secure;
  }

  /// The sign-in form, and what was wrong with the last attempt.
  ///
  /// @param next where to go then: a path of the console
  public record SignInView(String email, String next, Optional<String> problem) {}

  /// The form of the first administrator.
  public record SetupView(String link, String email, String name, Optional<String> problem) {}

  /// The session that a request belongs to.
  Optional<Live> session(Request request) {
    return Cookies.find(request, SESSION).flatMap(signIn::find);
  }

  /// The answer to whoever is at a door, or has to be shown one; empty for whoever may go on.
  Optional<Response> find(Request request, Optional<Live> live) {
    var place = request.segments().size() > 1 ? request.segments().get(1) : "";
    return switch (place) {
      case "setup" -> Optional.of(setup(request));
      case "sign-in" -> Optional.of(enter(request));
      case "sign-out" -> Optional.of(leave(request, live));
      default -> live.isPresent() ? Optional.empty() : Optional.of(toSignIn(request));
    };
  }

  private static Response toSignIn(Request request) {
    var next = request.method().equals("GET") ? request.path() : Console.PREFIX;
    return redirect(SIGN_IN + "?next=" + Api.encoded(next));
  }

  private Response setup(Request request) {
    var form = Form.of(request);
    var link = request.findQuery("link").orElseGet(() -> form.text("link"));
    if (!signIn.isSetupLink(link)) {
      throw HttpException.notFound(
          "this setup link was used or has expired; the server prints a new one when it starts, as"
              + " long as there is no administrator");
    }
    if (!request.method().equals("POST")) {
      return views.page(200, "setup", new SetupView(link, "", "", Optional.empty()));
    }
    try {
      var begun =
          signIn.setUp(
              link,
              form.text("email"),
              form.text("name"),
              form.secret("password"),
              visitor(request));
      return entered(begun, Console.PREFIX);
    } catch (HttpException e) {
      var view =
          new SetupView(link, form.text("email"), form.text("name"), Optional.of(e.detail()));
      return views.page(e.status(), "setup", view);
    }
  }

  private Response enter(Request request) {
    var next = inside(request.findQuery("next").orElse(Console.PREFIX));
    if (!request.method().equals("POST")) {
      return views.page(200, "sign-in", new SignInView("", next, Optional.empty()));
    }
    var form = Form.of(request);
    var goal = inside(form.text("next"));
    try {
      return signIn
          .signIn(form.text("email"), form.secret("password"), visitor(request))
          .map(begun -> entered(begun, goal))
          .orElseGet(() -> refused(form, goal, 401, "E-mail address or password are not right."));
    } catch (HttpException e) {
      return refused(form, goal, e.status(), e.detail());
    }
  }

  private Response refused(Form form, String next, int status, String problem) {
    return views.page(
        status, "sign-in", new SignInView(form.text("email"), next, Optional.of(problem)));
  }

  private Response leave(Request request, Optional<Live> live) {
    if (request.method().equals("POST")) {
      live.ifPresent(signIn::signOut);
    }
    return redirect(SIGN_IN).with("Set-Cookie", Cookies.of(SESSION, "", 0, secure));
  }

  /// A new cookie at each sign-in: one that somebody planted before is worth nothing.
  private Response entered(Begun begun, String next) {
    return redirect(next)
        .with(
            "Set-Cookie", Cookies.of(SESSION, begun.cookie(), SignIn.LONGEST.toSeconds(), secure));
  }

  /// Only pages of the console: no other site's, whatever a link says.
  private static String inside(String next) {
    var inside = next.equals(Console.PREFIX) || next.startsWith(Console.PREFIX + "/");
    return inside && next.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\')
        ? next
        : Console.PREFIX;
  }

  private static Visitor visitor(Request request) {
    return new Visitor(
        request.findHeader("X-Forwarded-For").orElse(""),
        request.findHeader("User-Agent").orElse(""));
  }

  private static Response redirect(String location) {
    return Response.empty(303).with("Location", location);
  }
}
