package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.DriftFinding;
import dev.muster.provisioning.job.DriftFinding.Handling;
import dev.muster.provisioning.job.DriftFinding.Kind;
import dev.muster.provisioning.job.DriftRules.Reaction;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.AttributeMapping.Authority;
import dev.muster.provisioning.mapping.AttributeMapping.Nulls;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.plan.AttributeChange;
import dev.muster.provisioning.plan.Planner;
import dev.muster.provisioning.plan.ProvisioningAction;
import dev.muster.provisioning.plan.ProvisioningAction.Disable;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import dev.muster.provisioning.plan.StateDifference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Finds objects whose values are not those that were written to them.
final class ValueDrift {
  /// A path that none of so many objects shows, though all were given a value, is one that the
  /// target does not return.
  private static final int ENOUGH_TO_TELL = 5;

  /// So many are kept in memory; of a target that has more, those are reported.
  private static final int MOST_UNSURE = 10_000;

  private final JobStore store;
  private final ProvisioningJob job;
  private final CompiledMapping mapping;
  private final PlanWriter plan;
  private final DriftFindings findings;
  private final Reaction reaction;

  /// Where the source's value holds; elsewhere the target may say otherwise.
  private final Set<String> ours;

  /// Of these, where nothing of the source means nothing in the target.
  private final Set<String> cleared;

  private final ReferenceDrift references;

  /// Objects that refer to an id which may not be there: that is known when all have been seen.
  private final List<Unsure> unsure = new ArrayList<>();

  private Optional<Set<String>> unreturned = Optional.empty();
  private Set<String> ownDefaults = Set.of();

  /// What is repaired is written as it was known: a reference that waits for its object is looked
  /// for again afterwards.
  private final Set<String> repaired = new HashSet<>();

  ValueDrift(
      JobStore store,
      ProvisioningJob job,
      CompiledMapping mapping,
      PlanWriter plan,
      DriftFindings findings) {
    this.store = store;
    this.job = job;
    this.mapping = mapping;
    this.plan = plan;
    this.findings = findings;
    this.reaction = job.settings().safety().drift().changed();
    this.ours = ours(attribute -> true);
    this.cleared =
        ours(attribute -> attribute.nulls() == Nulls.CLEAR && attribute.defaultValue().isEmpty());
    this.references = new ReferenceDrift(store, job, mapping);
  }

