package dev.muster.provisioning.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Climbs from entries through groups in groups, level by level. Circles end: each group is asked
/// for its groups once.
final class Ascent {
  private final Source source;
  private final Map<String, Set<String>> above = new HashMap<>();

  private Ascent(Source source) {
    this.source = source;
  }

  static Map<String, Set<String>> of(Source source, Collection<String> ids) {
    var ascent = new Ascent(source);
    ascent.climb(ids);
    var groups = new HashMap<String, Set<String>>();
    for (var id : ids) {
      var all = ascent.allAbove(id);
      if (!all.isEmpty()) {
        groups.put(id, all);
      }
    }
    return groups;
  }

  private void climb(Collection<String> ids) {
    Set<String> level = new HashSet<>(ids);
    while (!level.isEmpty()) {
      var groups = source.groupsOf(level);
      level.forEach(id -> above.put(id, groups.getOrDefault(id, Set.of())));
      var next = new HashSet<String>();
      groups.values().forEach(next::addAll);
      next.removeAll(above.keySet());
      level = next;
    }
  }

  private Set<String> allAbove(String id) {
    var all = new HashSet<String>();
    var open = new HashSet<>(above.getOrDefault(id, Set.of()));
    while (!open.isEmpty()) {
      all.addAll(open);
      var next = new HashSet<String>();
      open.forEach(group -> next.addAll(above.getOrDefault(group, Set.of())));
      next.removeAll(all);
      open = next;
    }
    return all;
  }
}
