package dev.muster.provisioning.cycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// In which stage each object is created, so that what it refers to exists before it: a report
/// after its manager. Then a reference can go with the create itself, and needs no request of its
/// own.
///
/// Objects that refer to each other in a circle cannot all come first; one of them is created
/// without its reference, which is written once the other exists.
final class ReferenceOrder {
  private final Map<String, Long> ordinals = new HashMap<>();
  private final Map<String, List<String>> references = new HashMap<>();
  private final Map<String, Long> waiting = new LinkedHashMap<>();

  /// Notes a planned create or update.
  ///
  /// @param creates whether others have to wait for this action
  void add(String sourceId, long ordinal, boolean creates, List<String> refersTo) {
    if (creates) {
      ordinals.put(sourceId, ordinal);
    }
    if (!refersTo.isEmpty()) {
      references.put(sourceId, refersTo);
      waiting.put(sourceId, ordinal);
    }
  }

  /// How many stages after the first each waiting action has to come, by ordinal; those that need
  /// not wait are left out.
  Map<Long, Integer> delays() {
    var depths = new HashMap<String, Integer>();
    var delays = new LinkedHashMap<Long, Integer>();
    waiting.forEach((sourceId, ordinal) -> {
      var depth = depth(sourceId, depths);
      if (depth > 0) {
        delays.put(ordinal, depth);
      }
    });
    return delays;
  }

  /// Longest chain of planned creates below an object. Iterative: a chain may be longer than the
  /// stack is deep.
  private int depth(String start, Map<String, Integer> depths) {
    var path = new ArrayDeque<String>();
    Set<String> onPath = new HashSet<>();
    path.push(start);
    while (!path.isEmpty()) {
      var id = path.element();
      if (depths.containsKey(id)) {
        onPath.remove(path.pop());
        continue;
      }
      onPath.add(id);
      var unknown = new ArrayList<String>();
      var depth = 0;
      for (var reference : references.getOrDefault(id, List.of())) {
        var circular = onPath.contains(reference);
        if (!ordinals.containsKey(reference) || circular) {
          continue;
        }
        var below = depths.get(reference);
        if (below == null) {
          unknown.add(reference);
        } else {
          depth = Math.max(depth, below + 1);
        }
      }
      if (unknown.isEmpty()) {
        depths.put(id, depth);
        onPath.remove(path.pop());
      } else {
        path.push(unknown.getFirst());
      }
    }
    return depths.getOrDefault(start, 0);
  }
}
