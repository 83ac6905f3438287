package dev.muster.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of addresses, such as `10.0.0.0/8` or `fc00::/7`.
public final class Network {
  private static final String ADDRESS = "[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";

  private final byte[] prefix;
  private final int bits;

  private Network(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /// Throws when the text is no network.
  public static Network parse(String text) {
    var parts = text.split("/", -1);
    if (!parts[0].matches(ADDRESS) || parts.length > 2) {
      throw notOne(text);
    }
    try {
      var prefix = InetAddress.getByName(parts[0]).getAddress();
      int most = prefix.length * Byte.SIZE;
      int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > most) {
        throw notOne(text);
      }
      return new Network(prefix, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw notOne(text);
    }
  }

  /// Whether a text is an address, and no name that would have to be looked up.
  public static boolean isAddress(String text) {
    if (!text.matches(ADDRESS)) {
      return false;
    }
    try {
      var _ = InetAddress.getByName(text);
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /// Whether the text is an address of this network.
  public boolean contains(String address) {
    try {
      return isAddress(address) && contains(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    if (bytes.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((bytes[bit / Byte.SIZE] & mask) != (prefix[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException notOne(String text) {
    return new IllegalArgumentException(
        "\"%s\" is not a network; write one such as 10.0.0.0/8".formatted(text));
  }
}