  private Set<String> ours(Predicate<AttributeMapping> wanted) {
    return mapping.mapping().attributes().stream()
        .filter(attribute ->
            attribute.apply() == Apply.ALWAYS
                && attribute.authority() == Authority.SOURCE
                && attribute.kind() != AttributeMapping.Kind.NONE)
        .filter(wanted)
        .map(AttributeMapping::target)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// A linked object: what it holds, and ids of the objects to which it refers, by path.
  private record Actual(TargetState state, Map<String, String> references) {
    Set<String> paths() {
      var paths = new HashSet<>(state.values().keySet());
      paths.addAll(references.keySet());
      return paths;
    }
  }

  void compare(List<ObjectNode> objects, Map<String, Link> links) {
    if (reaction == Reaction.IGNORE) {
      return;
    }
    var before = store.changedBefore(job.id(), mapping.mapping().objectType(), links.keySet());
    var states = new LinkedHashMap<Link, Actual>();
    for (var object : objects) {
      Optional.ofNullable(links.get(DriftPlanner.id(object)))
          .ifPresent(link -> states.put(link, actual(object)));
    }
    if (unreturned.isEmpty()) {
      unreturned = Optional.of(unreturned(states));
      ownDefaults = ownDefaults(states);
    }
    var ids = references.targetIds(states.keySet());
    var holders = references.holders(states.values().stream().map(Actual::references).toList());
    states.forEach((link, actual) -> {
      var referring =
          references.changes(
              link, actual.references(), ids, holders, compared(ours), compared(cleared));
      var changes = new ArrayList<>(changes(link, actual.state()));
      changes.addAll(referring);
      if (!changes.isEmpty()) {
        var earlier = Optional.ofNullable(before.get(link.targetId()));
        var nobodys = references.nobodys(referring, actual.references(), holders);
        if (reaction == Reaction.REPORT && !nobodys.isEmpty() && unsure.size() < MOST_UNSURE) {
          unsure.add(new Unsure(link, changes, referring, nobodys, earlier));
        } else {
          found(link, changes, reaction == Reaction.REPAIR ? changes : List.of(), earlier);
        }
      }
    });
  }

  /// An object that may refer to one that is not there.
  private record Unsure(
      Link link,
      List<AttributeChange> changes,
      List<AttributeChange> referring,
      List<String> ids,
      Optional<DriftFinding> before) {}

  /// A reference to an object that the target does not have is written anew in any case: nobody
  /// sets such by hand. The object once had that id, or the target once said so.
  ///
  /// @param exists whether the target has an object of that id
  void finish(Predicate<String> exists) {
    for (var object : unsure) {
      var dangles = object.ids().stream().noneMatch(exists);
      found(
          object.link(),
          object.changes(),
          dangles ? object.referring() : List.of(),
          object.before());
    }
    if (!repaired.isEmpty()) {
      store.replanEntries(job.id(), Map.of(mapping.mapping().objectType(), repaired));
    }
  }

  private Actual actual(ObjectNode object) {
    return new Actual(mapping.stateOf(object), mapping.referencesOf(object));
  }

  private static Set<String> unreturned(Map<Link, Actual> states) {
    var written = new LinkedHashMap<String, Integer>();
    var shown = new HashSet<String>();
    states.forEach((link, actual) -> {
      link.known().values().keySet().forEach(path -> written.merge(path, 1, Integer::sum));
      link.known().references().keySet().forEach(path -> written.merge(path, 1, Integer::sum));
      shown.addAll(actual.paths());
    });
    var unreturned = new HashSet<String>();
    written.forEach((path, count) -> {
      if (count >= ENOUGH_TO_TELL && !shown.contains(path)) {
        unreturned.add(path);
      }
    });
    return unreturned;
  }

  /// A path that many objects show and that none of them was given a value at is one that the
  /// target fills in by itself.
  private static Set<String> ownDefaults(Map<Link, Actual> states) {
    var shown = new LinkedHashMap<String, Integer>();
    var lacking = new HashSet<String>();
    states.forEach((link, actual) -> {
      actual.paths().stream()
          .filter(path -> !holds(link.known(), path))
          .forEach(path -> shown.merge(path, 1, Integer::sum));
    });
    states.forEach((link, actual) ->
        shown.keySet().stream()
            .filter(path -> !holds(link.known(), path) && !actual.paths().contains(path))
            .forEach(lacking::add));
    shown.keySet().removeAll(lacking);
    shown.values().removeIf(count -> count < ENOUGH_TO_TELL);
    return Set.copyOf(shown.keySet());
  }

  private static boolean holds(TargetState state, String path) {
    return state.values().containsKey(path) || state.references().containsKey(path);
  }

  /// Those of some paths that can be compared.
  private Set<String> compared(Set<String> paths) {
    var compared = new HashSet<>(paths);
    compared.removeAll(unreturned.orElse(Set.of()));
    compared.removeAll(mapping.redacted());
    compared.removeAll(mapping.leftToTarget());
    return compared;
  }

  /// From what the target holds to what it should hold.
  private List<AttributeChange> changes(Link link, TargetState actual) {
    var values = new LinkedHashMap<>(link.known().values());
    values.keySet().retainAll(compared(ours));
    var added = compared(cleared);
    added.removeAll(ownDefaults);
    added.removeIf(path -> holds(link.known(), path));
    return StateDifference.between(actual, new TargetState(values, Map.of()), added).stream()
        .filter(change -> !mapping.sameButCase(change.path(), change.before(), change.after()))
        .toList();
  }

  /// @param wanted those of the changes that are to be repaired
  private void found(
      Link link,
      List<AttributeChange> changes,
      List<AttributeChange> wanted,
      Optional<DriftFinding> before) {
    var repairedInVain =
        before
            .filter(finding -> finding.handling() != Handling.REPORTED)
            .filter(finding -> finding.changes().equals(changes))
            .isPresent();
    var repairs = !wanted.isEmpty() && !repairedInVain;
    if (repairs) {
      plan.add(repair(link, wanted), mapping.mapping().members());
      repaired.add(link.sourceId());
    }
    findings.add(
        Kind.CHANGED,
        link.objectType(),
        link.targetId(),
        Optional.of(link.sourceId()),
        link.displayName(),
        changes,
        List.of(),
        List.of(),
        repairs
            ? Handling.REPAIR_PLANNED
            : repairedInVain ? Handling.KEPT_BY_TARGET : Handling.REPORTED);
  }

  /// An account that somebody enabled again is disabled, which counts for the guard.
  private static ProvisioningAction repair(Link link, List<AttributeChange> changes) {
    var disables =
        Planner.inactive(link.known())
            && changes.stream().anyMatch(change -> change.path().equals("active"));
    return disables
        ? new Disable(
            link.objectType(),
            link.sourceId(),
            link.displayName(),
            link.targetId(),
            link.known(),
            changes,
            link.departure().map(Departure::event).orElse(Departure.Event.DISABLED))
        : new Update(
            link.objectType(),
            link.sourceId(),
            link.displayName(),
            link.targetId(),
            link.known(),
            changes,
            false);
  }
}
