package dev.muster.client.exchange;

import java.io.IOException;
import java.net.URI;

/// Says no to addresses that must not be called. It is asked before each request, so also about
/// what a name stands for by then.
public interface AddressGuard {
  /// Lets every address pass.
  AddressGuard NONE = address -> {};

  /// Throws [Refused] when the address must not be called.
  void require(URI address) throws Refused;

  /// An address that must not be called; the message says why, and what lifts that.
  final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    public Refused(String reason) {
      super(reason);
    }
  }
}
