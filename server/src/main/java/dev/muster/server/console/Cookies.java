package dev.muster.server.console;

import dev.muster.server.http.Request;
import java.util.Arrays;
import java.util.Optional;

/// Cookies of pages: never for scripts, never sent from another site's page.
final class Cookies {
  private Cookies() {}

  static Optional<String> find(Request request, String name) {
    return request
        .findHeader("Cookie")
        .flatMap(header ->
            Arrays.stream(header.split(";", -1))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .findFirst());
  }

  /// A `Set-Cookie` field for the console's pages.
  ///
  /// @param seconds how long the browser keeps it; 0 removes it
  /// @param secure whether it is sent over TLS alone
  static String of(String name, String value, long seconds, boolean secure) {
    return at(Console.PREFIX, name, value, seconds, secure);
  }

  /// A `Set-Cookie` field for the pages below a path.
  static String at(String path, String name, String value, long seconds, boolean secure) {
    return "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Lax%s"
        .formatted(name, value, path, seconds, secure ? "; Secure" : "");
  }
}
