package dev.muster.scim.message;

/// Detail keyword of a SCIM error (RFC 7644 §3.12, Table 9; RFC 9865 §2.1 for the cursor keywords).
public enum ScimType {
  INVALID_FILTER("invalidFilter"),
  TOO_MANY("tooMany"),
  UNIQUENESS("uniqueness"),
  MUTABILITY("mutability"),
  INVALID_SYNTAX("invalidSyntax"),
  INVALID_PATH("invalidPath"),
  NO_TARGET("noTarget"),
  INVALID_VALUE("invalidValue"),
  INVALID_VERS("invalidVers"),
  SENSITIVE("sensitive"),
  INVALID_CURSOR("invalidCursor"),
  EXPIRED_CURSOR("expiredCursor"),
  INVALID_COUNT("invalidCount");

  private final String keyword;

  ScimType(String keyword) {
    this.keyword = keyword;
  }

  /// The keyword as it stands on the wire.
  public String keyword() {
    return keyword;
  }
}
