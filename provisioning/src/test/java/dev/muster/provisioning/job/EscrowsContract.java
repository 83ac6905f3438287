package dev.muster.provisioning.job;

import static dev.muster.provisioning.job.JobSamples.NOW;
import static dev.muster.provisioning.job.JobSamples.entry;
import static dev.muster.provisioning.job.JobSamples.escrow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.provisioning.job.JobStore.LogQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Failures that are kept until an attempt succeeds.
interface EscrowsContract extends JobStoreFixture {

  @Test
  default void tellsWhichFailuresAreDue() {
    keep(escrow("a", NOW));
    keep(escrow("b", NOW.plusSeconds(1)));
    keep(escrow("c", NOW.minusSeconds(1)));

    assertThat(store().dueEscrows(job(), NOW))
        .containsExactlyInAnyOrder(escrow("a", NOW), escrow("c", NOW.minusSeconds(1)));
    assertThat(store().escrows(job())).hasSize(3);
  }

  @Test
  default void tellsWhenTheNextAttemptIs() {
    assertThat(store().nextEscrowAttempt(job())).isEmpty();

    keep(escrow("a", NOW.plusSeconds(5)));
    keep(escrow("b", NOW.plusSeconds(1)));

    assertThat(store().nextEscrowAttempt(job())).contains(NOW.plusSeconds(1));
  }

  @Test
  default void replacesTheFailureOfAnObject() {
    keep(escrow("a", NOW));
    keep(escrow("a", NOW.plusSeconds(9)));

    assertThat(store().escrows(job())).containsExactly(escrow("a", NOW.plusSeconds(9)));
  }

  @Test
  default void logsEachFailureThatIsKept() {
    var first = entry(job(), 1, "User", "a");
    var second = entry(job(), 1, "User", "b");

    store().putEscrows(job(), Map.of(escrow("a", NOW), first, escrow("b", NOW), second));

    var all = new LogQuery(Optional.empty(), Optional.empty(), Optional.empty(), 10);
    assertThat(store().log(job(), all)).containsExactlyInAnyOrder(first, second);
  }

  @Test
  default void forgetsFailures() {
    keep(escrow("a", NOW));
    keep(escrow("b", NOW));
    keep(new Escrow("Group", "a", "ImportSkipped", "no value", 1, NOW, Optional.of(NOW)));

    store().clearEscrows(job(), "User", List.of("a", "z"));

    assertThat(store().escrows(job()))
        .extracting(Escrow::objectType, Escrow::sourceId)
        .containsExactlyInAnyOrder(tuple("User", "b"), tuple("Group", "a"));
  }

  @Test
  default void keepsTheTimeOfAnAttemptToTheMicrosecond() {
    var attempt = Instant.parse("2026-03-02T08:30:00.000001Z");

    keep(escrow("a", attempt));

    assertThat(store().dueEscrows(job(), attempt.minusNanos(1_000))).isEmpty();
    assertThat(store().dueEscrows(job(), attempt)).containsExactly(escrow("a", attempt));
  }

  private void keep(Escrow escrow) {
    store()
        .putEscrows(job(), Map.of(escrow, entry(job(), 1, escrow.objectType(), escrow.sourceId())));
  }

  @Test
  default void findsTheFailureOfOneEntry() {
    var escrow = escrow("a", NOW);
    store().putEscrows(job(), Map.of(escrow, entry(job(), 1, "User", "a")));

    assertThat(store().findEscrow(job(), "User", "a")).contains(escrow);
    assertThat(store().findEscrow(job(), "User", "b")).isEmpty();
    assertThat(store().countEscrows(job())).isEqualTo(1);
  }
}
