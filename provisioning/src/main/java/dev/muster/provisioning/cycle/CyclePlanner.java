package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ReplannedEntries;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.scope.Scope;
import dev.muster.provisioning.source.Descent;
import dev.muster.provisioning.source.Entry;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.source.SourceChanges;
import dev.muster.provisioning.target.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Makes the plan of one cycle: reads the source whole or what changed in it, and plans each type
/// in turn, then the members of groups.
final class CyclePlanner {
  private final JobStore store;
  private final ProvisioningJob job;
  private final Source source;
  private final Target target;
  private final Clock clock;
  private final Scope scope;
  private final ReplannedEntries replanned;

  /// Groups whose members scope depends on besides those that are assigned: filters ask for them,
  /// or they were assigned until lately.
  private final Set<String> askedGroups = new HashSet<>();

  private Map<String, Set<String>> dueMoments = Map.of();
  private final Supplier<List<CompiledMapping>> mappings;
  private final BooleanSupplier stopped;

  /// @param mappings asked for when there is something to plan: that may take requests
  CyclePlanner(
      JobStore store,
      ProvisioningJob job,
      Source source,
      Target target,
      Supplier<List<CompiledMapping>> mappings,
      BooleanSupplier stopped,
      Clock clock) {
    this.store = store;
    this.job = job;
    this.source = source;
    this.target = target;
    this.mappings = mappings;
    this.stopped = stopped;
    this.clock = clock;
    // Before the assignments: who is assigned in between is looked at again in the next cycle.
    this.replanned = store.replannedEntries(job.id());
    this.scope =
        new Scope(
            job.settings().scope(),
            job.settings().assignment(),
            store.assignments(job.id()),
            source,
            clock);
    for (var mapping : job.settings().objectMappings()) {
      askedGroups.addAll(mapping.filter().groupIds());
    }
    askedGroups.addAll(replanned.groups());
  }

  /// What the planning came to.
  ///
  /// @param cycle empty if there is nothing to do
  /// @param watermark where the job is once the plan is done
  /// @param more whether the source has further changes
  /// @param replanned up to which position entries were looked at that had to be; 0: none were
  /// @param since when the entries changed that the plan is about, by id
  record Result(
      Optional<Cycle> cycle,
      long watermark,
      boolean more,
      long replanned,
      Map<String, Instant> since) {}

  Result plan() {
    if (job.initialCycleDue()) {
      return planWhole(false);
    }
    var changes = source.changesSince(job.watermark());
    if (changes.isEmpty() || relevantGroupGone(changes.get())) {
      return planWhole(false);
    }
    var affected = new HashSet<>(store.replans(job.id()));
    var due = store.dueMoments(job.id(), clock.instant());
    DailyLook.forgetOthers(store, job, due);
    affected.addAll(DailyLook.due(due));
    return affected.isEmpty() ? planChanges(changes.get()) : planAgain(affected);
  }

  /// Looks at the entries of some types again, since the settings have changed, or the day. What
  /// the target holds is known from the links: nothing is read there for who has an account, and
  /// who is not active has none to look for. Changes of the source are the next cycle's.
  private Result planAgain(Set<String> affected) {
    var plan = writer(false, job.watermark(), false);
    var types = objectPlannings(plan, true);
    for (var type : types) {
      if (affected.contains(type.objectType())) {
        leftOut(type).ifPresent(plan::note);
        source.readAll(type.objectType(), type::planEntries).problems().forEach(plan::note);
        DailyLook.keepNext(job, type.mapping(), plan, clock.instant());
      }
    }
    var nothing = new SourceChanges(job.watermark(), Map.of(), Map.of(), false);
    var groups = new HashMap<String, Set<String>>();
    types.stream()
        .filter(type -> type.mapping().members() && affected.contains(type.objectType()))
        .forEach(type -> groups.put(type.objectType(), type.inScope()));
    planMembers(types, nothing, groups, plan);
    return new Result(plan.finish(), job.watermark(), true, 0, Map.of());
  }

  /// What would be planned for everyone, as a plan that is never applied.
  Cycle preview() {
    return planWhole(true).cycle().orElseThrow();
  }

  /// As [#preview], for some entries alone, by object type.
  Cycle preview(Map<String, Set<String>> entries) {
    var changes = new SourceChanges(source.head(), entries, Map.of(), false);
    var plan = writer(false, changes.upTo(), true);
    plan(changes, entries, Map.of(), plan);
    return plan.finish().orElseThrow();
  }

  /// The plan for some entries that someone asked for; empty if there is nothing to do for them.
  ///
  /// @param members of groups, by the id of their group, whose memberships are to be looked at
  /// @param preview whether the plan is only to be looked at
  Optional<Cycle> onDemand(
      Map<String, Set<String>> entries, Map<String, Set<String>> members, boolean preview) {
    var changes = new SourceChanges(job.watermark(), entries, members, false);
    var start = new CycleStart(Cycle.Kind.ON_DEMAND, false, job.watermark(), preview);
    var plan = new PlanWriter(store, job, clock, start, stopped);
    plan(changes, entries, Map.of(), plan);
    return plan.finish();
  }

