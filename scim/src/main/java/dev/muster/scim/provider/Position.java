package dev.muster.scim.provider;

/// A place in the order of a query: where a resource with this sort key and id is, or would be.
///
/// @param key [SortKey.None] in the order of ids
public record Position(SortKey key, String id) {}
