package dev.muster.provisioning.job;

import static dev.muster.provisioning.job.JobSamples.NOW;
import static dev.muster.provisioning.job.JobSamples.delete;
import static dev.muster.provisioning.job.JobSamples.escrow;
import static dev.muster.provisioning.job.JobSamples.group;
import static dev.muster.provisioning.job.JobSamples.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an applied action leaves behind.
interface SettlingContract extends JobStoreFixture {

  @Test
  default void recordsAllThatAnActionCameTo() {
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("User", "a"));
    var outcome =
        JobSamples.outcome(job(), cycle, 1, "User", "a")
            .put(user("a"))
            .unresolved(new Reference("User", "boss"))
            .escrow(escrow("a", NOW))
            .done();

    settle(cycle, outcome);

    assertThat(store().actions(job(), cycle, 0, 10).getFirst().state()).isEqualTo(State.DONE);
    assertThat(store().links(job(), "User", "", 10)).containsExactly(user("a"));
    assertThat(store().escrows(job())).containsExactly(escrow("a", NOW));
    assertThat(store().log(job(), all())).containsExactly(outcome.log());
    link(user("boss"));
    assertThat(store().healable(job())).isEqualTo(Map.of("User", Set.of("a")));
  }

  @Test
  default void keepsWhyAnActionFailed() {
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("User", "a"));

    settle(cycle, JobSamples.outcome(job(), cycle, 1, "User", "a").failed("userName is taken"));

    var action = store().actions(job(), cycle, 0, 10).getFirst();
    assertThat(action.state()).isEqualTo(State.FAILED);
    assertThat(action.error()).contains("userName is taken");
  }

  @Test
  default void clearsTheFailureOfAnObjectThatSucceeds() {
    var cycle = begin();
    plan(
        cycle,
        1,
        JobSamples.create("User", "a"),
        JobSamples.create("User", "a"),
        JobSamples.create("Group", "a"));
    var sample = JobSamples.outcome(job(), cycle, 1, "User", "a");
    settle(cycle, sample.escrow(escrow("a", NOW)).failed("503"));

    settle(cycle, JobSamples.outcome(job(), cycle, 3, "Group", "a").done());
    assertThat(store().escrows(job())).hasSize(1);

    settle(cycle, JobSamples.outcome(job(), cycle, 2, "User", "a").done());
    assertThat(store().escrows(job())).isEmpty();
  }

  @Test
  default void healsAReferenceOnceItsObjectHasALink() {
    settleWithout("a", new Reference("User", "boss"), new Reference("Group", "team"));
    assertThat(store().healable(job())).isEmpty();

    link(user("team"));
    assertThat(store().healable(job())).isEmpty();

    link(group("team"));
    assertThat(store().healable(job())).isEqualTo(Map.of("User", Set.of("a")));
  }

  @Test
  default void replacesTheReferencesThatWereKeptBefore() {
    settleWithout("a", new Reference("User", "boss"));
    settleWithout("b", new Reference("User", "boss"));
    link(user("boss"));

    settleWithout("a", new Reference("User", "other"));

    assertThat(store().healable(job())).isEqualTo(Map.of("User", Set.of("b")));
    settleWithout("b");
    assertThat(store().healable(job())).isEmpty();
  }

  @Test
  default void countsWhatWasPerformed() {
    var cycle = begin();
    plan(
        cycle,
        1,
        JobSamples.create("User", "a"),
        JobSamples.create("User", "b"),
        JobSamples.create("User", "c"),
        delete("User", "d"),
        JobSamples.changeMembers("g", List.of("a", "b", "c"), List.of("d", "e")),
        JobSamples.changeMembers("h", List.of("a"), List.of("b")),
        JobSamples.create("User", "f"));

    settle(cycle, 1, State.DONE);
    settle(cycle, 2, State.FAILED);
    settle(cycle, 3, State.SKIPPED);
    settle(cycle, 4, State.DONE);
    settle(cycle, 5, State.DONE);
    settle(cycle, 6, State.FAILED);

    assertThat(store().performed(job(), cycle)).isEqualTo(new PlanCounts(1, 0, 0, 1, 3, 2, 0, 2));
  }

  @Test
  default void countsNothingBeforeTheFirstAction() {
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("User", "a"));

    assertThat(store().performed(job(), cycle)).isEqualTo(PlanCounts.NONE);
  }

  @Test
  default void countsAnActionOnceThatIsSettledAgain() {
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("User", "a"));

    settle(cycle, 1, State.FAILED);
    settle(cycle, 1, State.DONE);

    assertThat(store().performed(job(), cycle)).isEqualTo(new PlanCounts(1, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  default void settlesManyAtOnceWhateverTheyCameTo() {
    link(user("gone"), group("team"));
    changeMembers("team", List.of("old"), List.of());
    var cycle = begin();
    plan(
        cycle,
        1,
        JobSamples.create("User", "new"),
        delete("User", "gone"),
        JobSamples.changeMembers("team", List.of("new"), List.of("old")),
        JobSamples.create("User", "bad"));

    store()
        .settle(
            job(),
            cycle,
            List.of(
                JobSamples.outcome(job(), cycle, 1, "User", "new").put(user("new")).done(),
                JobSamples.outcome(job(), cycle, 2, "User", "gone").remove("User", "gone").done(),
                JobSamples.outcome(job(), cycle, 3, "Group", "team")
                    .members("team", List.of("new"), List.of("old"))
                    .done(),
                JobSamples.outcome(job(), cycle, 4, "User", "bad")
                    .escrow(escrow("bad", NOW))
                    .failed("400")));

    assertThat(store().links(job(), "User", "", 10)).containsExactly(user("new"));
    assertThat(store().linkedMembers(job(), "team", "", 10)).containsExactly("new");
    assertThat(store().escrows(job())).containsExactly(escrow("bad", NOW));
    assertThat(store().performed(job(), cycle)).isEqualTo(new PlanCounts(1, 0, 0, 1, 1, 1, 0, 1));
    assertThat(store().pendingStages(job(), cycle)).isEmpty();
  }

  @Test
  default void settlesFromManyThreadsAtOnce() {
    var cycle = begin();
    var ids = IntStream.rangeClosed(1, 200).mapToObj("u%03d"::formatted).toList();
    ids.forEach(id -> plan(cycle, 1, JobSamples.create("User", id)));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < ids.size(); i++) {
        var id = ids.get(i);
        var outcome = JobSamples.outcome(job(), cycle, i + 1L, "User", id).put(user(id)).done();
        threads.execute(() -> settle(cycle, outcome));
      }
    }

    assertThat(store().performed(job(), cycle).creates()).isEqualTo(200);
    assertThat(store().countLinks(job(), "User")).isEqualTo(200);
    assertThat(store().log(job(), all())).hasSize(200);
    assertThat(store().pendingStages(job(), cycle)).isEmpty();
  }

  private void settle(long cycle, long ordinal, State state) {
    settle(cycle, JobSamples.outcome(job(), cycle, ordinal, "User", "x" + ordinal).in(state));
  }

  private void settleWithout(String sourceId, Reference... unresolved) {
    var cycle = begin();
    plan(cycle, 1, JobSamples.create("User", sourceId));
    var outcome = JobSamples.outcome(job(), cycle, 1, "User", sourceId);
    settle(cycle, outcome.put(user(sourceId)).unresolved(unresolved).done());
  }

  private static LogQuery all() {
    return new LogQuery(Optional.empty(), Optional.empty(), Optional.empty(), 1_000);
  }
}
