package dev.muster.scim.filter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Attribute operators that compare with a value (RFC 7644 §3.4.2.2, Table 3).
public enum Operator {
  EQ,
  NE,
  CO,
  SW,
  EW,
  GT,
  GE,
  LT,
  LE;

  private static final List<Operator> ALL = List.of(values());

  private final String keyword = name().toLowerCase(Locale.ROOT);

  /// The operator as it stands in a filter.
  public String keyword() {
    return keyword;
  }

  /// Whether it compares by order: gt, ge, lt, le.
  public boolean ordering() {
    return this == GT || this == GE || this == LT || this == LE;
  }

  /// Whether it looks for a part of a text: co, sw, ew.
  public boolean substring() {
    return this == CO || this == SW || this == EW;
  }

  public static Optional<Operator> find(String word) {
    for (var operator : ALL) {
      if (operator.keyword.equalsIgnoreCase(word)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }
}
