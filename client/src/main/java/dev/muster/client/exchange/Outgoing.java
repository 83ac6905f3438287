package dev.muster.client.exchange;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request before it is sent.
///
/// @param headers fields besides those that follow from the body; may hold a secret
/// @param timeout how long the whole answer may take
public record Outgoing(
    String method, URI uri, Map<String, String> headers, Body body, Duration timeout) {

  public Outgoing {
    headers = Map.copyOf(headers);
  }

  /// The same request with one more header field.
  public Outgoing with(String header, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Outgoing(method, uri, all, body, timeout);
  }

  /// The request in messages: without its query, which may hold people's names.
  public String name() {
    return method + " " + uri.getPath();
  }

  @Override
  public String toString() {
    return name();
  }
}