  private PlanWriter writer(boolean initial, long watermark, boolean preview) {
    var start = new CycleStart(Cycle.Kind.SYNC, initial, watermark, preview);
    return new PlanWriter(store, job, clock, start, stopped);
  }

  /// The members of a group that was deleted cannot be asked for any more: if scope depends on
  /// them, or it was in another group, all must be looked at.
  private boolean relevantGroupGone(SourceChanges changes) {
    var touched = changes.touched().getOrDefault("Group", Set.of());
    var relevant = new HashSet<>(scope.relevantGroups(askedGroups));
    changes.touchedMembers().values().forEach(relevant::addAll);
    relevant.retainAll(touched);
    return !relevant.isEmpty() && source.read("Group", relevant).size() < relevant.size();
  }

  private Result planWhole(boolean preview) {
    var watermark = source.head();
    var plan = writer(job.initialCycleDue(), watermark, preview);
    var types = objectPlannings(plan);
    types.forEach(type -> leftOut(type).ifPresent(plan::note));
    for (var type : types) {
      var members = membershipPlanning(type, types, plan);
      var groups = new ArrayList<Entry>();
      var reading =
          source.readAll(
              type.objectType(),
              page -> {
                type.planEntries(page);
                if (type.mapping().members()) {
                  groups.addAll(page);
                }
              });
      reading.problems().forEach(plan::note);
      DailyLook.keepNext(job, type.mapping(), plan, clock.instant());
      if (reading.complete()) {
        type.planUnseen(reading.unreadable());
      }
      groups.stream()
          .filter(group -> type.inScope().contains(group.id()))
          .forEach(group -> planWhole(type, members, group, reading.complete(), plan));
    }
    return new Result(plan.finish(), watermark, false, replanned.upTo(), Map.of());
  }

