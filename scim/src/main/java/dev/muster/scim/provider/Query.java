package dev.muster.scim.provider;

import java.util.Optional;

/// A query as a client asks it (RFC 7644 §3.4.2, RFC 9865 §2).
///
/// @param sortBy the attribute that gives the order
/// @param descending whether the order is turned round
/// @param count empty: as many as the provider likes; less than 0 counts as 0
public record Query(
    Optional<String> filter,
    Optional<String> sortBy,
    boolean descending,
    Paging paging,
    Optional<Integer> count) {

  /// Everything that a filter matches, unsorted, from the first one on.
  public static Query of(Optional<String> filter, Optional<Integer> count) {
    return new Query(filter, Optional.empty(), false, new Paging.Index(1), count);
  }

  /// Which page. RFC 9865 §2.2 leaves a provider that has both ways to choose one for clients that
  /// say nothing: they get a cursor, and what clients that know only the index expect.
  public sealed interface Paging {
    /// By index.
    ///
    /// @param startIndex 1-based; less counts as 1
    record Index(long startIndex) implements Paging {}

    /// By cursor.
    ///
    /// @param cursor what the last page named as its next; empty text for the first page
    record Cursor(String cursor) implements Paging {}

    /// The request names neither.
    record Unsaid() implements Paging {}
  }
}
