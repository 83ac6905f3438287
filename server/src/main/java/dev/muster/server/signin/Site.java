package dev.muster.server.signin;

import dev.muster.server.outbound.Network;
import java.net.URI;
import java.util.Locale;

/// Where a browser sees the console. A passkey belongs to its host.
///
/// @param origin such as `https://muster.example.com`
public record Site(String origin, String host) {

  /// The site of a URL.
  ///
  /// @param url the console's, with or without a path
  public static Site of(String url) {
    var uri = URI.create(url);
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    return new Site(uri.getScheme() + "://" + uri.getAuthority().toLowerCase(Locale.ROOT), host);
  }

  /// Whether browsers make passkeys for it: it needs a name, and TLS unless it is this machine.
  public boolean hasPasskeys() {
    var isAddress = host.startsWith("[") || Network.isAddress(host);
    return !isAddress && (origin.startsWith("https:") || host.equals("localhost"));
  }
}
