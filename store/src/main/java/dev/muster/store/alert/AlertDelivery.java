package dev.muster.store.alert;

/// An alert on its way to a channel.
///
/// @param attempts how many there were
/// @param error why the last failed; empty text if none did
public record AlertDelivery(
    Alert alert, AlertChannel channel, State state, int attempts, String error) {
  /// How far it is.
  public enum State {
    PENDING,
    DONE,
    /// Given up.
    FAILED
  }
}
