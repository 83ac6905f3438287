package dev.muster.server.console;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.principal.Audit;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/// What keeps other sites away from pages: header fields for the browser, and forms that count only
/// if they are our own.
///
/// @param via by which the audit log tells these pages from others, such as `console`
record Shield(PublicUrl publicUrl, Entrance entrance, Audit audit, String via) {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  /// An answer with what the browser has to know. Nothing is stored that does not say it may be.
  static Response around(Response response) {
    var withSecurity = response.with(HEADERS);
    return withSecurity.headers().find("Cache-Control").isPresent()
        ? withSecurity
        : withSecurity.with("Cache-Control", "no-store");
  }

  /// A form of another site's page carries our cookies in some browsers; it cannot hide where it
  /// comes from. Browsers send `Origin` with every POST. Throws 403 for a form from elsewhere.
  ///
  /// @param who whose cookie came with it; empty text if nobody knows
  void requireSameOrigin(Request request, Supplier<String> who) {
    if (request.method().equals("GET") || request.method().equals("HEAD")) {
      return;
    }
    var origin = request.findHeader("Origin").filter(sent -> isOurs(sent, request));
    if (origin.isEmpty()) {
      audit.refused(
          who.get(), via, "a form from elsewhere", "refused", entrance.visitor(request).address());
      throw HttpException.forbidden(
          "this form was sent from another site, or the browser does not say from where; open the page at %s and send it again"
              .formatted(publicUrl.url()));
    }
  }

  /// The browser fills in both fields by itself; behind a proxy the host is the public one.
  private boolean isOurs(String origin, Request request) {
    var host = origin.substring(origin.indexOf("//") + 2);
    return host.equalsIgnoreCase(request.findHeader("Host").orElse(""))
        || host.equalsIgnoreCase(URI.create(publicUrl.url()).getAuthority());
  }

  /// The title of a page that says what went wrong.
  static String title(int status) {
    return switch (status) {
      case 403 -> "That is not allowed";
      case 404 -> "There is nothing here";
      case 410 -> "This link has ended";
      case 429 -> "Too many attempts";
      default -> status >= 500 ? "Something went wrong" : "That did not work";
    };
  }
}
