package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobEvents.JobEvent;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.job.ResetScope;
import dev.muster.provisioning.plan.PlannedAction;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Start, pause, cancel and restart while a cycle runs.
class JobControlTest extends CycleFixture {
  private static final int MANY = 3_000;

  private final JobRunner jobs =
      new JobRunner(store, runner(), connectors(), Clock.systemUTC(), "test");
  private final JobControl control = new JobControl(store, jobs, Clock.systemUTC());

  @BeforeEach
  void start() {
    jobs.start();
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come about within 30 seconds");
      }
      Thread.sleep(5);
    }
  }

  private void awaitEveryone(int count) throws InterruptedException {
    await(() -> target.userNames().size() == count && jobs.progress(job).isEmpty());
  }

  /// Does something in the middle of the creates.
  private void atTheTenthCreate(Runnable what) {
    var creates = new AtomicInteger();
    target.behaves(request -> {
      if (request.startsWith("POST") && creates.incrementAndGet() == 10) {
        what.run();
      }
    });
  }

  @Test
  void pausesBetweenTwoRequestsAndGoesOnWithTheSamePlan() throws Exception {
    users(MANY);
    atTheTenthCreate(() -> control.pause(job));
    control.start(job);
    await(() -> reread().status() == JobStatus.PAUSED && jobs.progress(job).isEmpty());

    assertThat(target.userNames()).hasSizeBetween(10, MANY - 1);
    assertThat(store.findApplying(job)).map(Cycle::number).contains(1L);

    control.start(job);
    awaitEveryone(MANY);

    assertThat(target.userNames()).doesNotHaveDuplicates();
    assertThat(store.findCycle(job, 1).orElseThrow().state()).isEqualTo(Cycle.State.DONE);
  }

  @Test
  void accountsForACancelledCycleAndPlansTheRestAnew() throws Exception {
    users(MANY);
    var cancelled = new CompletableFuture<Optional<Cycle>>();
    atTheTenthCreate(() -> {
      // What asks for it is not the thread that performs the request.
      Thread.ofVirtual().start(() -> cancelled.complete(control.cancel(reread())));
    });
    control.start(job);

    var cycle = cancelled.get().orElseThrow();

    assertThat(cycle.state()).isEqualTo(Cycle.State.CANCELLED);
    assertThat(reread().status()).isEqualTo(JobStatus.PAUSED);
    var actions = store.actions(job, cycle.number(), 0, MANY);
    var done = actions.stream().filter(a -> a.state() == PlannedAction.State.DONE).count();
    assertThat(done).isEqualTo(target.userNames().size()).isLessThan(MANY);
    assertThat(cycle.performed().creates()).isEqualTo(done);
    assertThat(actions)
        .filteredOn(action -> action.state() == PlannedAction.State.SKIPPED)
        .hasSize((int) (MANY - done));
    var log = new LogQuery(Optional.empty(), Optional.of(cycle.number()), Optional.empty(), 1);
    assertThat(store.log(job, log).getFirst().steps().getFirst().description())
        .startsWith("cancelled after ");

    target.behaves(request -> {});
    control.start(job);
    awaitEveryone(MANY);
    assertThat(target.userNames()).doesNotHaveDuplicates();
  }

  @Test
  void cancelsAPlanThatWaits() throws Exception {
    users(20);
    control.start(job);
    awaitEveryone(20);
    for (var i = 0; i < 8; i++) {
      source.removeUser("u%02d".formatted(i));
    }
    jobs.wake();
    await(() -> store.findParked(job).isPresent() && jobs.progress(job).isEmpty());

    var cycle = control.cancel(reread()).orElseThrow();

    assertThat(cycle.state()).isEqualTo(Cycle.State.CANCELLED);
    assertThat(store.findParked(job)).isEmpty();
    assertThat(active("u03")).isTrue();
  }

  @Test
  void restartMatchesEveryoneAnewWhenItForgetsTheLinks() throws Exception {
    users(30);
    control.start(job);
    awaitEveryone(30);
    target.forget();

    control.restart(reread(), Set.of(ResetScope.LINKS));
    await(() -> store.countLinks(job, "User") == 30 && jobs.progress(job).isEmpty());

    assertThat(target.sent()).noneMatch(request -> request.startsWith("POST"));
    assertThat(target.userNames()).hasSize(30);
  }

  @Test
  void aFailureOfOurOwnQuarantinesTheJobAndIsSaid() throws Exception {
    users(1);
    target.behaves(request -> {
      throw new IllegalStateException("broken");
    });
    control.start(job);
    await(() -> events.stream().anyMatch(JobEvent.Quarantined.class::isInstance));

    assertThat(reread().status()).isEqualTo(JobStatus.QUARANTINE);
    assertThat(reread().quarantine().orElseThrow().reason()).isEqualTo("InternalError");
    assertThat(reread().quarantine().orElseThrow().toString()).contains("broken");
  }
}
