package dev.muster.provisioning.job;

import static dev.muster.provisioning.job.JobSamples.NOW;
import static dev.muster.provisioning.job.JobSamples.delete;
import static dev.muster.provisioning.job.JobSamples.entry;
import static dev.muster.provisioning.job.JobSamples.escrow;
import static dev.muster.provisioning.job.JobSamples.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleStart;
import dev.muster.provisioning.job.DriftFinding.Handling;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.job.SafetyStore.PlanFilter;
import dev.muster.provisioning.job.SafetyStore.RefusedJoin;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.AttributeChange;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction.Disable;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// What is kept so that plans can be looked at, stopped and taken back.
interface SafetyContract extends JobStoreFixture {

  @Test
  default void aPreviewLeavesOtherCyclesAlone() {
    var parked = begin();
    put(parked, Cycle.State.PARKED);

    var preview = preview(NOW);
    plan(preview.number(), 1, JobSamples.create("User", "a"));

    assertThat(preview.state()).isEqualTo(Cycle.State.PREVIEW);
    assertThat(store().findParked(job())).map(Cycle::number).contains(parked);
    assertThat(store().cycles(job(), 10)).extracting(Cycle::number).containsExactly(parked);
    assertThat(store().actions(job(), preview.number(), 0, 10)).hasSize(1);
  }

  @Test
  default void keepsEveryKindOfActionAsItWasPlanned() {
    var changes =
        List.of(
            new AttributeChange(
                "title", NullNode.getInstance(), StringNode.valueOf("Nurse"), Optional.empty()),
            new AttributeChange(
                "nickName", StringNode.valueOf("Z"), NullNode.getInstance(), Optional.empty()),
            new AttributeChange(
                "manager",
                StringNode.valueOf("old"),
                StringNode.valueOf("boss"),
                Optional.of(new Reference("User", "boss"))));
    var planned =
        List.of(
            new Update("User", "a", "Zoë", "t1", JobSamples.STATE, changes, true),
            new Disable(
                "User", "b", "Zoë", "t2", JobSamples.STATE, changes, Departure.Event.MISSING),
            delete("User", "c"));
    var cycle = begin();
    planned.forEach(action -> plan(cycle, 1, action));

    assertThat(store().actions(job(), cycle, 0, 10))
        .extracting(PlannedAction::action)
        .isEqualTo(planned);
  }

  @Test
  default void findsTheActionsOfAPlan() {
    var cycle = begin();
    plan(
        cycle,
        1,
        JobSamples.create("User", "ann"),
        JobSamples.create("Group", "ann_x"),
        delete("User", "bob%"));

    assertThat(find(cycle, new PlanFilter(text("DELETE"), none(), none(), none())))
        .containsExactly("bob%");
    assertThat(find(cycle, new PlanFilter(none(), text("Group"), none(), none())))
        .containsExactly("ann_x");
    assertThat(find(cycle, new PlanFilter(none(), none(), none(), text("ZOË A"))))
        .containsExactly("ann", "ann_x");
    assertThat(find(cycle, new PlanFilter(none(), none(), none(), text("b%"))))
        .isEqualTo(List.of("bob%"));
    assertThat(find(cycle, new PlanFilter(none(), none(), none(), text("ann_"))))
        .containsExactly("ann_x");
    assertThat(
            find(
                cycle,
                new PlanFilter(none(), none(), Optional.of(PlannedAction.State.DONE), none())))
        .isEmpty();
    assertThat(store().removalsByType(job(), cycle)).isEqualTo(Map.of("User", 1L));
  }

  @Test
  default void takesActionsOutOfAPlan() {
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("User", "a"), JobSamples.create("User", "b"));

    assertThat(store().skipActions(job(), cycle, List.of(2L, 9L), "not this one")).isEqualTo(1);

