package dev.muster.scim.schema;

/// Data type of an attribute (RFC 7643 §2.3).
public enum AttributeType {
  STRING("string"),
  BOOLEAN("boolean"),
  DECIMAL("decimal"),
  INTEGER("integer"),
  DATE_TIME("dateTime"),
  BINARY("binary"),
  REFERENCE("reference"),
  COMPLEX("complex");

  private final String keyword;

  AttributeType(String keyword) {
    this.keyword = keyword;
  }

  /// The keyword as it stands in a Schema resource.
  public String keyword() {
    return keyword;
  }
}
