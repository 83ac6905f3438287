package dev.muster.store.provisioninglog;

import dev.muster.provisioning.log.ProvisioningLogEntry.Action;
import dev.muster.provisioning.log.ProvisioningLogEntry.Result;
import java.time.Instant;
import java.util.Optional;

/// Which entries of a provisioning log, newest first. An empty component restricts nothing.
///
/// @param before only those older than this place in the log
/// @param sourceId of one entry of the source
/// @param text part of the entry's name, its id, or the target's id, whatever the case
/// @param from not older than this moment
/// @param to older than this moment
/// @param limit how many at most
public record LogSearch(
    Optional<Long> before,
    Optional<String> sourceId,
    Optional<Long> cycle,
    Optional<Action> action,
    Optional<Result> result,
    Optional<String> errorCode,
    Optional<String> objectType,
    Optional<String> text,
    Optional<Instant> from,
    Optional<Instant> to,
    int limit) {

  /// The newest entries.
  public static LogSearch newest(int limit) {
    return new LogSearch(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /// The newest entries about one entry of the source.
  public static LogSearch about(String sourceId, int limit) {
    return new LogSearch(
        Optional.empty(),
        Optional.of(sourceId),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /// The same search, going on at a place.
  public LogSearch before(long logId) {
    return new LogSearch(
        Optional.of(logId),
        sourceId,
        cycle,
        action,
        result,
        errorCode,
        objectType,
        text,
        from,
        to,
        limit);
  }

  /// The same search among what a cycle did.
  ///
  /// @param began when it did: nothing that is older is looked through
  public LogSearch ofCycle(long number, Instant began) {
    return new LogSearch(
        before,
        sourceId,
        Optional.of(number),
        action,
        result,
        errorCode,
        objectType,
        text,
        Optional.of(began),
        to,
        limit);
  }

  /// The same search, so many entries at once.
  public LogSearch limitedTo(int entries) {
    return new LogSearch(
        before, sourceId, cycle, action, result, errorCode, objectType, text, from, to, entries);
  }

  /// Whether an index leads to what is looked for: otherwise rows are looked through.
  boolean indexed() {
    return sourceId.isPresent()
        || errorCode.isPresent()
        || result.filter(Result.FAILURE::equals).isPresent()
        || action.filter(LogSearch::removes).isPresent();
  }

  /// Whether entries are looked through that do not fit.
  boolean selective() {
    return text.isPresent()
        || cycle.isPresent()
        || action.isPresent()
        || result.isPresent()
        || objectType.isPresent();
  }

  static boolean removes(Action action) {
    return switch (action) {
      case DISABLE, DELETE, STAGED_DELETE -> true;
      case CREATE, UPDATE, OTHER -> false;
    };
  }
}
