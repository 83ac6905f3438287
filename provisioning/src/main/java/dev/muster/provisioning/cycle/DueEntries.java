package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The entries that an incremental cycle looks at although nothing changed about them in the
/// source: their time has come. Ids by object type.
///
/// @param moments whose scope depends on a date that has come
/// @param retries what failed and has its next attempt
/// @param healable what was written without a reference that can be written now
/// @param leavers whose grace period is over
record DueEntries(
    Map<String, Set<String>> moments,
    Map<String, Set<String>> retries,
    Map<String, Set<String>> healable,
    Map<String, Set<String>> leavers) {

  static DueEntries of(JobStore store, ProvisioningJob job, Instant now) {
    var moments = new HashMap<>(store.dueMoments(job.id(), now));
    DailyLook.takeOut(moments);
    return new DueEntries(
        moments, retries(store, job, now), store.healable(job.id()), leavers(store, job, now));
  }

  /// All of them, in a map of its own.
  Map<String, Set<String>> all() {
    var all = new HashMap<String, Set<String>>();
    moments.forEach((type, ids) -> ids(all, type).addAll(ids));
    retries.forEach((type, ids) -> ids(all, type).addAll(ids));
    healable.forEach((type, ids) -> ids(all, type).addAll(ids));
    leavers.forEach((type, ids) -> ids(all, type).addAll(ids));
    return all;
  }

  static Set<String> ids(Map<String, Set<String>> byKey, String key) {
    return byKey.computeIfAbsent(key, absent -> new LinkedHashSet<>());
  }

  private static Map<String, Set<String>> retries(
      JobStore store, ProvisioningJob job, Instant now) {
    var due = new HashMap<String, Set<String>>();
    store
        .dueEscrows(job.id(), now)
        .forEach(escrow -> ids(due, escrow.objectType()).add(escrow.sourceId()));
    return due;
  }

  /// Without those whose deletion failed: they have their next attempt.
  private static Map<String, Set<String>> leavers(
      JobStore store, ProvisioningJob job, Instant now) {
    var due = new HashMap<String, Set<String>>();
    for (var event : Departure.Event.values()) {
      job.settings()
          .safety()
          .leavers()
          .grace(event)
          .map(grace -> store.departed(job.id(), event, now.minus(grace)))
          .ifPresent(departed -> {
            departed.keySet().removeIf(type -> !deletes(job, type, event));
            departed.forEach((type, ids) -> ids(due, type).addAll(ids));
          });
    }
    if (!due.isEmpty()) {
      store
          .escrows(job.id())
          .forEach(escrow -> ids(due, escrow.objectType()).remove(escrow.sourceId()));
      due.values().removeIf(Set::isEmpty);
    }
    return due;
  }

  /// Whether accounts of a type are deleted at the end of the grace period after an event.
  private static boolean deletes(ProvisioningJob job, String type, Departure.Event event) {
    return job.settings().objectMappings().stream()
        .filter(mapping -> mapping.objectType().equals(type))
        .anyMatch(mapping ->
            mapping.flow().contains(Flow.DELETE)
                && Leaver.DISABLE
                    == switch (event) {
                      case OUT_OF_SCOPE -> mapping.outOfScope();
                      case MISSING -> mapping.missing();
                      case DISABLED -> job.settings().safety().leavers().disabledInSource();
                    });
  }
}
