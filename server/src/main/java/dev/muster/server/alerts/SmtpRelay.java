package dev.muster.server.alerts;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// The server that mail is handed to.
///
/// @param encrypted whether TLS begins with the connection (`smtps`); otherwise STARTTLS is used
///   where it is offered, and has to be where there are credentials
/// @param from the sender's address
public record SmtpRelay(
    String host, int port, boolean encrypted, Optional<Credentials> credentials, String from) {
  private static final int PLAIN_PORT = 587;
  private static final int TLS_PORT = 465;

  /// What the relay asks for.
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }

  /// Reads `smtp://user:password@mail.example.com:587` or `smtps://…`. Throws
  /// IllegalArgumentException saying what does not fit, without the password.
  public static SmtpRelay of(String url, Optional<String> from) {
    return parse(url)
        .filter(uri -> uri.getHost() != null)
        .flatMap(uri -> of(uri, from))
        .orElseThrow(
            () -> new IllegalArgumentException("is not a URL such as smtp://mail.example.com:587"));
  }

  private static Optional<SmtpRelay> of(URI uri, Optional<String> from) {
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    var encrypted = scheme.equals("smtps");
    if (!encrypted && !scheme.equals("smtp")) {
      return Optional.empty();
    }
    var standard = encrypted ? TLS_PORT : PLAIN_PORT;
    return Optional.of(
        new SmtpRelay(
            uri.getHost(),
            uri.getPort() < 0 ? standard : uri.getPort(),
            encrypted,
            Optional.ofNullable(uri.getRawUserInfo()).map(SmtpRelay::credentials),
            from.orElseGet(() -> "muster@" + uri.getHost())));
  }

  /// The message of the exception would hold the password.
  private static Optional<URI> parse(String url) {
    try {
      return Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Credentials credentials(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new Credentials(decoded(userInfo), "")
        : new Credentials(
            decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
