package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.ObjectMapping;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sees to it that values which depend on the present moment are right each day: the entries of a
/// type whose mapping asks for it are mapped again at midnight. A moment that is kept of nobody
/// stands for all of them.
final class DailyLook {
  private static final String EVERYONE = "";

  private DailyLook() {}

  /// Types whose entries are all due.
  static Set<String> due(Map<String, Set<String>> moments) {
    var types = new HashSet<String>();
    moments.forEach((type, ids) -> {
      if (ids.contains(EVERYONE)) {
        types.add(type);
      }
    });
    return types;
  }

  /// Takes out what stands for all entries.
  static void takeOut(Map<String, Set<String>> moments) {
    moments.values().forEach(ids -> ids.remove(EVERYONE));
    moments.values().removeIf(Set::isEmpty);
  }

  /// Keeps when the entries of a type that were looked at just now are due again.
  static void keepNext(ProvisioningJob job, ObjectMapping mapping, PlanWriter plan, Instant now) {
    plan.moments(
        mapping.objectType(),
        mapping.dependsOnTime() ? Map.of(EVERYONE, midnight(job, now)) : Map.of(),
        List.of(EVERYONE));
  }

  private static Instant midnight(ProvisioningJob job, Instant now) {
    var zone = ZoneId.of(job.settings().safety().schedule().timeZone());
    return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }

  /// Forgets what is due of types that the job no longer provisions.
  static void forgetOthers(JobStore store, ProvisioningJob job, Map<String, Set<String>> moments) {
    var others = new HashSet<>(moments.keySet());
    job.settings().objectMappings().stream()
        .filter(ObjectMapping::enabled)
        .forEach(mapping -> others.remove(mapping.objectType()));
    others.forEach(
        type -> store.keepMoments(job.id(), type, Map.of(), moments.getOrDefault(type, Set.of())));
  }
}
