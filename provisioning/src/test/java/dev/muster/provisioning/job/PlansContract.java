package dev.muster.provisioning.job;

import static dev.muster.provisioning.job.JobSamples.NOW;
import static dev.muster.provisioning.job.JobSamples.delete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.PlannedAction.State;
import dev.muster.provisioning.plan.ProvisioningAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Cycles and the plans that they make.
interface PlansContract extends JobStoreFixture {

  @Test
  default void beginsACycleThatIsPlanning() {
    var cycle = store().beginCycle(job(), true, 42, NOW);

    assertThat(cycle)
        .isEqualTo(
            new Cycle(
                job(),
                1,
                Cycle.Kind.SYNC,
                true,
                Cycle.State.PLANNING,
                42,
                PlanCounts.NONE,
                PlanCounts.NONE,
                0,
                List.of(),
                NOW,
                Optional.empty()));
    assertThat(store().findCycle(job(), 1)).contains(cycle);
    assertThat(store().findCycle(job(), 2)).isEmpty();
  }

  @Test
  default void dropsACycleThatWasLeftPlanning() {
    var left = begin();
    plan(left, 1, JobSamples.create("User", "a"));

    var next = begin();

    assertThat(next).isGreaterThan(left);
    assertThat(store().findCycle(job(), left)).isEmpty();
    assertThat(store().actions(job(), left, 0, 10)).isEmpty();
    assertThat(store().pendingStages(job(), left)).isEmpty();
  }

  @Test
  default void supersedesACycleThatIsParked() {
    var parked = begin();
    plan(parked, 1, JobSamples.create("User", "a"));
    put(parked, Cycle.State.PARKED);

    store().beginCycle(job(), false, 8, NOW.plusSeconds(60));

    var superseded = store().findCycle(job(), parked).orElseThrow();
    assertThat(superseded.state()).isEqualTo(Cycle.State.SUPERSEDED);
    assertThat(superseded.ended()).contains(NOW.plusSeconds(60));
    assertThat(store().actions(job(), parked, 0, 10)).hasSize(1);
  }

  @Test
  default void forgetsPlansOfCyclesThatEndedLongAgo() {
    var old = ended(NOW.minusSeconds(60), 2_500);
    var recent = ended(NOW, 3);
    var open = begin();
    plan(open, 1, JobSamples.create("User", "a"));
    put(open, Cycle.State.PARKED);

    assertThat(store().forgetPlans(job(), NOW)).isEqualTo(2_500);

    assertThat(store().actions(job(), old, 0, 10)).isEmpty();
    assertThat(store().findCycle(job(), old)).isPresent();
    assertThat(store().actions(job(), recent, 0, 10)).hasSize(3);
    assertThat(store().actions(job(), open, 0, 10)).hasSize(1);
    assertThat(store().forgetPlans(job(), NOW)).isZero();
  }

  @Test
  default void forgetsOldCyclesButForTheNewest() {
    var first = ended(NOW.minusSeconds(60), 1);
    var second = ended(NOW.minusSeconds(60), 1);
    for (var i = 0; i < SafetyStore.CYCLES_KEPT - 1; i++) {
      begin();
    }

    store().forgetPlans(job(), NOW);

    assertThat(store().findCycle(job(), first)).isEmpty();
    assertThat(store().findCycle(job(), second)).isPresent();
  }

  private long ended(Instant when, int actions) {
    var cycle = begin();
    var created = new ArrayList<ProvisioningAction>();
    for (var i = 0; i < actions; i++) {
      created.add(JobSamples.create("User", "u" + i));
    }
    plan(cycle, 1, created.toArray(ProvisioningAction[]::new));
    var begun = store().findCycle(job(), cycle).orElseThrow();
    store()
        .updateCycle(
            new Cycle(
                job(),
                cycle,
                begun.kind(),
                begun.initial(),
                Cycle.State.DONE,
                begun.watermarkTo(),
                begun.planned(),
                PlanCounts.NONE,
                0,
                List.of(),
                begun.began(),
                Optional.of(when)));
    return cycle;
  }

  @Test
  default void keepsTheMembersOfAGroupThatACycleDeletes() {
    link(JobSamples.group("g"), JobSamples.user("a"));
    changeMembers("g", List.of("a", "b", "c"), List.of());
    changeMembers("h", List.of("a"), List.of());
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("Group", "g"));
    settle(cycle, JobSamples.outcome(job(), cycle, 1, "Group", "g").remove("Group", "g").done());

