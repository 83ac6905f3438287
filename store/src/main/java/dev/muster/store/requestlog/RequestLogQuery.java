package dev.muster.store.requestlog;

import java.time.Instant;
import java.util.Optional;

/// Which requests of a log, newest first.
///
/// @param before only those older than this log id
/// @param status an exact status such as 409, or a class such as 4 for all of 400–499
/// @param text only those whose entry holds this text, whatever its case
/// @param limit how many at most
public record RequestLogQuery(
    Optional<Long> before,
    Optional<Instant> since,
    Optional<Integer> status,
    Optional<String> method,
    Optional<String> resourceId,
    Optional<String> text,
    int limit) {

  /// The newest requests.
  public static RequestLogQuery newest(int limit) {
    return new RequestLogQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }
}
