package dev.muster.server.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keeps the server from calling what only it can reach: whoever may enter a URL would otherwise
/// read cloud metadata or reach machines behind the firewall (server-side request forgery).
///
/// To be asked right before each call. The Java platform remembers addresses for 30 seconds, so the
/// call that follows uses the ones that were looked at, whatever the name's owner answers next (DNS
/// rebinding). Redirects must not be followed.
public final class OutboundPolicy {
  private static final List<Network> NOT_PUBLIC =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3",
          "::/128",
          "::1/128",
          "64:ff9b::/96",
          "64:ff9b:1::/48",
          "100::/64",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "fc00::/7",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8");

  private final List<Network> allowed;

  private OutboundPolicy(List<Network> allowed) {
    this.allowed = allowed;
  }

  /// The public Internet over https.
  public static OutboundPolicy publicOnly() {
    return new OutboundPolicy(List.of());
  }

  /// Some networks more, over http too. Throws when one of them is no network.
  public static OutboundPolicy allowing(List<String> networks) {
    return new OutboundPolicy(networks(networks.toArray(String[]::new)));
  }

  /// Every address, over http too: for servers whose receivers and issuers live in the same
  /// network, and tests.
  public static OutboundPolicy everywhere() {
    return allowing(List.of("0.0.0.0/0", "::/0"));
  }

  /// Throws, naming the URL and the way out, when the server may not call it.
  public void requireAllowed(URI url) {
    var refusal = refusal(url);
    if (refusal.isPresent()) {
      throw new OutboundException("%s is not called: %s".formatted(url, refusal.get()));
    }
  }

  /// Why a URL must not be called; empty if it may.
  public Optional<String> refusal(String url) {
    try {
      return refusal(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.of("\"%s\" is not a URL".formatted(url));
    }
  }

  private Optional<String> refusal(URI uri) {
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      return Optional.of("\"%s\" is not an https URL with a host".formatted(uri));
    }
    if (uri.getUserInfo() != null) {
      return Optional.of("a URL with a user or password in it is not called");
    }
    try {
      var host = uri.getHost().replaceAll("^\\[|]$", "");
      return Arrays.stream(InetAddress.getAllByName(host))
          .flatMap(address -> refusal(scheme, host, address).stream())
          .findFirst();
    } catch (UnknownHostException e) {
      return Optional.of("the host \"%s\" is not known".formatted(uri.getHost()));
    }
  }

  private Optional<String> refusal(String scheme, String host, InetAddress address) {
    if (allowed.stream().anyMatch(network -> network.contains(address))) {
      return Optional.empty();
    }
    if (NOT_PUBLIC.stream().anyMatch(network -> network.contains(address))) {
      return Optional.of(
          "%s is at %s, which is not a public address; the server's operator may allow its network with --allow-target"
              .formatted(host, address.getHostAddress()));
    }
    return scheme.equals("https")
        ? Optional.empty()
        : Optional.of("http is not encrypted; use an https URL");
  }

  private static List<Network> networks(String... texts) {
    return Arrays.stream(texts).map(Network::parse).toList();
  }
}
