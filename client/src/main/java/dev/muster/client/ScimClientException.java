package dev.muster.client;

import java.util.Optional;

/// A request that failed, after the retries that it may have. The message names the request and
/// what the provider answered, and holds no secret.
public final class ScimClientException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final int status;
  private final String scimType;
  private final String detail;

  ScimClientException(Kind kind, int status, String detail) {
    this(kind, status, "", detail);
  }

  ScimClientException(Kind kind, int status, String scimType, String detail) {
    super(detail);
    this.kind = kind;
    this.status = status;
    this.scimType = scimType;
    this.detail = detail;
  }

  /// What went wrong.
  public enum Kind {
    /// No connection: unknown host, refused, TLS failure, no answer in time.
    UNREACHABLE,
    /// The answer was lost after the request was sent, and the request is none to repeat.
    UNKNOWN_OUTCOME,
    /// 401 or 403.
    UNAUTHORIZED,
    /// 404.
    NOT_FOUND,
    /// 409.
    CONFLICT,
    /// Another 4xx: the provider does not take this request.
    REJECTED,
    /// 429, longer than it is worth waiting for.
    RATE_LIMITED,
    /// 5xx.
    SERVER_ERROR,
    /// The same page again and again: the provider gives no more than its first resources.
    NO_PAGING,
    /// An answer that is not SCIM: a web page, a redirect, broken JSON.
    NOT_SCIM
  }

  public Kind kind() {
    return kind;
  }

  /// HTTP status; empty if there was no answer.
  public Optional<Integer> status() {
    return status == 0 ? Optional.empty() : Optional.of(status);
  }

  /// The provider's `scimType`, such as `noTarget`; empty text if it gave none.
  public String scimType() {
    return scimType;
  }

  /// What happened, in words.
  public String detail() {
    return detail;
  }
}
