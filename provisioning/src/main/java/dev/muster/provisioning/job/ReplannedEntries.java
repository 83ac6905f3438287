package dev.muster.provisioning.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Entries that a job has to look at again although its source did not change them.
///
/// @param upTo a position: what is asked for later comes after it
/// @param entries ids by object type
/// @param groups those of them whose members are to be looked at as well, at any depth
public record ReplannedEntries(long upTo, Map<String, Set<String>> entries, Set<String> groups) {
  /// None.
  public static final ReplannedEntries NONE = new ReplannedEntries(0, Map.of(), Set.of());

  public ReplannedEntries {
    var copy = new HashMap<String, Set<String>>();
    entries.forEach((type, ids) -> copy.put(type, Set.copyOf(ids)));
    entries = Map.copyOf(copy);
    groups = Set.copyOf(groups);
  }

  /// Whether there are none.
  public boolean isEmpty() {
    return entries.isEmpty();
  }
}
