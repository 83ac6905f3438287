package dev.muster.scim.schema;

/// Over what an attribute's value is unique (RFC 7643 §7).
public enum Uniqueness {
  NONE("none"),
  SERVER("server"),
  GLOBAL("global");

  private final String keyword;

  Uniqueness(String keyword) {
    this.keyword = keyword;
  }

  /// The keyword as it stands in a Schema resource.
  public String keyword() {
    return keyword;
  }
}
