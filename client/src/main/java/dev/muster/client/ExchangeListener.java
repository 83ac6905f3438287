package dev.muster.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Is told of every request that a client sends, with its answer. Called by the thread that sent
/// it, between the answer and whoever waits for it: a listener returns at once and does not throw.
@FunctionalInterface
public interface ExchangeListener {
  ExchangeListener NONE = exchange -> {};

  void exchanged(Exchange exchange);

  /// One attempt of one request.
  ///
  /// @param correlation what the request was for, as [ScimClient#within] was told; empty text if
  ///   nothing was said
  /// @param body of the request, not to be modified
  /// @param status of the answer; 0 when there was none
  /// @param answer its body; empty when there was none
  /// @param failure why there was no answer
  /// @param attempt 1 for the first
  /// @param retriedAfter how long the client waits before it sends the request again; empty if it
  ///   does not
  record Exchange(
      String correlation,
      String method,
      URI uri,
      Optional<ObjectNode> body,
      int status,
      Optional<String> answer,
      Optional<String> failure,
      int attempt,
      Optional<Duration> retriedAfter,
      Instant began,
      Duration took) {}
}
