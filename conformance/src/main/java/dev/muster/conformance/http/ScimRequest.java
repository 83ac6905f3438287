package dev.muster.conformance.http;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A request to a provider. Bearer token, `Accept` and `Content-Type` are added when it is sent,
/// unless it has its own; an empty value of a header leaves that header out.
///
/// @param path after the base URL, such as `/Users?count=1`
/// @param body empty for none
/// @param charset how the body becomes bytes: UTF-8, except in checks of broken input
public record ScimRequest(
    String method, String path, String body, Charset charset, Map<String, String> headers) {
  public ScimRequest {
    headers = Map.copyOf(headers);
  }

  public static ScimRequest of(String method, String path) {
    return of(method, path, "");
  }

  public static ScimRequest of(String method, String path, String body) {
    return new ScimRequest(method, path, body, StandardCharsets.UTF_8, Map.of());
  }

  public ScimRequest with(String header, String value) {
    var all = new HashMap<>(headers);
    all.put(header, value);
    return new ScimRequest(method, path, body, charset, all);
  }

  public ScimRequest in(Charset other) {
    return new ScimRequest(method, path, body, other, headers);
  }

  /// Text as part of a URL; blanks become `%20`.
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
