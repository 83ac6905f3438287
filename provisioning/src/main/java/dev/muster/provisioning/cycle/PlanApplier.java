package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import dev.muster.provisioning.plan.Match;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction.Create;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Applies a plan stage by stage, page by page. What each action came to is durable before the next
/// page begins; a crash leaves open only actions of the first pending page.
final class PlanApplier {
  private static final int PAGE = 500;

  private final JobStore store;
  private final ProvisioningJob job;
  private final Target target;
  private final Map<String, CompiledMapping> mappings = new HashMap<>();
  private final ActionPerformer performer;
  private final FailureCount failures;
  private final CycleProgress progress;
  private final BooleanSupplier stopped;
  private final Consumer<List<ActionOutcome>> settled;
  private final AtomicReference<Optional<TargetException>> unavailable =
      new AtomicReference<>(Optional.empty());

  /// @param settled is told what the actions of a page came to, once that is durable
  PlanApplier(
      JobStore store,
      ProvisioningJob job,
      Target target,
      List<CompiledMapping> mappings,
      Outcomes outcomes,
      FailureCount failures,
      CycleProgress progress,
      BooleanSupplier stopped,
      Consumer<List<ActionOutcome>> settled) {
    this.store = store;
    this.job = job;
    this.target = target;
    this.failures = failures;
    this.progress = progress;
    this.stopped = stopped;
    this.settled = settled;
    mappings.forEach(mapping -> this.mappings.put(mapping.mapping().objectType(), mapping));
    this.performer =
        new ActionPerformer(
            target, this.mappings, matchers(), new Conflicts(store, job.id(), target), outcomes);
  }

  /// Performs the pending actions of a cycle.
  ///
  /// Throws [TargetException] when nothing would pass any more, and [CycleStopped] when it is asked
  /// to stop; the actions that are left stay pending.
  ///
  /// @param resumed whether some of the first actions may have been sent before a crash
  /// @param created run when all objects are there, before members of groups are written
  void apply(long cycle, boolean resumed, Runnable created) {
    var inDoubt = resumed;
    var stages = store.pendingStages(job.id(), cycle);
    var firstOfMembers = stages.stream().filter(stage -> stage >= Stages.MEMBERS).findFirst();
    for (var stage : stages) {
      if (firstOfMembers.filter(stage::equals).isPresent()) {
        created.run();
      }
      var after = 0L;
      while (true) {
        var page = store.pending(job.id(), cycle, stage, after, PAGE);
        if (page.isEmpty()) {
          break;
        }
        apply(cycle, page, inDoubt ? sentBefore(page) : Map.of());
        inDoubt = false;
        after = page.getLast().ordinal();
      }
    }
    if (firstOfMembers.isEmpty()) {
      created.run();
    }
  }

  private void apply(long cycle, List<PlannedAction> page, Map<String, Match> sentBefore) {
    var links = PageLinks.of(store, job.id(), mappings.values(), page);
    var outcomes = new ConcurrentLinkedQueue<ActionOutcome>();
    try (var settlement = new Settlement(store, job.id(), cycle, progress)) {
      Concurrently.map(
          page,
          target.atOnce(job.settings().concurrency()),
          planned -> {
            requireGoing();
            settlement.requireKept();
            var match = Optional.ofNullable(sentBefore.get(planned.action().sourceId()));
            var outcome = perform(planned, links, match);
            failures.add(planned, outcome);
            settlement.add(planned, outcome);
            outcomes.add(outcome);
            return planned;
          });
    }
    settled.accept(List.copyOf(outcomes));
    failures.requireBearable();
  }

  private ActionOutcome perform(PlannedAction planned, PageLinks links, Optional<Match> match) {
    try {
      return performer.perform(planned, links, match);
    } catch (TargetException e) {
      unavailable.compareAndSet(Optional.empty(), Optional.of(e));
      throw e;
    }
  }

  /// Once the target is found to be unavailable, the other actions of the page need not find it out
  /// one by one.
  private void requireGoing() {
    var failure = unavailable.get();
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (stopped.getAsBoolean()) {
      throw new CycleStopped();
    }
  }

  /// What the target has for creates that may have been sent already, by source id.
  private Map<String, Match> sentBefore(List<PlannedAction> page) {
    var byType = new HashMap<String, List<InScope>>();
    for (var planned : page) {
      if (planned.action() instanceof Create create) {
        byType
            .computeIfAbsent(create.objectType(), type -> new ArrayList<>())
            .add(
                new InScope(
                    create.sourceId(), create.displayName(), create.desired(), create.desired()));
      }
    }
    var matches = new HashMap<String, Match>();
    var matchers = matchers();
    byType.forEach((type, creates) -> {
      var matcher = matchers.get(type);
      if (matcher != null) {
        matches.putAll(matcher.match(creates));
      }
    });
    return matches;
  }

  private Map<String, Matcher> matchers() {
    var matchers = new HashMap<String, Matcher>();
    mappings.forEach((type, mapping) ->
        matchers.put(
            type, new Matcher(store, job.id(), mapping, target, job.settings().concurrency())));
    return matchers;
  }
}
