package dev.muster.server.http;

/// Answers requests.
@FunctionalInterface
public interface Handler {
  Response answer(Request request);
}
