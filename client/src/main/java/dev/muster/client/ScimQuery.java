package dev.muster.client;

import java.util.List;
import java.util.Optional;

/// What to ask an endpoint for (RFC 7644 §3.4.2).
///
/// @param startIndex 1-based
/// @param cursor where a page of cursor paging begins (RFC 9865); empty text for the first
/// @param count 0 asks for the total alone
public record ScimQuery(
    Optional<String> filter,
    Optional<Long> startIndex,
    Optional<String> cursor,
    Optional<Integer> count,
    List<String> excludedAttributes) {

  public ScimQuery {
    excludedAttributes = List.copyOf(excludedAttributes);
  }

  /// Everything.
  public static ScimQuery all() {
    return new ScimQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /// What a filter finds.
  public static ScimQuery matching(String filter) {
    return new ScimQuery(
        Optional.of(filter), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /// The same query for one page.
  public ScimQuery page(long startIndex, int count) {
    return new ScimQuery(
        filter, Optional.of(startIndex), Optional.empty(), Optional.of(count), excludedAttributes);
  }

  /// The same query for the page at a cursor; empty text for the first.
  public ScimQuery page(String cursor, int count) {
    return new ScimQuery(
        filter, Optional.empty(), Optional.of(cursor), Optional.of(count), excludedAttributes);
  }

  /// The same query without some attributes in its answer.
  public ScimQuery without(String... attributes) {
    return new ScimQuery(filter, startIndex, cursor, count, List.of(attributes));
  }
}
