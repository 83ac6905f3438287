package dev.muster.provisioning.target;

/// A request to the target failed, after retries.
public final class TargetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String errorCode;
  private final String reason;

  public TargetException(Kind kind, String errorCode, String reason) {
    super(reason);
    this.kind = kind;
    this.errorCode = errorCode;
    this.reason = reason;
  }

  /// What went wrong, in words.
  public String reason() {
    return reason;
  }

  public Kind kind() {
    return kind;
  }

  /// Entra's error code, such as `EntryConflict` or `TooManyRequests`.
  public String errorCode() {
    return errorCode;
  }

  /// What the cycle has to do about it.
  public enum Kind {
    /// A unique value is taken: match again and adopt.
    CONFLICT,
    /// The linked object is gone: match again.
    NOT_FOUND,
    /// The answer was lost; the request may have been performed: look before repeating it.
    UNKNOWN_OUTCOME,
    /// There was no answer in time; the request may still be performed: look later.
    LATE,
    /// This object is refused; others may pass.
    REJECTED,
    /// Nothing will pass: wrong token, unreachable, not a SCIM server.
    UNAVAILABLE
  }
}
