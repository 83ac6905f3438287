package dev.muster.scim.schema;

/// When an attribute is part of a response (RFC 7643 §7).
public enum Returned {
  ALWAYS("always"),
  NEVER("never"),
  DEFAULT("default"),
  REQUEST("request");

  private final String keyword;

  Returned(String keyword) {
    this.keyword = keyword;
  }

  /// The keyword as it stands in a Schema resource.
  public String keyword() {
    return keyword;
  }
}
