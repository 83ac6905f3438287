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
/// To be asked right before each call. A name that passed stays guarded for some minutes: whatever
/// its owner answers next (DNS rebinding), [GuardedNames] gives the call only addresses that pass,
/// too. Redirects must not be followed.
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
          "::/96",
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
    var refusal = refusal(url, false);
    if (refusal.isPresent()) {
      throw new OutboundException("%s is not called: %s".formatted(url, refusal.get()));
    }
  }

  /// Why a URL must not be called; empty if it may.
  public Optional<String> refusal(String url) {
    try {
      return refusal(URI.create(url), false);
    } catch (IllegalArgumentException e) {
      return Optional.of("\"%s\" is not a URL".formatted(url));
    }
  }

  /// Why a URL must not be called; empty if it may, or if nobody knows its host at the moment.
  public Optional<String> refusalIfKnown(URI url) {
    return refusal(url, true);
  }

  private Optional<String> refusal(URI uri, boolean unknownPasses) {
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      return Optional.of("\"%s\" is not an https URL with a host".formatted(uri));
    }
    if (uri.getUserInfo() != null) {
      return Optional.of("a URL with a user or password in it is not called");
    }
    var host = uri.getHost().replaceAll("^\\[|]$", "");
    try {
      var refusal = refusal(scheme, host, InetAddress.getAllByName(host));
      if (refusal.isEmpty() && GuardedNames.guard(host, address -> allows(scheme, host, address))) {
        // Looked up again: the first answer may have been replaced before the name was guarded.
        return refusal(scheme, host, InetAddress.getAllByName(host));
      }
      return refusal;
    } catch (UnknownHostException e) {
      // It may become known between this look and the connection.
      GuardedNames.guard(host, address -> allows(scheme, host, address));
      return unknownPasses
          ? Optional.empty()
          : Optional.of("the host \"%s\" is not known".formatted(uri.getHost()));
    }
  }

  private Optional<String> refusal(String scheme, String host, InetAddress... addresses) {
    return Arrays.stream(addresses)
        .flatMap(address -> refusal(scheme, host, address).stream())
        .findFirst();
  }

  private boolean allows(String scheme, String host, InetAddress address) {
    return refusal(scheme, host, address).isEmpty();
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
        : Optional.of(
            "http is not encrypted; use an https URL, or have the server's operator allow its network with --allow-target");
  }

  private static List<Network> networks(String... texts) {
    return Arrays.stream(texts).map(Network::parse).toList();
  }
}
