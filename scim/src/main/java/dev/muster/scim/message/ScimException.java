package dev.muster.scim.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that the protocol refuses: an HTTP status, a detail for people, and the `scimType`
/// where RFC 7644 §3.12 has one. It is the only exception that leaves the `scim` module on bad
/// input.
public final class ScimException extends RuntimeException {
  private final int status;
  private final @Nullable ScimType scimType;

  private ScimException(int status, @Nullable ScimType scimType, String detail) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }

  public static ScimException invalidFilter(String detail) {
    return new ScimException(400, ScimType.INVALID_FILTER, detail);
  }

  public static ScimException invalidPath(String detail) {
    return new ScimException(400, ScimType.INVALID_PATH, detail);
  }

  public static ScimException invalidSyntax(String detail) {
    return new ScimException(400, ScimType.INVALID_SYNTAX, detail);
  }

  public static ScimException invalidValue(String detail) {
    return new ScimException(400, ScimType.INVALID_VALUE, detail);
  }

  public static ScimException mutability(String detail) {
    return new ScimException(400, ScimType.MUTABILITY, detail);
  }

  public static ScimException noTarget(String detail) {
    return new ScimException(400, ScimType.NO_TARGET, detail);
  }

  /// The query finds more than the provider is willing to return or to sort.
  public static ScimException tooMany(String detail) {
    return new ScimException(400, ScimType.TOO_MANY, detail);
  }

  /// The cursor is none of this query's (RFC 9865 §2.1).
  public static ScimException invalidCursor(String detail) {
    return new ScimException(400, ScimType.INVALID_CURSOR, detail);
  }

  /// The cursor has been valid, too long ago (RFC 9865 §2.1).
  public static ScimException expiredCursor(String detail) {
    return new ScimException(400, ScimType.EXPIRED_CURSOR, detail);
  }

  /// The count is no number that a page may have (RFC 9865 §2.1).
  public static ScimException invalidCount(String detail) {
    return new ScimException(400, ScimType.INVALID_COUNT, detail);
  }

  public static ScimException uniqueness(String detail) {
    return new ScimException(409, ScimType.UNIQUENESS, detail);
  }

  public static ScimException notFound(String resourceType, String id) {
    return new ScimException(404, null, "%s \"%s\" not found".formatted(resourceType, id));
  }

  /// If-Match names a version that is no longer current (RFC 7644 §3.14).
  public static ScimException preconditionFailed(String detail) {
    return new ScimException(412, null, detail);
  }

  /// An error that has a status and no scimType: 401, 403, 405, 413, 415, 501 …
  public static ScimException status(int status, String detail) {
    return new ScimException(status, null, detail);
  }

  public int status() {
    return status;
  }

  public Optional<ScimType> scimType() {
    return Optional.ofNullable(scimType);
  }

  /// What happened, for the person who reads the response: names the thing, its value and the way
  /// out.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
