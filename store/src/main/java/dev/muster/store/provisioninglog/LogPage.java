package dev.muster.store.provisioninglog;

import dev.muster.provisioning.log.ProvisioningLogEntry;
import java.util.List;
import java.util.Optional;

/// Some entries of a provisioning log, newest first.
///
/// @param next where to go on; empty at the log's end. A page may hold fewer entries than were
///   asked for, or none, and still have a next one: then what was looked through did not fit
public record LogPage(List<Kept> entries, Optional<Long> next) {
  public LogPage {
    entries = List.copyOf(entries);
  }

  /// An entry with its place in the log, which grows with time.
  public record Kept(long logId, ProvisioningLogEntry entry) {}
}
