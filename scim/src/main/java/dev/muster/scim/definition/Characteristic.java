package dev.muster.scim.definition;

import dev.muster.scim.schema.Attribute;

/// A characteristic of an attribute that a definition may change (RFC 7643 §7).
public enum Characteristic {
  NAME("name"),
  TYPE("type"),
  MULTI_VALUED("multiValued"),
  DESCRIPTION("description"),
  REQUIRED("required"),
  CANONICAL_VALUES("canonicalValues"),
  CASE_EXACT("caseExact"),
  MUTABILITY("mutability"),
  RETURNED("returned"),
  UNIQUENESS("uniqueness"),
  REFERENCE_TYPES("referenceTypes");

  private final String keyword;

  Characteristic(String keyword) {
    this.keyword = keyword;
  }

  /// The member of the attribute's definition.
  public String keyword() {
    return keyword;
  }

  boolean differs(Attribute before, Attribute after) {
    return !of(before).equals(of(after));
  }

  /// What a definition says, as it would write it.
  String of(Attribute attribute) {
    return switch (this) {
      case NAME -> attribute.name();
      case TYPE -> attribute.type().keyword();
      case MULTI_VALUED -> String.valueOf(attribute.multiValued());
      case DESCRIPTION -> attribute.description();
      case REQUIRED -> String.valueOf(attribute.required());
      case CANONICAL_VALUES -> attribute.canonicalValues().toString();
      case CASE_EXACT -> String.valueOf(attribute.caseExact());
      case MUTABILITY -> attribute.mutability().keyword();
      case RETURNED -> attribute.returned().keyword();
      case UNIQUENESS -> attribute.uniqueness().keyword();
      case REFERENCE_TYPES -> attribute.referenceTypes().toString();
    };
  }
}
