package dev.muster.provisioning.source;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// What changed in a source, by id only: the entries are read afresh, so that many changes of one
/// are one.
///
/// @param upTo the watermark after these changes
/// @param touched ids by object type: created, changed or deleted
/// @param touchedMembers per group, the ids that joined or left it
/// @param more whether there are further changes after `upTo`
/// @param since when the first of its changes happened, by id; a source that does not know leaves
///   it out
public record SourceChanges(
    long upTo,
    Map<String, Set<String>> touched,
    Map<String, Set<String>> touchedMembers,
    boolean more,
    Map<String, Instant> since) {

  /// Changes of which nobody knows when they happened.
  public SourceChanges(
      long upTo,
      Map<String, Set<String>> touched,
      Map<String, Set<String>> touchedMembers,
      boolean more) {
    this(upTo, touched, touchedMembers, more, Map.of());
  }
}
