package dev.muster.server.principal;

import dev.muster.store.administrator.AuditStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Writes refusals into the audit log without letting whoever makes many fill it: the first of a
/// kind at once, its repetitions within a minute as one entry with their number. Of more kinds than
/// a hundred in a minute only the number is kept.
final class Floods {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_KINDS = 100;
  private static final Set<String> KEPT_OF_MANY = Set.of("via", "status", "outcome");

  private final AuditStore store;
  private final Clock clock;
  private final Map<ObjectNode, Integer> repetitions = new HashMap<>();
  private Instant begun = Instant.EPOCH;

  Floods(AuditStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  synchronized void add(ObjectNode refusal) {
    settleIfOver();
    if (repetitions.isEmpty()) {
      begun = clock.instant();
    }
    if (repetitions.containsKey(refusal)) {
      repetitions.merge(refusal, 1, Integer::sum);
    } else if (repetitions.size() < MOST_KINDS) {
      repetitions.put(refusal, 0);
      store.append(refusal, clock.instant());
    } else {
      repetitions.merge(ofMany(refusal), 1, Integer::sum);
    }
  }

  /// Writes what a minute that is over has left to say.
  synchronized void settleIfOver() {
    if (!clock.instant().isBefore(begun.plus(WINDOW))) {
      settle();
    }
  }

  /// Writes what there is left to say.
  synchronized void settle() {
    var now = clock.instant();
    repetitions.forEach((refusal, times) -> {
      if (times > 0) {
        store.append(refusal.deepCopy().put("times", times).put("since", begun.toString()), now);
      }
    });
    repetitions.clear();
  }

  private static ObjectNode ofMany(ObjectNode refusal) {
    var many = refusal.deepCopy();
    many.retain(KEPT_OF_MANY);
    return many.put("who", "several").put("action", "refusals of many kinds");
  }
}
