package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The links that a page of actions needs to turn source ids into target ids, read at once.
final class PageLinks {
  private final Map<String, Map<String, Link>> byType = new HashMap<>();
  private final Set<String> memberTypes;

  private PageLinks(Set<String> memberTypes) {
    this.memberTypes = memberTypes;
  }

  /// Reads the links for a page. Members may be of any type that the job provisions.
  static PageLinks of(
      JobStore store, JobId job, Collection<CompiledMapping> mappings, List<PlannedAction> page) {
    var types = new HashSet<String>();
    mappings.forEach(mapping -> types.add(mapping.mapping().objectType()));
    var needed = new HashMap<String, Set<String>>();
    for (var planned : page) {
      need(needed, types, planned.action());
    }
    var links = new PageLinks(types);
    needed.forEach((type, ids) -> links.byType.put(type, store.links(job, type, ids)));
    return links;
  }

  private static void need(
      Map<String, Set<String>> needed, Set<String> types, ProvisioningAction action) {
    switch (action) {
      case ProvisioningAction.Create create -> need(needed, create.desired());
      case ProvisioningAction.Update update -> {
        need(needed, update.desired());
        need(needed, update.objectType(), update.sourceId());
      }
      case ProvisioningAction.Disable disable -> {
        need(needed, disable.desired());
        need(needed, disable.objectType(), disable.sourceId());
      }
      case ProvisioningAction.Delete delete -> {}
      case ProvisioningAction.ChangeMembers change -> {
        need(needed, change.objectType(), change.sourceId());
        for (var type : types) {
          change.add().forEach(id -> need(needed, type, id));
          change.remove().forEach(id -> need(needed, type, id));
        }
      }
    }
  }

  private static void need(Map<String, Set<String>> needed, TargetState state) {
    state
        .references()
        .values()
        .forEach(reference -> need(needed, reference.objectType(), reference.sourceId()));
  }

  private static void need(Map<String, Set<String>> needed, String type, String id) {
    needed.computeIfAbsent(type, key -> new HashSet<>()).add(id);
  }

  Optional<Link> find(String objectType, String sourceId) {
    return Optional.ofNullable(byType.getOrDefault(objectType, Map.of()).get(sourceId));
  }

  /// The link of a member of a group, whatever its type.
  Optional<Link> findMember(String sourceId) {
    return memberTypes.stream().flatMap(type -> find(type, sourceId).stream()).findFirst();
  }
}
