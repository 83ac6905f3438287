package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.InMemoryJobStore;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlementTest extends CycleFixture {
  private boolean full;

  @Override
  JobStore store() {
    return new InMemoryJobStore() {
      @Override
      public void settle(JobId job, long cycle, List<ActionOutcome> outcomes) {
        if (full) {
          throw new IllegalStateException("the disk is full");
        }
        super.settle(job, cycle, outcomes);
      }
    };
  }

  @Test
  void whatCouldNotBeKeptIsFoundAgainAndNobodyIsCreatedTwice() {
    for (var i = 0; i < 50; i++) {
      source.putUser("u" + i);
    }
    full = true;
    assertThatThrownBy(this::cycle).hasMessageContaining("the disk is full");
    var sent = target.userNames().size();
    assertThat(sent).isPositive();
    assertThat(store.countLinks(job, "User")).isZero();

    full = false;
    cycle();

    assertThat(target.userNames()).hasSize(50).doesNotHaveDuplicates();
    assertThat(store.countLinks(job, "User")).isEqualTo(50);
  }

  @Test
  void everythingIsKeptWhenTheCycleEnds() {
    for (var i = 0; i < 1_200; i++) {
      source.putUser("u" + i);
    }

    var cycle = cycle();

    assertThat(cycle.performed().creates()).isEqualTo(1_200);
    assertThat(store.countLinks(job, "User")).isEqualTo(1_200);
    assertThat(store.pendingStages(job, cycle.number())).isEmpty();
  }
}
