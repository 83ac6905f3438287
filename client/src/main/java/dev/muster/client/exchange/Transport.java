package dev.muster.client.exchange;

import java.io.IOException;

/// Sends one request and reads its answer: over HTTP, or to a provider in a simulation.
public interface Transport extends AutoCloseable {
  /// Throws IOException when there is no whole answer in time.
  Answer send(Outgoing request) throws IOException, InterruptedException;

  @Override
  void close();
}
