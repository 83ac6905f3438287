package dev.muster.provisioning.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.job.SafetyStore.RefusedJoin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// When a job ran, where its target differs, and which joins people refused.
final class SafetyMemory {
  private final Map<Cycle.Kind, Instant> runs = new EnumMap<>(Cycle.Kind.class);
  private final List<DriftFinding> findings = new ArrayList<>();
  private final Set<RefusedJoin> refused = new HashSet<>();

  void noteRun(Cycle.Kind kind, Instant now) {
    runs.put(kind, now);
  }

  Optional<Instant> lastRun(Cycle.Kind kind) {
    return Optional.ofNullable(runs.get(kind));
  }

  void refuse(Collection<RefusedJoin> joins) {
    refused.addAll(joins);
  }

  Set<RefusedJoin> refused(String objectType) {
    return refused.stream()
        .filter(join -> join.objectType().equals(objectType))
        .collect(Collectors.toSet());
  }

  void add(List<DriftFinding> found) {
    findings.addAll(found);
  }

  void keepOf(long cycle) {
    findings.removeIf(finding -> finding.cycle() != cycle);
  }

  Map<String, DriftFinding> changed(String objectType, Collection<String> targetIds) {
    var changed = new HashMap<String, DriftFinding>();
    findings.stream()
        .filter(finding -> finding.kind() == DriftFinding.Kind.CHANGED)
        .filter(finding -> finding.objectType().equals(objectType))
        .filter(finding -> targetIds.contains(finding.targetId()))
        .forEach(finding -> changed.put(finding.targetId(), finding));
    return changed;
  }

  List<DriftFinding> find(Optional<DriftFinding.Kind> kind, long after, int limit) {
    return findings.stream()
        .filter(finding -> kind.map(one -> one == finding.kind()).orElse(true))
        .skip(after)
        .limit(limit)
        .toList();
  }
}
