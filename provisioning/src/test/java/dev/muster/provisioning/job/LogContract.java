package dev.muster.provisioning.job;

import static dev.muster.provisioning.job.JobSamples.NOW;
import static dev.muster.provisioning.job.JobSamples.entry;
import static dev.muster.provisioning.job.JobSamples.escrow;
import static dev.muster.provisioning.job.JobSamples.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The provisioning log.
interface LogContract extends JobStoreFixture {

  @Test
  default void showsTheNewestEntriesFirst() {
    var first = write(1, "a");
    var second = write(1, "b");
    var third = write(2, "a");

    assertThat(log(none(), Optional.empty(), none(), 10)).containsExactly(third, second, first);
    assertThat(log(none(), Optional.empty(), none(), 2)).containsExactly(third, second);
  }

  @Test
  default void showsTheEntriesOfOneObject() {
    var first = write(1, "a");
    write(1, "b");
    var third = write(2, "a");

    assertThat(log(Optional.of("a"), Optional.empty(), none(), 10)).containsExactly(third, first);
  }

  @Test
  default void showsTheEntriesOfOneCycle() {
    var first = write(1, "a");
    var second = write(1, "b");
    write(2, "a");

    assertThat(log(none(), Optional.of(1L), none(), 10)).containsExactly(second, first);
    assertThat(log(Optional.of("a"), Optional.of(1L), none(), 10)).containsExactly(first);
  }

  @Test
  default void showsWhatIsOlderThanAChange() {
    var first = write(1, "a");
    var second = write(1, "b");
    var third = write(2, "a");

    assertThat(log(none(), Optional.empty(), id(third), 1)).containsExactly(second);
    assertThat(log(none(), Optional.empty(), id(second), 10)).containsExactly(first);
    assertThat(log(none(), Optional.empty(), id(first), 10)).isEmpty();
    assertThat(log(Optional.of("a"), Optional.empty(), id(third), 10)).containsExactly(first);
  }

  @Test
  default void showsNothingOlderThanAnUnknownChange() {
    write(1, "a");

    assertThat(log(none(), Optional.empty(), Optional.of("unheard-of"), 10)).isEmpty();
  }

  @Test
  default void keepsWhyAChangeFailed() {
    var entry = failed(entry(job(), 1, "User", "a"), "userName is taken");

    store().putEscrows(job(), Map.of(escrow("a", NOW), entry));

    assertThat(log(none(), Optional.empty(), none(), 10)).containsExactly(entry);
  }

  private ProvisioningLogEntry write(long cycle, String sourceId) {
    var entry = entry(job(), cycle, "User", sourceId);
    store().putEscrows(job(), Map.of(escrow(sourceId, NOW), entry));
    return entry;
  }

  private List<ProvisioningLogEntry> log(
      Optional<String> sourceId, Optional<Long> cycle, Optional<String> before, int limit) {
    return store().log(job(), new LogQuery(sourceId, cycle, before, limit));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Optional<String> id(ProvisioningLogEntry entry) {
    return Optional.of(entry.changeId());
  }
}
