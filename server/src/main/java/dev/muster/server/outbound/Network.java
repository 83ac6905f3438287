package dev.muster.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of addresses, such as `10.0.0.0/8` or `fc00::/7`.
final class Network {
  private final byte[] prefix;
  private final int bits;

  private Network(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /// Throws when the text is no network.
  static Network parse(String text) {
    var parts = text.split("/", -1);
    if (!parts[0].matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*") || parts.length > 2) {
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
