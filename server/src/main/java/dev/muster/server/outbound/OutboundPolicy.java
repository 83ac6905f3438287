package dev.muster.server.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/// Which addresses the server talks to when a tenant's settings name them: those of the public
/// Internet over https. Without it a tenant could have the server ask its own neighbours, say a
/// cloud's metadata service (server-side request forgery).
///
/// The host's name is resolved again when the connection is made; https makes sure that it is still
/// the same one who answers.
public final class OutboundPolicy {
  private static final int UNIQUE_LOCAL_MASK = 0xFE;
  private static final int UNIQUE_LOCAL = 0xFC;
  private static final int IPV6_BYTES = 16;
  private static final int SHARED_FIRST = 100;
  private static final int SHARED_SECOND_MASK = 0xC0;
  private static final int SHARED_SECOND = 64;

  private final boolean privateAddresses;

  private OutboundPolicy(boolean privateAddresses) {
    this.privateAddresses = privateAddresses;
  }

  /// The public Internet over https.
  public static OutboundPolicy publicOnly() {
    return new OutboundPolicy(false);
  }

  /// Every address, over http too: for servers whose issuers live in the same network, and tests.
  public static OutboundPolicy everywhere() {
    return new OutboundPolicy(true);
  }

  /// Throws, naming the URL and the way out, when the server may not ask it.
  public void requireAllowed(URI url) {
    if (privateAddresses) {
      return;
    }
    if (!"https".equals(url.getScheme())) {
      throw refused(url, "it is not https");
    }
    for (var address : addresses(url)) {
      if (!isPublic(address)) {
        throw refused(url, address.getHostAddress() + " is not a public address");
      }
    }
  }

  private static InetAddress[] addresses(URI url) {
    try {
      return InetAddress.getAllByName(url.getHost());
    } catch (UnknownHostException e) {
      throw new OutboundException("%s: there is no such host".formatted(url), e);
    }
  }

  private static boolean isPublic(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && !isUniqueLocal(address.getAddress())
        && !isShared(address.getAddress());
  }

  // fc00::/7 (RFC 4193)
  private static boolean isUniqueLocal(byte[] bytes) {
    return bytes.length == IPV6_BYTES && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
  }

  // 100.64.0.0/10 (RFC 6598) and 0.0.0.0/8
  private static boolean isShared(byte[] bytes) {
    return bytes.length < IPV6_BYTES
        && (bytes[0] == 0
            || (bytes[0] == SHARED_FIRST && (bytes[1] & SHARED_SECOND_MASK) == SHARED_SECOND));
  }

  private static OutboundException refused(URI url, String why) {
    return new OutboundException(
        "%s is not asked: %s; if that is meant, start the server with --allow-private-addresses"
            .formatted(url, why));
  }
}
