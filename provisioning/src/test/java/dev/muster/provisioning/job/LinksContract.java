package dev.muster.provisioning.job;

import static dev.muster.provisioning.job.JobSamples.STATE;
import static dev.muster.provisioning.job.JobSamples.disabled;
import static dev.muster.provisioning.job.JobSamples.group;
import static dev.muster.provisioning.job.JobSamples.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.mapping.TargetState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Links between entries and target objects.
interface LinksContract extends JobStoreFixture {

  @Test
  default void findsLinksBySourceId() {
    link(user("a"), user("b"), group("a"));

    assertThat(store().links(job(), "User", List.of("a", "b", "c")))
        .isEqualTo(Map.of("a", user("a"), "b", user("b")));
    assertThat(store().links(job(), "User", List.of())).isEmpty();
  }

  @Test
  default void findsLinksByTargetId() {
    link(user("a"), user("b"), group("a"));

    assertThat(store().linksByTarget(job(), "User", List.of("target-b", "target-z")))
        .isEqualTo(Map.of("target-b", user("b")));
  }

  @Test
  default void findsNoLinkOfAnotherJob() {
    link(user("a"));
    var other =
        store()
            .create(job().tenant(), "wiki", Kind.APPLICATION, JobSamples.SETTINGS)
            .orElseThrow()
            .id();

    assertThat(store().links(other, "User", List.of("a"))).isEmpty();
    assertThat(store().linksByTarget(other, "User", List.of("target-a"))).isEmpty();
    assertThat(store().links(other, "User", "", 10)).isEmpty();
  }

  @Test
  default void pagesThroughLinksInTheOrderOfTheirSourceIds() {
    link(user("b"), user("ä"), user("B"), user("a"), group("aa"));

    assertThat(store().links(job(), "User", "", 3))
        .containsExactly(user("B"), user("a"), user("b"));
    assertThat(store().links(job(), "User", "b", 3)).containsExactly(user("ä"));
    assertThat(store().links(job(), "User", "ä", 3)).isEmpty();
  }

  @Test
  default void countsTheLinksThatAreNotDisabled() {
    link(user("a"), user("b"), disabled("c"), group("a"));

    assertThat(store().countLinks(job(), "User")).isEqualTo(2);
    assertThat(store().countLinks(job(), "Group")).isEqualTo(1);
  }

  @Test
  default void replacesWhatALinkHeld() {
    link(user("a"));
    var moved = new Link("User", "a", "target-2", TargetState.EMPTY, true);

    link(moved);

    assertThat(store().links(job(), "User", "", 10)).containsExactly(moved);
    assertThat(store().linksByTarget(job(), "User", List.of("target-a"))).isEmpty();
    assertThat(store().linksByTarget(job(), "User", List.of("target-2"))).containsKey("target-2");
  }

  @Test
  default void removesOneLink() {
    link(user("a"), user("b"), group("a"));

    remove("User", "a");

    assertThat(store().links(job(), "User", "", 10)).containsExactly(user("b"));
    assertThat(store().links(job(), "Group", "", 10)).containsExactly(group("a"));
  }

  @Test
  default void keepsTheStateThatTheTargetIsKnownToHold() {
    link(user("a"));

    var known = store().links(job(), "User", List.of("a")).values().iterator().next().known();

    assertThat(known).isEqualTo(STATE);
  }

  default void remove(String objectType, String sourceId) {
    var cycle = begin();
    plan(cycle, 1, JobSamples.delete(objectType, sourceId));
    var outcome = JobSamples.outcome(job(), cycle, 1, objectType, sourceId);
    settle(cycle, outcome.remove(objectType, sourceId).done());
  }
}