    assertThat(store().linkedMembers(job(), "g", "", 10)).isEmpty();
    assertThat(store().removedMembers(job(), cycle, "g", "", 2)).containsExactly("a", "b");
    assertThat(store().removedMembers(job(), cycle, "g", "b", 2)).containsExactly("c");
    assertThat(store().removedMembers(job(), cycle, "h", "", 2)).isEmpty();
  }

  @Test
  default void leavesOtherCyclesAlone() {
    var applying = begin();
    put(applying, Cycle.State.APPLYING);

    begin();

    assertThat(store().findApplying(job())).map(Cycle::number).contains(applying);
  }

  @Test
  default void keepsAllThatACycleCameTo() {
    var begun = store().beginCycle(job(), true, 42, NOW);
    var ended =
        new Cycle(
            job(),
            begun.number(),
            Cycle.Kind.SYNC,
            true,
            Cycle.State.FAILED,
            42,
            new PlanCounts(1, 2, 3, 4, 5, 6, 7, 8),
            new PlanCounts(9, 10, 11, 12, 13, 14, 15, 16),
            17,
            List.of("first", "second"),
            NOW,
            Optional.of(NOW.plusSeconds(1)));

    store().updateCycle(ended);

    assertThat(store().findCycle(job(), begun.number())).contains(ended);
  }

  @Test
  default void findsNoCycleToResumeWhenNoneIsApplying() {
    put(begin(), Cycle.State.DONE);
    put(begin(), Cycle.State.REJECTED);
    begin();

    assertThat(store().findApplying(job())).isEmpty();
  }

  @Test
  default void listsTheNewestCyclesFirst() {
    put(begin(), Cycle.State.DONE);
    put(begin(), Cycle.State.FAILED);
    put(begin(), Cycle.State.DONE);

    assertThat(store().cycles(job(), 2)).extracting(Cycle::number).containsExactly(3L, 2L);
  }

  @Test
  default void numbersActionsOnFromTheLastOne() {
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("User", "a"), JobSamples.create("User", "b"));
    plan(cycle, 5, delete("User", "c"));

    assertThat(store().actions(job(), cycle, 0, 10))
        .containsExactly(
            pending(1, 1, "a"),
            pending(2, 1, "b"),
            new PlannedAction(3, 5, State.PENDING, delete("User", "c"), Optional.empty()));
  }

  @Test
  default void addsNoActionsOnceThePlanIsMade() {
    var cycle = begin();
    put(cycle, Cycle.State.APPLYING);

    assertThatThrownBy(() -> plan(cycle, 1, JobSamples.create("User", "a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cycle " + cycle);
  }

  @Test
  default void movesActionsToOtherStages() {
    var cycle = begin();
    plan(
        cycle,
        1,
        JobSamples.create("User", "a"),
        JobSamples.create("User", "b"),
        JobSamples.create("User", "c"));

    store().restage(job(), cycle, Map.of(1L, 3, 3L, 2));

    assertThat(store().pendingStages(job(), cycle)).containsExactly(1, 2, 3);
    assertThat(store().pending(job(), cycle, 1, 0, 10)).containsExactly(pending(2, 1, "b"));
    assertThat(store().pending(job(), cycle, 2, 0, 10)).containsExactly(pending(3, 2, "c"));
    assertThat(store().pending(job(), cycle, 3, 0, 10)).containsExactly(pending(1, 3, "a"));
  }

  @Test
  default void pagesThroughThePendingActionsOfAStage() {
    var cycle = begin();
    plan(
        cycle,
        1,
        JobSamples.create("User", "a"),
        JobSamples.create("User", "b"),
        JobSamples.create("User", "c"));
    plan(cycle, 2, JobSamples.create("User", "d"));
    settle(cycle, 2, "b");

    assertThat(store().pending(job(), cycle, 1, 0, 1)).containsExactly(pending(1, 1, "a"));
    assertThat(store().pending(job(), cycle, 1, 1, 10)).containsExactly(pending(3, 1, "c"));
    assertThat(store().pending(job(), cycle, 1, 3, 10)).isEmpty();
  }

  @Test
  default void leavesOutStagesWithoutPendingActions() {
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("User", "a"));
    plan(cycle, 20_000, JobSamples.create("User", "b"));
    plan(cycle, 3, JobSamples.create("User", "c"));
    settle(cycle, 1, "a");

    assertThat(store().pendingStages(job(), cycle)).containsExactly(3, 20_000);
  }

  @Test
  default void pagesThroughAllActions() {
    var cycle = begin();
    plan(cycle, 9, JobSamples.create("User", "a"));
    plan(cycle, 1, JobSamples.create("User", "b"), JobSamples.create("User", "c"));
    settle(cycle, 2, "b");

    assertThat(store().actions(job(), cycle, 1, 1))
        .extracting(PlannedAction::ordinal, PlannedAction::state)
        .containsExactly(tuple(2L, State.DONE));
    assertThat(store().actions(job(), cycle, 2, 10)).containsExactly(pending(3, 1, "c"));
  }

  private void settle(long cycle, long ordinal, String sourceId) {
    settle(cycle, JobSamples.outcome(job(), cycle, ordinal, "User", sourceId).done());
  }

  private static PlannedAction pending(long ordinal, int stage, String sourceId) {
    return new PlannedAction(
        ordinal, stage, State.PENDING, JobSamples.create("User", sourceId), Optional.empty());
  }
}
