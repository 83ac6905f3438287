package dev.muster.server.http;

import java.util.Optional;

/// The token in an Authorization header (RFC 6750 §2.1).
public final class BearerToken {
  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  /// The token, if the header has the scheme Bearer; schemes ignore case.
  public static Optional<String> find(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return Optional.of(authorization.substring(SCHEME.length()).strip()).filter(t -> !t.isEmpty());
  }
}
