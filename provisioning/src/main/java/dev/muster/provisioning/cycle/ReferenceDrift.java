package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.AttributeChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// Compares what objects refer to — a manager — with what was written, through the links: a target
/// names its own ids, a job those of its source.
final class ReferenceDrift {
  private final JobStore store;
  private final ProvisioningJob job;
  private final String objectType;
  private final Map<String, String> types = new HashMap<>();

  ReferenceDrift(JobStore store, ProvisioningJob job, CompiledMapping mapping) {
    this.store = store;
    this.job = job;
    this.objectType = mapping.mapping().objectType();
    for (AttributeMapping attribute : mapping.mapping().attributes()) {
      attribute.reference().ifPresent(type -> types.put(attribute.target(), type));
    }
  }

  /// Ids at which some changes find an object that is no entry's, of the objects' own type.
  List<String> nobodys(
      List<AttributeChange> changes, Map<String, String> actual, Map<String, String> holders) {
    return changes.stream()
        .map(AttributeChange::path)
        .filter(path -> objectType.equals(types.get(path)))
        .flatMap(path -> Stream.ofNullable(actual.get(path)))
        .filter(id -> !holders.containsKey(id))
        .toList();
  }

  /// The target ids of what some links are known to refer to; without those that have no link any
  /// more.
  Map<Reference, String> targetIds(Collection<Link> links) {
    var wanted = new HashMap<String, Set<String>>();
    for (var link : links) {
      link.known()
          .references()
          .values()
          .forEach(reference ->
              DueEntries.ids(wanted, reference.objectType()).add(reference.sourceId()));
    }
    var ids = new HashMap<Reference, String>();
    wanted.forEach((type, sources) ->
        store
            .links(job.id(), type, sources)
            .forEach((source, link) -> ids.put(new Reference(type, source), link.targetId())));
    return ids;
  }

  /// The entries of the objects that are referred to, by target id.
  Map<String, String> holders(Collection<Map<String, String>> shown) {
    var ids = new HashSet<String>();
    shown.forEach(references -> ids.addAll(references.values()));
    var holders = new HashMap<String, String>();
    for (var type : Set.copyOf(types.values())) {
      store
          .linksByTarget(job.id(), type, ids)
          .forEach((id, link) -> holders.put(id, link.sourceId()));
    }
    return holders;
  }

  /// From what an object refers to, to what it should.
  ///
  /// @param compared paths at which another object than the known one is drift
  /// @param cleared paths at which an object is drift where none was written
  List<AttributeChange> changes(
      Link link,
      Map<String, String> actual,
      Map<Reference, String> targetIds,
      Map<String, String> holders,
      Set<String> compared,
      Set<String> cleared) {
    var changes = new ArrayList<AttributeChange>();
    for (var path : types.keySet()) {
      var known = Optional.ofNullable(link.known().references().get(path));
      var shown = Optional.ofNullable(actual.get(path));
      var expected = known.map(targetIds::get);
      if (expected.isPresent() && compared.contains(path) && !expected.equals(shown)) {
        changes.add(
            new AttributeChange(
                path, named(shown, holders), text(known.map(Reference::sourceId)), known));
      }
      if (known.isEmpty() && shown.isPresent() && cleared.contains(path)) {
        changes.add(
            new AttributeChange(
                path, named(shown, holders), NullNode.getInstance(), Optional.empty()));
      }
    }
    return changes;
  }

  /// By its entry, or by its own id if it is nobody's.
  private static JsonNode named(Optional<String> targetId, Map<String, String> holders) {
    return text(targetId.map(id -> holders.getOrDefault(id, id)));
  }

  private static JsonNode text(Optional<String> text) {
    return text.<JsonNode>map(StringNode::valueOf).orElseGet(NullNode::getInstance);
  }
}
