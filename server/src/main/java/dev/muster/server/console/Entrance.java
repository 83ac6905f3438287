package dev.muster.server.console;

import dev.muster.server.administrators.SignIn.Visitor;
import dev.muster.server.administrators.Site;
import dev.muster.server.http.Proxies;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.http.Request;
import java.net.URI;

/// Where the console is, and where those come from who enter it.
///
/// @param proxies in front of it
record Entrance(PublicUrl publicUrl, Proxies proxies) {

  /// Whether cookies are sent over TLS alone.
  boolean isSecure() {
    return publicUrl.url().startsWith("https:");
  }

  /// The site as the browser knows it.
  Site site(Request request) {
    return Site.of(publicUrl.seenBy(request));
  }

  /// One of our own pages as the browser knows it.
  URI address(Request request, String path) {
    return URI.create(publicUrl.seenBy(request) + path);
  }

  /// Whether a form was sent from one of our own pages. The browser fills in both fields by itself;
  /// behind a proxy the host is the public one.
  boolean isSentFromHere(Request request) {
    return request
        .findHeader("Origin")
        .map(origin -> origin.substring(origin.indexOf("//") + 2))
        .filter(host ->
            host.equalsIgnoreCase(request.findHeader("Host").orElse(""))
                || host.equalsIgnoreCase(URI.create(publicUrl.url()).getAuthority()))
        .isPresent();
  }

  Visitor visitor(Request request) {
    return new Visitor(proxies.client(request), request.findHeader("User-Agent").orElse(""));
  }
}
