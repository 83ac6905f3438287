package dev.muster.server.console;

import dev.muster.server.administrators.AdministratorParts;
import dev.muster.server.administrators.Passkeys;
import dev.muster.server.administrators.SecondFactors;
import dev.muster.server.administrators.SecondFactors.Step;
import dev.muster.server.administrators.SignIn;
import dev.muster.server.administrators.SignIn.Begun;
import dev.muster.server.administrators.SignIn.Live;
import dev.muster.server.administrators.SingleSignOn;
import dev.muster.server.administrators.SingleSignOnSettings;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.signin.Sessions;
import dev.muster.store.signin.Session.Proof;
import java.net.URI;
import java.util.Optional;

/// The ways in and out of the console: the first administrator's setup link, signing in and out.
public final class SignInPages {
  private static final String SESSION = "muster_session";
  private static final String SIGN_IN = Console.PREFIX + "/sign-in";

  private final SignIn signIn;
  private final Passkeys passkeys;
  private final SecondFactors secondFactors;
  private final SingleSignOn singleSignOn;
  private final Views views;
  private final Entrance entrance;

  SignInPages(AdministratorParts administrators, Views views, Entrance entrance) {
    this.signIn = administrators.signIn();
    this.passkeys = administrators.passkeys();
    this.secondFactors = administrators.secondFactors();
    this.singleSignOn = administrators.singleSignOn();
    this.views = views;
    this.entrance = entrance;
  }

  /// The sign-in form, and what was wrong with the last attempt.
  ///
  /// @param next where to go then: a path of the console
  /// @param passkeys whether browsers have passkeys for where the console is
  /// @param singleSignOn the identity provider's name, if there is one
  /// @param signOutThere where whoever has just left ends their session at it, too
  public record SignInView(
      String email,
      String next,
      boolean passkeys,
      Optional<String> singleSignOn,
      Optional<String> signOutThere,
      Optional<String> problem) {}