  /// What a person has to know who misses an attribute in the target.
  private Optional<String> leftOut(ObjectPlanning type) {
    var missing = new ArrayList<String>();
    for (var mapping : job.settings().objectMappings()) {
      if (mapping.objectType().equals(type.objectType())) {
        mapping.attributes().forEach(attribute -> missing.add(attribute.target()));
      }
    }
    type.mapping().attributes().forEach(attribute -> missing.remove(attribute.target()));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the target has no such schema extension, so these attributes are left out: "
                + String.join(", ", missing));
  }

  private Result planChanges(SourceChanges changes) {
    var due = DueEntries.of(store, job, clock.instant());
    dueMoments = due.moments();
    var touched = touched(changes, due);
    // Who left a group before it was unassigned is known when all changes up to then have been
    // seen.
    var again = changes.more() ? 0 : replanned.upTo();
    if (again > 0) {
      addReplanned(touched);
    }
    if (touched.isEmpty() && changes.touchedMembers().isEmpty()) {
      return new Result(Optional.empty(), changes.upTo(), changes.more(), again, Map.of());
    }
    var plan = writer(false, changes.upTo(), false);
    plan(changes, touched, due.retries(), plan);
    return new Result(plan.finish(), changes.upTo(), changes.more(), again, changes.since());
  }

  private void plan(
      SourceChanges changes,
      Map<String, Set<String>> touched,
      Map<String, Set<String>> dueRetries,
      PlanWriter plan) {
    var types = objectPlannings(plan);
    for (var type : types) {
      planTouched(type, touched.getOrDefault(type.objectType(), Set.of()));
    }
    planMembers(types, changes, dueRetries, plan);
  }

  /// The ids to look at: what changed, whose scope may have changed, and what is due.
  private Map<String, Set<String>> touched(SourceChanges changes, DueEntries due) {
    var touched = due.all();
    changes.touched().forEach((type, ids) -> DueEntries.ids(touched, type).addAll(ids));
    var moved = new HashSet<String>();
    scope
        .dependingOn(changes.touchedMembers().keySet(), askedGroups)
        .forEach(group -> moved.addAll(changes.touchedMembers().getOrDefault(group, Set.of())));
    if (!moved.isEmpty()) {
      addBelow(touched, moved);
    }
    return touched;
  }

  private void addReplanned(Map<String, Set<String>> touched) {
    replanned.entries().forEach((type, ids) -> DueEntries.ids(touched, type).addAll(ids));
    if (!replanned.groups().isEmpty()) {
      addBelow(touched, replanned.groups());
    }
  }

  /// Everyone in some groups, and the ids that are no groups.
  private void addBelow(Map<String, Set<String>> touched, Collection<String> ids) {
    var below = Descent.from(source, ids);
    DueEntries.ids(touched, "User").addAll(below.others());
    DueEntries.ids(touched, "Group").addAll(below.groups());
  }

  private void planTouched(ObjectPlanning type, Set<String> ids) {
    for (var page : pages(ids)) {
      var entries = source.read(type.objectType(), page);
      type.planEntries(entries);
      var missing = new HashSet<>(page);
      entries.forEach(entry -> missing.remove(entry.id()));
      type.planMissing(missing);
    }
  }

  /// Memberships to look at: those that changed, all of a group that is new or that failed, and
  /// those of users who come or go.
  private void planMembers(
      List<ObjectPlanning> types,
      SourceChanges changes,
      Map<String, Set<String>> dueRetries,
      PlanWriter plan) {
    var moving = new HashSet<String>();
    types.forEach(type -> moving.addAll(type.entering()));
    types.forEach(type -> moving.addAll(type.leaving()));
    for (var type : types) {
      if (type.mapping().members()) {
        var groupMembers = new GroupMembers(source, type.mapping().nestedMembers());
        var touched = new HashMap<String, Set<String>>();
        groupMembers
            .affected(changes.touchedMembers())
            .forEach((group, ids) -> DueEntries.ids(touched, group).addAll(ids));
        for (var page : pages(moving)) {
          addGroups(touched, groupMembers.groupsOf(page));
          addGroups(touched, store.linkedGroupsOf(job.id(), page));
        }
        var whole = linkedGroups(type, dueRetries.getOrDefault(type.objectType(), Set.of()));
        whole.addAll(type.entering());
        planMembers(type, membershipPlanning(type, types, plan), whole, touched, plan);
      }
    }
  }

  private static void addGroups(
      Map<String, Set<String>> touched, Map<String, Set<String>> groupsOf) {
    groupsOf.forEach(
        (id, groups) -> groups.forEach(group -> DueEntries.ids(touched, group).add(id)));
  }

  private void planMembers(
      ObjectPlanning type,
      MembershipPlanning members,
      Set<String> whole,
      Map<String, Set<String>> touched,
      PlanWriter plan) {
    source
        .read(type.objectType(), whole)
        .forEach(group -> planWhole(type, members, group, true, plan));
    var some = linkedGroups(type, touched.keySet());
    some.removeAll(whole);
    for (var group : source.read(type.objectType(), some)) {
      members.planSome(group, touched.getOrDefault(group.id(), Set.of()));
    }
  }

  private void planWhole(
      ObjectPlanning type,
      MembershipPlanning members,
      Entry group,
      boolean removals,
      PlanWriter plan) {
    if (!members.planWhole(group, removals) && type.failedBefore(group.id())) {
      plan.cleared(type.objectType(), List.of(group.id()));
    }
  }

  private Set<String> linkedGroups(ObjectPlanning type, Collection<String> ids) {
    var linked = new HashSet<>(store.links(job.id(), type.objectType(), ids).keySet());
    linked.removeAll(type.entering());
    linked.removeAll(type.leaving());
    return linked;
  }

  private List<ObjectPlanning> objectPlannings(PlanWriter plan) {
    return objectPlannings(plan, false);
  }

  /// @param again whether entries are looked at that the job knows already
  private List<ObjectPlanning> objectPlannings(PlanWriter plan, boolean again) {
    var escrows = store.escrows(job.id());
    return mappings.get().stream()
        .filter(mapping -> mapping.mapping().enabled())
        .map(mapping ->
            new ObjectPlanning(
                store,
                job,
                mapping,
                scope,
                new Matcher(store, job.id(), mapping, target, job.settings().concurrency()),
                plan,
                escrows,
                dueMoments.getOrDefault(mapping.mapping().objectType(), Set.of()),
                again,
                clock))
        .toList();
  }

  private MembershipPlanning membershipPlanning(
      ObjectPlanning type, List<ObjectPlanning> types, PlanWriter plan) {
    var members = new GroupMembers(source, type.mapping().nestedMembers());
    return new MembershipPlanning(store, job, members, plan, ids -> provisioned(types, ids));
  }

  /// Those of some entries that have an object, or get one by this plan, and keep it.
  private Set<String> provisioned(List<ObjectPlanning> types, Collection<String> ids) {
    var provisioned = new HashSet<String>();
    for (var type : types) {
      for (var link : store.links(job.id(), type.objectType(), ids).values()) {
        if (!link.disabled() && !type.leaving().contains(link.sourceId())) {
          provisioned.add(link.sourceId());
        }
      }
      ids.stream().filter(type.entering()::contains).forEach(provisioned::add);
    }
    return provisioned;
  }

  private static List<List<String>> pages(Collection<String> ids) {
    var all = List.copyOf(ids);
    var pages = new ArrayList<List<String>>();
    for (var from = 0; from < all.size(); from += Source.PAGE) {
      pages.add(all.subList(from, Math.min(all.size(), from + Source.PAGE)));
    }
    return pages;
  }
}
