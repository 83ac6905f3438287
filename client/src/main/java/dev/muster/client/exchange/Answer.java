package dev.muster.client.exchange;

import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer, read whole.
public record Answer(int status, HttpHeaders headers, String body) {

  /// An answer with one value for each header field.
  public static Answer of(int status, Map<String, String> headers, String body) {
    var fields = new HashMap<String, List<String>>();
    headers.forEach((name, value) -> fields.put(name, List.of(value)));
    return new Answer(status, HttpHeaders.of(fields, (name, value) -> true), body);
  }

  /// The first value of a header field; names ignore case.
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }
}
