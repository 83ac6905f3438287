package dev.muster.conformance.provider;

/// What a provider may say in its ServiceProviderConfig that it can do (RFC 7643 §5, RFC 9865 §4).
public enum Feature {
  PATCH("patch", "supported", true),
  BULK("bulk", "supported", false),
  FILTER("filter", "supported", true),
  CHANGE_PASSWORD("changePassword", "supported", false),
  SORT("sort", "supported", false),
  ETAG("etag", "supported", false),
  CURSOR_PAGING("pagination", "cursor", false),
  INDEX_PAGING("pagination", "index", true);

  private final String group;
  private final String bit;
  private final boolean assumed;

  Feature(String group, String bit, boolean assumed) {
    this.group = group;
    this.bit = bit;
    this.assumed = assumed;
  }

  /// Its name in the document, such as `patch.supported`.
  public String path() {
    return group + "." + bit;
  }

  String group() {
    return group;
  }

  String bit() {
    return bit;
  }

  /// What is assumed of a provider that says nothing.
  boolean assumed() {
    return assumed;
  }
}
