package dev.muster.server.oauth;

import java.util.Map;

/// A token request that is refused, in the words of RFC 6749 §5.2.
final class OAuthException extends RuntimeException {
  private final int status;
  private final String error;
  private final Map<String, String> headers;

  private OAuthException(
      int status, String error, String description, Map<String, String> headers) {
    super(description);
    this.status = status;
    this.error = error;
    this.headers = Map.copyOf(headers);
  }

  static OAuthException invalidRequest(String description) {
    return new OAuthException(400, "invalid_request", description, Map.of());
  }

  /// The client is unknown or did not prove who it is; nothing tells which.
  static OAuthException invalidClient(String description) {
    return new OAuthException(
        401,
        "invalid_client",
        description,
        Map.of("WWW-Authenticate", "Basic realm=\"muster\", charset=\"UTF-8\""));
  }

  static OAuthException unsupportedGrantType(String description) {
    return new OAuthException(400, "unsupported_grant_type", description, Map.of());
  }

  static OAuthException invalidScope(String description) {
    return new OAuthException(400, "invalid_scope", description, Map.of());
  }

  static OAuthException notNow(int status, long retryAfterSeconds, String description) {
    return new OAuthException(
        status,
        "temporarily_unavailable",
        description,
        Map.of("Retry-After", Long.toString(retryAfterSeconds)));
  }

  int status() {
    return status;
  }

  String error() {
    return error;
  }

  String description() {
    return String.valueOf(getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }
}