    assertThat(store().actions(job(), cycle, 0, 10).get(1).state())
        .isEqualTo(PlannedAction.State.SKIPPED);
    assertThat(store().pending(job(), cycle, 1, 0, 10)).hasSize(1);
  }

  @Test
  default void givesUpACycleWithAllThatItHadNotDone() {
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("User", "a"), JobSamples.create("User", "b"));
    settle(cycle, JobSamples.outcome(job(), cycle, 1, "User", "a").put(user("a")).done());
    var cancelled =
        JobSamples.in(store().findCycle(job(), cycle).orElseThrow(), Cycle.State.CANCELLED);

    store().giveUp(cancelled, "cancelled", entry(job(), cycle, "Cycle", "1"));

    assertThat(store().findCycle(job(), cycle)).contains(cancelled);
    assertThat(store().actions(job(), cycle, 0, 10))
        .extracting(PlannedAction::state)
        .containsExactly(PlannedAction.State.DONE, PlannedAction.State.SKIPPED);
    assertThat(store().performed(job(), cycle).creates()).isEqualTo(1);
  }

  @Test
  default void keepsWhenAnAccountWasDisabledAndWhy() {
    link(left("a", NOW), left("b", NOW.plusSeconds(60)), user("c"));

    assertThat(store().links(job(), "User", List.of("a")).get("a")).isEqualTo(left("a", NOW));
    assertThat(store().departed(job(), Departure.Event.MISSING, NOW))
        .isEqualTo(Map.of("User", Set.of("a")));
    assertThat(store().nextDeparture(job(), Departure.Event.MISSING, Instant.EPOCH)).contains(NOW);
    assertThat(store().nextDeparture(job(), Departure.Event.DISABLED, Instant.EPOCH)).isEmpty();

    assertThat(store().nextDeparture(job(), Departure.Event.MISSING, NOW))
        .contains(NOW.plusSeconds(60));

    link(user("a"));
    assertThat(store().nextDeparture(job(), Departure.Event.MISSING, Instant.EPOCH))
        .contains(NOW.plusSeconds(60));
  }

  @Test
  default void forgetsWhatARestartIsToForget() {
    link(user("a"));
    changeMembers("g", List.of("a"), List.of());
    store().touch(job(), List.of(escrow("b", NOW)));
    store().advanceWatermark(job(), 12, false);

    store().reset(job(), Set.of(ResetScope.ESCROWS));
    assertThat(store().escrows(job())).isEmpty();
    assertThat(store().countLinks(job(), "User")).isEqualTo(1);
    assertThat(reread().watermark()).isEqualTo(12);

    store().reset(job(), Set.of(ResetScope.FULL));
    assertThat(store().countLinks(job(), "User")).isZero();
    assertThat(store().countLinkedMembers(job())).isZero();
    assertThat(reread().watermark()).isZero();
    assertThat(reread().initialCycleDue()).isTrue();
  }

  @Test
  default void newRulesLeadToNoInitialCycle() {
    store().advanceWatermark(job(), 12, false);
    var settings = JobSamples.SETTINGS.withSafety(samples());

    store().updateRules(job(), settings);

    assertThat(reread().settings()).isEqualTo(settings);
    assertThat(reread().initialCycleDue()).isFalse();
  }

  @Test
  default void aJobWaitsForNoApprovalOfAPlanMadeByOtherSettings() {
    var waiting = Quarantine.waiting(Quarantine.TOO_MANY_DELETES, "40 of 100", NOW, NOW);
    store().updateStatus(job(), JobStatus.QUARANTINE, Optional.of(waiting));

    store().updateSettings(job(), JobSamples.SETTINGS);

    assertThat(reread().status()).isEqualTo(JobStatus.ACTIVE);
    assertThat(reread().quarantine()).isEmpty();
  }

  @Test
  default void remembersWhenAKindOfCycleRan() {
    assertThat(store().lastRun(job(), Cycle.Kind.DRIFT)).isEmpty();

    store().noteRun(job(), Cycle.Kind.DRIFT, NOW);
    store().noteRun(job(), Cycle.Kind.DRIFT, NOW.plusSeconds(1));

    assertThat(store().lastRun(job(), Cycle.Kind.DRIFT)).contains(NOW.plusSeconds(1));
    assertThat(store().lastRun(job(), Cycle.Kind.SYNC)).isEmpty();
  }

  @Test
  default void listsFailuresPageByPageAndTriesThemAgain() {
    var dead = new Escrow("User", "b", "EntryConflict", "taken", 40, NOW, Optional.empty());
    store().touch(job(), List.of(escrow("a", NOW), dead, escrow("c", NOW)));

    var first = store().escrows(job(), false, Optional.empty(), 2);
    assertThat(first).extracting(Escrow::sourceId).containsExactly("a", "b");
    assertThat(store().escrows(job(), false, Optional.of(first.getLast()), 2))
        .extracting(Escrow::sourceId)
        .containsExactly("c");
    assertThat(store().escrows(job(), true, Optional.empty(), 9)).containsExactly(dead);
    assertThat(store().dueEscrows(job(), NOW.plusSeconds(9_999))).hasSize(2);

    var later = NOW.plusSeconds(5);
    assertThat(store().retryEscrows(job(), Optional.of(Set.of("b", "z")), later)).isEqualTo(1);
    assertThat(store().dueEscrows(job(), later)).hasSize(3);
    assertThat(store().retryEscrows(job(), Optional.empty(), later)).isEqualTo(3);
  }

  @Test
  default void onlyDeadFailuresLeadToNoAttempt() {
    store()
        .touch(
            job(),
            List.of(new Escrow("User", "b", "EntryConflict", "taken", 40, NOW, Optional.empty())));

    assertThat(store().nextEscrowAttempt(job())).isEmpty();
  }

  @Test
  default void changesLinksByHand() {
    link(user("a"));

    store()
        .changeLinks(
            job(),
            List.of(
                new ActionOutcome.LinkChange.Remove("User", "a"),
                new ActionOutcome.LinkChange.Put(user("b"))));

    assertThat(store().links(job(), "User", "", 10)).containsExactly(user("b"));
  }

  @Test
  default void whoseObjectIsGoneIsNoMemberAnyMore() {
    link(user("a"), user("b"));
    changeMembers("g", List.of("a", "b"), List.of());

    store().changeLinks(job(), List.of(new ActionOutcome.LinkChange.Remove("User", "a")));

    assertThat(store().linkedMembers(job(), "g", "", 10)).containsExactly("b");
  }

  @Test
  default void remembersRefusedJoins() {
    var refused = new RefusedJoin("User", "a", "target-1");

    store().refuseJoins(job(), List.of(refused, refused));

    assertThat(store().refusedJoins(job(), "User")).containsExactly(refused);
    assertThat(store().refusedJoins(job(), "Group")).isEmpty();
  }

  @Test
  default void keepsWhatTheLastReconciliationFound() {
    var old = finding(1, DriftFinding.Kind.CHANGED, "t1");
    var changed = finding(2, DriftFinding.Kind.CHANGED, "t1");
    var created = finding(2, DriftFinding.Kind.CREATED, "t2");
    store().addFindings(job(), List.of(old));
    assertThat(store().changedBefore(job(), "User", List.of("t1"))).containsEntry("t1", old);

    store().addFindings(job(), List.of(changed, created));
    store().keepFindingsOf(job(), 2);

    assertThat(store().findings(job(), Optional.empty(), 0, 10)).containsExactly(changed, created);
    assertThat(store().findings(job(), Optional.empty(), 1, 10)).containsExactly(created);
    assertThat(store().findings(job(), Optional.of(DriftFinding.Kind.CREATED), 0, 10))
        .containsExactly(created);
  }

  private List<String> find(long cycle, PlanFilter filter) {
    return store().actions(job(), cycle, filter, 0, 10).stream()
        .map(planned -> planned.action().sourceId())
        .toList();
  }

  private Cycle preview(Instant now) {
    return store().begin(job(), new CycleStart(Cycle.Kind.SYNC, false, 7, true), now);
  }

  private static Link left(String id, Instant since) {
    return new Link(
        "User",
        id,
        "target-" + id,
        TargetState.EMPTY,
        true,
        Optional.of(new Departure(Departure.Event.MISSING, since)));
  }

  private static DriftFinding finding(long cycle, DriftFinding.Kind kind, String targetId) {
    return new DriftFinding(
        cycle,
        kind,
        "User",
        targetId,
        Optional.of("a"),
        "Zoë",
        List.of(
            new AttributeChange(
                "title", StringNode.valueOf("x"), StringNode.valueOf("y"), Optional.empty())),
        List.of("m1"),
        List.of(),
        Handling.REPAIR_PLANNED,
        NOW);
  }

  private static SafetySettings samples() {
    return new SafetySettings(
        new Schedule(false, Optional.of("0 2 * * *"), "Europe/Vienna"),
        new LeaverRules(
            Leaver.KEEP,
            Optional.of(Duration.ofDays(30)),
            Optional.empty(),
            Optional.of(Duration.ZERO)),
        Duration.ofDays(3),
        true,
        DriftRules.DEFAULT,
        new DeadLetters(5, Duration.ofDays(2)));
  }

  private static Optional<String> text(String text) {
    return Optional.of(text);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }
}
