package dev.muster.conformance.http;

import java.time.Duration;
import java.util.Map;

/// One request and its answer, as a report shows them: long bodies are cut, the token is hidden.
///
/// @param requestHeaders without the token
/// @param status 0 if no answer came; then `body` says why
public record Exchange(
    String method,
    String url,
    Map<String, String> requestHeaders,
    String requestBody,
    int status,
    Map<String, String> headers,
    String body,
    Duration took) {
  private static final int SHOWN = 4000;

  public Exchange {
    requestHeaders = Map.copyOf(requestHeaders);
    headers = Map.copyOf(headers);
    requestBody = cut(requestBody);
    body = cut(body);
  }

  private static String cut(String text) {
    return text.length() <= SHOWN
        ? text
        : "%s… (%d characters in all)".formatted(text.substring(0, SHOWN), text.length());
  }
}
