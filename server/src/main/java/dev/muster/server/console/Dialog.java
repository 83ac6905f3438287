package dev.muster.server.console;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.signin.Ceremonies;
import dev.muster.server.signin.WebAuthn.Asked;
import java.nio.charset.StandardCharsets;

/// What takes two steps: an answer is asked for, and comes with the cookie that ties the two
/// together. With a passkey, a script asks for options, lets the browser work, and sends the form
/// with its answer.
final class Dialog {
  private static final String COOKIE = "muster_ceremony";

  private Dialog() {}

  /// What the browser is asked for, for the script.
  static Response options(Asked asked, boolean secure) {
    return options(asked, Console.PREFIX, secure);
  }

  /// What the browser is asked for by the pages below a path, for the script.
  static Response options(Asked asked, String path, boolean secure) {
    return Response.of(200, "application/json", asked.json().getBytes(StandardCharsets.UTF_8))
        .with("Set-Cookie", cookie(path, asked.cookie(), secure));
  }

  /// Why the browser is not asked, for the script to show.
  static Response refused(HttpException e) {
    return Response.of(
        e.status(), "text/plain; charset=utf-8", e.detail().getBytes(StandardCharsets.UTF_8));
  }

  /// The `Set-Cookie` field of a first step.
  static String cookie(String value, boolean secure) {
    return cookie(Console.PREFIX, value, secure);
  }

  private static String cookie(String path, String value, boolean secure) {
    return Cookies.at(path, COOKIE, value, Ceremonies.PATIENCE.toSeconds(), secure);
  }

  /// The cookie that came with the answer; empty text for none.
  static String cookie(Request request) {
    return Cookies.find(request, COOKIE).orElse("");
  }
}
