package dev.muster.scim.provider;

/// A value under which a resource can be found without reading documents: one row of a store's
/// lookup table.
///
/// @param attribute the path in schema spelling, such as `userName` or `emails.value`
/// @param value normalised: case-folded unless the attribute is caseExact, shortened by a digest
///   when very long
/// @param unique whether no other resource of the type in the tenant may have the same value
public record LookupValue(String attribute, String value, boolean unique) {}
