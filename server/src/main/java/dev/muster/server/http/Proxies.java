package dev.muster.server.http;

import dev.muster.server.outbound.Network;
import java.util.Arrays;
import java.util.List;

/// The proxies in front of this server, whose word about where a request came from counts. Anybody
/// can send `X-Forwarded-For`: what the others say in it is not looked at.
public final class Proxies {
  /// Nobody is in between.
  public static final Proxies NONE = new Proxies(List.of());

  private final List<Network> networks;

  private Proxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /// Proxies in some networks, such as `10.0.0.0/8`. Throws when one of them is no network.
  public static Proxies of(List<String> networks) {
    return new Proxies(networks.stream().map(Network::parse).toList());
  }

  /// The address that a request came from. Each proxy adds whom it heard it from at the end: it is
  /// the last one that is not a proxy of ours.
  public String client(Request request) {
    var address = request.peer();
    var hops =
        request
            .findHeader("X-Forwarded-For")
            .map(field -> Arrays.stream(field.split(",", -1)).map(String::strip).toList())
            .orElse(List.of());
    for (var hop : hops.reversed()) {
      if (!isTrusted(address) || !Network.isAddress(hop)) {
        break;
      }
      address = hop;
    }
    return address;
  }

  private boolean isTrusted(String address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
