package dev.muster.scim.filter;

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
  LE
}
