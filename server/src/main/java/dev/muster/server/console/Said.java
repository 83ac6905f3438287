package dev.muster.server.console;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/// What a form came to, in words; shown once, on the page that follows.
///
/// @param good whether it was done
public record Said(boolean good, String text) {
  private static final String COOKIE = "muster_said";

  static Said done(String text) {
    return new Said(true, text);
  }

  static Said failed(String text) {
    return new Said(false, text);
  }

  /// Leads on to a page that says it.
  Response at(String location) {
    var value =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(((good ? "+" : "-") + text).getBytes(StandardCharsets.UTF_8));
    return Response.empty(303)
        .with("Location", location)
        .with("Set-Cookie", Cookies.of(COOKIE, value, 30, false));
  }

  /// Does something that answers with a page of its own; a refusal is said on the page before.
  static Response orBack(String before, Supplier<Response> action) {
    try {
      return action.get();
    } catch (HttpException e) {
      return failed(e.detail()).at(before);
    }
  }

  /// Does something, and leads on to a page that says what it came to, also a refusal.
  static Response tell(String location, Supplier<Said> action) {
    return orBack(location, () -> action.get().at(location));
  }

  /// What the page before has left to say.
  static Optional<Said> find(Request request) {
    return Cookies.find(request, COOKIE).filter(value -> !value.isEmpty()).flatMap(Said::read);
  }

  /// Forgets what was said.
  static Response forget(Response response) {
    return response.with("Set-Cookie", Cookies.of(COOKIE, "", 0, false));
  }

  private static Optional<Said> read(String value) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(new Said(text.charAt(0) == '+', text.substring(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
