package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.SafetySettings;
import dev.muster.provisioning.job.Schedule;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When a job runs by itself.
class DueJobsTest extends CycleFixture {

  @Test
  void aJobWithoutPushRunsAtItsTimesAlone() {
    rules(now ->
        new SafetySettings(
            new Schedule(false, Optional.of("0 2 * * *"), "UTC"),
            now.leavers(),
            now.planLifetime(),
            now.reviewJoins(),
            now.drift().onlyWhenAsked(),
            now.deadLetters()));
    users(2);
    store.updateStatus(job, JobStatus.ACTIVE, Optional.empty());
    var due = new DueJobs(store, connectors(), clock);
    assertThat(due.work(reread())).isEmpty();

    clock.advance(Duration.ofDays(1));

    assertThat(due.work(reread())).contains(new Work.Sync());
    due.ran(reread());
    assertThat(due.work(reread())).isEmpty();
  }
}
