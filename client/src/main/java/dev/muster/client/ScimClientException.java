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
  private final String challenge;
  private final String location;

  ScimClientException(Kind kind, int status, String detail) {
    this(kind, status, "", detail, "", "");
  }

  ScimClientException(
      Kind kind, int status, String scimType, String detail, String challenge, String location) {
    super(detail);
    this.kind = kind;
    this.status = status;
    this.scimType = scimType;
    this.detail = detail;
    this.challenge = challenge;
    this.location = location;
  }

  /// What went wrong.
  public enum Kind {
    /// No connection: unknown host, refused, TLS failure, no answer in time.
    UNREACHABLE,
    /// The answer was lost after the request was sent, and the request is none to repeat.
    UNKNOWN_OUTCOME,
    /// There was no answer in time, and the request is none to repeat: it may still be performed.
    LATE,
    /// 401 or 403.
    UNAUTHORIZED,
    /// 404.
    NOT_FOUND,
    /// 409.
    CONFLICT,
    /// 412: the resource has changed since it was read.
    CHANGED,
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

  /// Why the provider does not let the request in: its `WWW-Authenticate`; empty text if it does
  /// not say.
  public String challenge() {
    return challenge;
  }

  /// Where the provider sends the client instead; empty text if it is no redirect.
  public String location() {
    return location;
  }
}
