package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.log.ProvisioningLogEntries;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import dev.muster.provisioning.plan.Match;
import dev.muster.provisioning.target.Target;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Finds, by matching, the objects of links whose id the target does not have. Nothing is written
/// to it here: links are put right, and what refers to a wrong id is written anew by the next
/// cycle.
final class Relinking {
  private final JobStore store;
  private final ProvisioningJob job;
  private final Target target;
  private final ProvisioningLogEntries log;
  private final String type;
  private final Matcher matcher;
  private final Map<String, String> wrongIds = new HashMap<>();

  Relinking(
      JobStore store,
      ProvisioningJob job,
      Target target,
      CompiledMapping mapping,
      ProvisioningLogEntries log) {
    this.store = store;
    this.job = job;
    this.target = target;
    this.log = log;
    this.type = mapping.mapping().objectType();
    this.matcher = new Matcher(store, job.id(), mapping, target, job.settings().concurrency());
  }

  /// What was found.
  enum Found {
    /// The object has another id.
    RELINKED,
    /// Nothing in the target matches.
    NOT_THERE,
    /// What matches is somebody else's, or there are several: a person has to decide.
    NOT_OURS
  }

  Found relink(Link link) {
    var known = link.known();
    var entry = new InScope(link.sourceId(), link.displayName(), known, known);
    return switch (matcher.match(entry)) {
      case Match.Found found -> {
        relink(link, found);
        yield Found.RELINKED;
      }
      case Match.None none -> Found.NOT_THERE;
      case Match.Linked linked -> Found.NOT_OURS;
      case Match.Ambiguous ambiguous -> Found.NOT_OURS;
      case Match.Taken taken -> Found.NOT_OURS;
      case Match.Refused refused -> Found.NOT_OURS;
      case Match.Unmatchable unmatchable -> Found.NOT_OURS;
    };
  }

  /// What the object holds is what it shows: what differs is written by the next cycle, references
  /// included.
  private void relink(Link link, Match.Found found) {
    var mended =
        new Link(
            link.objectType(),
            link.sourceId(),
            found.targetId(),
            found.current(),
            link.disabled(),
            link.departure());
    store.changeLinks(job.id(), List.of(new LinkChange.Put(mended)));
    store.addLog(job.id(), List.of(log.named(mended, link.targetId())));
    store.replanEntries(job.id(), Map.of(link.objectType(), Set.of(link.sourceId())));
    wrongIds.put(link.targetId(), link.sourceId());
  }

  /// The entries of the objects that were found, by the wrong id.
  Map<String, String> wrongIds() {
    return Map.copyOf(wrongIds);
  }

  /// Has objects that refer to a wrong id written anew; says what a person should know.
  Optional<String> finish(List<CompiledMapping> mappings) {
    if (wrongIds.isEmpty()) {
      return Optional.empty();
    }
    for (var mapping : mappings) {
      var refers =
          mapping.mapping().attributes().stream()
              .anyMatch(attribute -> attribute.reference().filter(type::equals).isPresent());
      if (refers && !mapping.mapping().members()) {
        target.readAll(mapping.mapping(), page -> rewriteReferences(mapping, page));
      }
    }
    return Optional.of(
        "the target has %,d objects under another id than it said when they were created; they were found by matching"
            .formatted(wrongIds.size()));
  }

  private void rewriteReferences(CompiledMapping mapping, List<ObjectNode> page) {
    var objects = new HashMap<String, Set<String>>();
    for (var object : page) {
      mapping
          .referencesOf(object)
          .forEach((path, id) -> {
            if (wrongIds.containsKey(id)) {
              DueEntries.ids(objects, DriftPlanner.id(object)).add(path);
            }
          });
    }
    var again = new HashSet<String>();
    store
        .linksByTarget(job.id(), mapping.mapping().objectType(), objects.keySet())
        .forEach((id, link) -> {
          var forgotten = without(link, objects.getOrDefault(id, Set.of()));
          store.changeLinks(job.id(), List.of(new LinkChange.Put(forgotten)));
          again.add(link.sourceId());
        });
    if (!again.isEmpty()) {
      store.replanEntries(job.id(), Map.of(mapping.mapping().objectType(), again));
    }
  }

  private static Link without(Link link, Set<String> paths) {
    var references = new HashMap<>(link.known().references());
    references.keySet().removeAll(paths);
    return new Link(
        link.objectType(),
        link.sourceId(),
        link.targetId(),
        new TargetState(link.known().values(), references),
        link.disabled(),
        link.departure());
  }
}
