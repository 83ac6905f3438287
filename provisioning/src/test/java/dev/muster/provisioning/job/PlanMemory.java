package dev.muster.provisioning.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleStart;
import dev.muster.provisioning.job.JobStore.StagedAction;
import dev.muster.provisioning.job.SafetyStore.PlanFilter;
import dev.muster.provisioning.log.ProvisioningLogEntry.ErrorInfo;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.PlannedAction.State;
import dev.muster.provisioning.plan.ProvisioningAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The cycles of one job in memory, with their plans.
final class PlanMemory {
  private final TreeMap<Long, Cycle> cycles = new TreeMap<>();
  private final Map<Long, List<PlannedAction>> actions = new HashMap<>();
  private final Map<Long, Map<String, List<String>>> removedMembers = new HashMap<>();
  private long lastNumber;

  void keepMembers(long cycle, String group, List<String> members) {
    removedMembers.computeIfAbsent(cycle, number -> new HashMap<>()).put(group, members);
  }

  List<String> removedMembers(long cycle, String group, String after, int limit) {
    return removedMembers.getOrDefault(cycle, Map.of()).getOrDefault(group, List.of()).stream()
        .filter(member -> member.compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  long forget(Instant before) {
    var old =
        cycles.values().stream()
            .filter(cycle -> cycle.ended().map(ended -> ended.isBefore(before)).orElse(false))
            .map(Cycle::number)
            .toList();
    var forgotten = 0L;
    for (var number : old) {
      forgotten += plan(number).size();
      actions.remove(number);
      removedMembers.remove(number);
      if (number <= lastNumber - SafetyStore.CYCLES_KEPT) {
        cycles.remove(number);
      }
    }
    return forgotten;
  }

  Cycle begin(JobId job, CycleStart start, Instant now) {
    if (!start.preview() && start.kind() != Cycle.Kind.ON_DEMAND) {
      dropPlanning();
      cycles.replaceAll(
          (number, cycle) -> cycle.state() == Cycle.State.PARKED ? superseded(cycle, now) : cycle);
    }
    lastNumber++;
    var cycle =
        new Cycle(
            job,
            lastNumber,
            start.kind(),
            start.initial(),
            start.preview() ? Cycle.State.PREVIEW : Cycle.State.PLANNING,
            start.watermarkTo(),
            PlanCounts.NONE,
            PlanCounts.NONE,
            0,
            List.of(),
            now,
            Optional.empty());
    cycles.put(lastNumber, cycle);
    actions.put(lastNumber, new ArrayList<>());
    return cycle;
  }

  private void dropPlanning() {
    cycles.values().removeIf(cycle -> cycle.state() == Cycle.State.PLANNING);
    actions.keySet().retainAll(cycles.keySet());
  }

  private static Cycle superseded(Cycle parked, Instant now) {
    return new Cycle(
        parked.job(),
        parked.number(),
        parked.kind(),
        parked.initial(),
        Cycle.State.SUPERSEDED,
        parked.watermarkTo(),
        parked.planned(),
        parked.performed(),
        parked.requests(),
        parked.notes(),
        parked.began(),
        Optional.of(now));
  }

  void add(long cycle, List<StagedAction> staged) {
    if (find(cycle).filter(PlanMemory::beingPlanned).isEmpty()) {
      throw new IllegalStateException("cycle " + cycle + " is not being planned");
    }
    var plan = plan(cycle);
    for (var action : staged) {
      plan.add(
          new PlannedAction(
              plan.size() + 1L, action.stage(), State.PENDING, action.action(), Optional.empty()));
    }
  }

  private static boolean beingPlanned(Cycle cycle) {
    return cycle.state() == Cycle.State.PLANNING
        || (cycle.state() == Cycle.State.PREVIEW && cycle.ended().isEmpty());
  }

  Optional<Cycle> findParked() {
    return cycles.values().stream()
        .filter(cycle -> cycle.state() == Cycle.State.PARKED)
        .findFirst();
  }

  Map<String, Long> removalsByType(long cycle) {
    return plan(cycle).stream()
        .map(PlannedAction::action)
        .filter(action ->
            action instanceof ProvisioningAction.Disable
                || action instanceof ProvisioningAction.Delete)
        .collect(Collectors.groupingBy(ProvisioningAction::objectType, Collectors.counting()));
  }

  void giveUp(Cycle ended, String reason) {
    update(ended);
    skip(ended.number(), pending(ended.number()).map(PlannedAction::ordinal).toList(), reason);
  }

  int skip(long cycle, Collection<Long> ordinals, String reason) {
    var skipped = 0;
    var plan = plan(cycle);
    for (var i = 0; i < plan.size(); i++) {
      var action = plan.get(i);
      if (ordinals.contains(action.ordinal()) && action.state() == State.PENDING) {
        plan.set(
            i,
            new PlannedAction(
                action.ordinal(),
                action.stage(),
                State.SKIPPED,
                action.action(),
                Optional.of(reason)));
        skipped++;
      }
    }
    return skipped;
  }

  void restage(long cycle, Map<Long, Integer> stages) {
    plan(cycle)
        .replaceAll(action ->
            new PlannedAction(
                action.ordinal(),
                stages.getOrDefault(action.ordinal(), action.stage()),
                action.state(),
                action.action(),
                action.error()));
  }

  void update(Cycle cycle) {
    if (cycles.replace(cycle.number(), cycle) == null) {
      throw new IllegalStateException("no cycle " + cycle.number() + " of job " + cycle.job());
    }
  }

  Optional<Cycle> find(long number) {
    return Optional.ofNullable(cycles.get(number));
  }

  Optional<Cycle> findApplying() {
    return cycles.values().stream()
        .filter(cycle -> cycle.state() == Cycle.State.APPLYING)
        .findFirst();
  }

  List<Cycle> newest(int limit) {
    return cycles.descendingMap().values().stream()
        .filter(cycle -> cycle.state() != Cycle.State.PREVIEW)
        .limit(limit)
        .toList();
  }

  List<Integer> pendingStages(long cycle) {
    return pending(cycle).map(PlannedAction::stage).distinct().sorted().toList();
  }

  List<PlannedAction> pending(long cycle, int stage, long afterOrdinal, int limit) {
    return pending(cycle)
        .filter(action -> action.stage() == stage && action.ordinal() > afterOrdinal)
        .limit(limit)
        .toList();
  }

  List<PlannedAction> actions(long cycle, PlanFilter filter, long afterOrdinal, int limit) {
    return plan(cycle).stream()
        .skip(afterOrdinal)
        .filter(planned -> passes(planned, filter))
        .limit(limit)
        .toList();
  }

  private static boolean passes(PlannedAction planned, PlanFilter filter) {
    var action = planned.action();
    var text = (action.displayName() + " " + action.sourceId()).toLowerCase(Locale.ROOT);
    return filter.kind().map(kind(action)::equals).orElse(true)
        && filter.objectType().map(action.objectType()::equals).orElse(true)
        && filter.state().map(planned.state()::equals).orElse(true)
        && filter.text().map(part -> text.contains(part.toLowerCase(Locale.ROOT))).orElse(true);
  }

  private static String kind(ProvisioningAction action) {
    return switch (action) {
      case ProvisioningAction.Create create -> "CREATE";
      case ProvisioningAction.Update update -> "UPDATE";
      case ProvisioningAction.Disable disable -> "DISABLE";
      case ProvisioningAction.Delete delete -> "DELETE";
      case ProvisioningAction.ChangeMembers change -> "CHANGE_MEMBERS";
    };
  }

  PlanCounts performed(long cycle) {
    return plan(cycle).stream()
        .map(PlanMemory::performed)
        .reduce(PlanCounts.NONE, PlanCounts::plus);
  }

  private static PlanCounts performed(PlannedAction action) {
    return switch (action.state()) {
      case DONE -> PlanCounts.of(action.action());
      case FAILED -> PlanCounts.ofFailed(1);
      case PENDING, SKIPPED -> PlanCounts.NONE;
    };
  }

  void settle(long cycle, ActionOutcome outcome) {
    var index = Math.toIntExact(outcome.ordinal() - 1);
    var action = plan(cycle).get(index);
    plan(cycle)
        .set(
            index,
            new PlannedAction(
                action.ordinal(),
                action.stage(),
                outcome.state(),
                action.action(),
                outcome.log().error().map(ErrorInfo::reason)));
  }

  private Stream<PlannedAction> pending(long cycle) {
    return plan(cycle).stream().filter(action -> action.state() == State.PENDING);
  }

  private List<PlannedAction> plan(long cycle) {
    return actions.getOrDefault(cycle, List.of());
  }
}