  /// The form that asks for the second factor.
  public record CodeView(String next, Optional<String> problem) {}

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
      case "sign-in" -> Optional.of(signIn(request, live));
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
          "this setup link was used or has expired; the server prints a new one when it starts, as long as there is no administrator");
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
              entrance.visitor(request));
      return entered(begun, Console.PREFIX);
    } catch (HttpException e) {
      var view =
          new SetupView(link, form.text("email"), form.text("name"), Optional.of(e.detail()));
      return views.page(e.status(), "setup", view);
    }
  }

  private Response signIn(Request request, Optional<Live> live) {
    var path = request.segments();
    return switch (path.size() > 2 ? path.get(2) : "") {
      case "code" -> code(request);
      case "passkey" -> passkey(request);
      case "single-sign-on" -> leaveForProvider(request);
      case "callback" -> comeBack(request, live);
      default -> enter(request);
    };
  }

  private Response passkey(Request request) {
    if (!request.method().equals("POST")) {
      return redirect(SIGN_IN);
    }
    return request.segments().getLast().equals("options")
        ? Dialog.options(passkeys.beginSignIn(entrance.site(request)), entrance.isSecure())
        : enterWithPasskey(request);
  }

  /// A link, not a form: the policy on content lets no form lead to another site.
  private Response leaveForProvider(Request request) {
    var next = inside(request.findQuery("next").orElse(Console.PREFIX));
    try {
      var sent = singleSignOn.begin(callback(request), next);
      return redirect(sent.location().toString())
          .with("Set-Cookie", Dialog.cookie(sent.cookie(), entrance.isSecure()));
    } catch (HttpException e) {
      return refused(request, "", next, e.status(), e.detail());
    }
  }

  private Response comeBack(Request request, Optional<Live> live) {
    var cookie = Dialog.cookie(request);
    try {
      var arrival = singleSignOn.arrive(live, cookie, request.query(), entrance.visitor(request));
      var next = inside(arrival.next());
      return arrival
          .begun()
          .map(begun -> entered(begun, next))
          .orElseGet(() -> Said.done("Single sign-on is linked to your account.").at(next));
    } catch (HttpException e) {
      return refused(request, "", Console.PREFIX, e.status(), e.detail());
    }
  }

  private URI callback(Request request) {
    return entrance.address(request, SIGN_IN + "/callback");
  }

  private Response code(Request request) {
    var form = Form.of(request);
    var next = inside(request.findQuery("next").orElseGet(() -> form.text("next")));
    var cookie = Dialog.cookie(request);
    if (!secondFactors.isWaiting(cookie)) {
      return redirect(SIGN_IN);
    }
    if (!request.method().equals("POST")) {
      return views.page(200, "code", new CodeView(next, Optional.empty()));
    }
    try {
      return secondFactors
          .enter(cookie, form.text("code"), entrance.visitor(request))
          .map(begun -> entered(begun, next))
          .orElseGet(() -> codeRefused(401, next, "This code is not right, or was used before."));
    } catch (HttpException e) {
      return codeRefused(e.status(), next, e.detail());
    }
  }

  private Response codeRefused(int status, String next, String problem) {
    return views.page(status, "code", new CodeView(next, Optional.of(problem)));
  }

  private Response enterWithPasskey(Request request) {
    var form = Form.of(request);
    var goal = inside(form.text("next"));
    try {
      return passkeys
          .signIn(
              entrance.site(request),
              Dialog.cookie(request),
              form.text("credential"),
              entrance.visitor(request))
          .map(begun -> entered(begun, goal))
          .orElseGet(() ->
              refused(
                  request,
                  "",
                  goal,
                  401,
                  "This passkey is not known here; sign in another way, and add it under your account."));
    } catch (HttpException e) {
      return refused(request, "", goal, e.status(), e.detail());
    }
  }

  private Response enter(Request request) {
    var next = inside(request.findQuery("next").orElse(Console.PREFIX));
    if (!request.method().equals("POST")) {
      return page(request, 200, "", next, Optional.empty());
    }
    var form = Form.of(request);
    var goal = inside(form.text("next"));
    try {
      return secondFactors
          .signIn(form.text("email"), form.secret("password"), entrance.visitor(request))
          .map(step -> after(step, goal))
          .orElseGet(() ->
              refused(
                  request,
                  form.text("email"),
                  goal,
                  401,
                  "E-mail address or password are not right."));
    } catch (HttpException e) {
      return refused(request, form.text("email"), goal, e.status(), e.detail());
    }
  }

  private Response after(Step step, String goal) {
    return switch (step) {
      case Step.In(var begun) -> entered(begun, goal);
      case Step.CodeWanted(var cookie) ->
          redirect(SIGN_IN + "/code?next=" + Api.encoded(goal))
              .with("Set-Cookie", Dialog.cookie(cookie, entrance.isSecure()));
    };
  }

  private Response refused(Request request, String email, String next, int status, String problem) {
    return page(request, status, email, next, Optional.of(problem));
  }

  private Response page(
      Request request, int status, String email, String next, Optional<String> problem) {
    var left = request.findQuery("left").isPresent();
    var view =
        new SignInView(
            email,
            next,
            entrance.site(request).hasPasskeys(),
            singleSignOn.find().map(SingleSignOnSettings::name),
            left
                ? singleSignOn.signOut(entrance.address(request, SIGN_IN)).map(URI::toString)
                : Optional.empty(),
            problem);
    return views.page(status, "sign-in", view);
  }

  private Response leave(Request request, Optional<Live> live) {
    if (request.method().equals("POST")) {
      live.ifPresent(signIn::signOut);
    }
    var there = live.filter(found -> found.session().proof() == Proof.SINGLE_SIGN_ON).isPresent();
    return redirect(there ? SIGN_IN + "?left=yes" : SIGN_IN)
        .with("Set-Cookie", Cookies.of(SESSION, "", 0, entrance.isSecure()));
  }

  /// A new cookie at each sign-in: one that somebody planted before is worth nothing.
  private Response entered(Begun begun, String next) {
    return redirect(next)
        .with(
            "Set-Cookie",
            Cookies.of(SESSION, begun.cookie(), Sessions.LONGEST.toSeconds(), entrance.isSecure()));
  }

  /// Only pages of the console: no other site's, whatever a link says.
  private static String inside(String next) {
    var inside = next.equals(Console.PREFIX) || next.startsWith(Console.PREFIX + "/");
    return inside && next.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\')
        ? next
        : Console.PREFIX;
  }

  private static Response redirect(String location) {
    return Response.empty(303).with("Location", location);
  }
}
