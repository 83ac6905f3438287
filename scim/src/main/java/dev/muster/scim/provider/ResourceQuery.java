package dev.muster.scim.provider;

import dev.muster.scim.filter.CheckedFilter;
import java.util.Optional;

/// Which resources of a type, in the stable order of their ids.
///
/// @param startIndex 1-based
/// @param count how many at most; 0 asks for the total alone
public record ResourceQuery(
    String resourceType, Optional<CheckedFilter> filter, long startIndex, int count) {}
