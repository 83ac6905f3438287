package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.source.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Says whether members of a group whom no entry is linked to may be taken out of it. Not while any
/// of them may be somebody of the source whose account is not known yet.
final class Strangers {
  private final JobStore store;
  private final ProvisioningJob job;
  private final Source source;
  private final PlanWriter plan;
  private final Set<String> noted = new HashSet<>();
  private Optional<Boolean> known = Optional.empty();
  private Optional<Set<String>> unlinked = Optional.empty();

  Strangers(JobStore store, ProvisioningJob job, Source source, PlanWriter plan) {
    this.store = store;
    this.job = job;
    this.source = source;
    this.plan = plan;
  }

  /// @param members of the group whom no entry is linked to, by target id
  boolean mayLeave(ObjectMapping mapping, Link group, List<String> members) {
    if (members.isEmpty()) {
      return false;
    }
    if (!everyoneKnown()) {
      note(
          "members that no entry is linked to are not removed: the source has not been read whole");
      return false;
    }
    var waiting =
        new GroupMembers(source, mapping.nestedMembers()).among(group.sourceId(), unlinked());
    if (!waiting.isEmpty()) {
      note(
          "members of \"%s\" that no entry is linked to are not removed: they may be %s, whose accounts are not known"
              .formatted(group.displayName(), String.join(", ", waiting)));
      return false;
    }
    return true;
  }

  private void note(String note) {
    if (noted.add(note)) {
      plan.note(note);
    }
  }

  /// Whether each entry has had its turn: a source that is broken or was read in part says nothing
  /// about who is missing.
  private boolean everyoneKnown() {
    if (known.isEmpty()) {
      known = Optional.of(!job.initialCycleDue() && readsWhole());
    }
    return known.get();
  }

  private boolean readsWhole() {
    for (var mapping : job.settings().objectMappings()) {
      if (mapping.enabled() && !source.readAll(mapping.objectType(), page -> {}).complete()) {
        return false;
      }
    }
    return true;
  }

  /// Entries that failed and have no object.
  private Set<String> unlinked() {
    if (unlinked.isEmpty()) {
      var failed = new HashMap<String, Set<String>>();
      store
          .escrows(job.id())
          .forEach(escrow -> DueEntries.ids(failed, escrow.objectType()).add(escrow.sourceId()));
      failed.forEach((type, ids) -> ids.removeAll(store.links(job.id(), type, ids).keySet()));
      unlinked =
          Optional.of(failed.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }
    return unlinked.get();
  }
}
