package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.log.ProvisioningLogEntry.Initiator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// One person now, whatever else the job does.
class OnDemandTest extends CycleFixture {
  private static final int ENOUGH = 10;

  private static Work.OnDemand user(String id) {
    return new Work.OnDemand(Map.of("User", Set.of(id)), Map.of());
  }

  @Test
  void provisionsOnePersonAndLeavesTheJobAsItIs() {
    users(5);

    var cycle = run(user("u03"));

    assertThat(cycle.kind()).isEqualTo(Cycle.Kind.ON_DEMAND);
    assertThat(cycle.performed().creates()).isEqualTo(1);
    assertThat(store.links(job, "User", "", ENOUGH)).hasSize(1);
    assertThat(reread().status()).isEqualTo(JobStatus.NOT_RUN);
    assertThat(reread().initialCycleDue()).isTrue();
    var entry = new LogQuery(Optional.of("u03"), Optional.empty(), Optional.empty(), 1);
    assertThat(store.log(job, entry).getFirst().initiator()).isEqualTo(Initiator.ON_DEMAND);
  }

  @Test
  void leavesAPlanThatWaitsWaiting() {
    users(20);
    cycle();
    for (var i = 0; i < 8; i++) {
      source.removeUser("u%02d".formatted(i));
    }
    var held = cycle();
    assertThat(held.state()).isEqualTo(Cycle.State.PARKED);

    run(user("u00"));

    assertThat(store.findParked(job)).map(Cycle::number).contains(held.number());
    assertThat(store.links(job, "User", Set.of("u00")).values()).allMatch(link -> link.disabled());
  }

  @Test
  void comesBetweenTwoRequestsOfACycleThatRuns() throws Exception {
    users(200);
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var creates = new AtomicInteger();
    target.behaves(request -> {
      if (request.startsWith("POST") && creates.incrementAndGet() == 1) {
        begun.countDown();
        awaitOrFail(go);
      }
    });
    try (var runner = new JobRunner(store, runner(), connectors(), clock, "test")) {
      runner.start();
      var everyone = runner.request(job);
      awaitOrFail(begun);
      var one = runner.request(job, user("u199"));
      go.countDown();

      var asked = one.get(ENOUGH, TimeUnit.SECONDS).cycle().orElseThrow();
      assertThat(asked.kind()).isEqualTo(Cycle.Kind.ON_DEMAND);
      assertThat(everyone.isDone()).isFalse();
      assertThat(everyone.get(ENOUGH, TimeUnit.SECONDS).cycle().orElseThrow().state())
          .isEqualTo(Cycle.State.DONE);
    }
    assertThat(store.countLinks(job, "User")).isEqualTo(200);
    assertThat(creates).hasValue(200);
  }

  private static void awaitOrFail(CountDownLatch latch) {
    try {
      assertThat(latch.await(ENOUGH, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
