package dev.muster.provisioning.job;

import static dev.muster.provisioning.job.JobSamples.group;
import static dev.muster.provisioning.job.JobSamples.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Members that are known to be in the target's groups.
interface MembersContract extends JobStoreFixture {

  @Test
  default void addsAndRemovesMembers() {
    changeMembers("g1", List.of("a", "b", "c"), List.of());
    changeMembers("g1", List.of("d", "a"), List.of("b", "z"));

    assertThat(store().linkedMembers(job(), "g1", "", 10)).containsExactly("a", "c", "d");
    assertThat(store().countLinkedMembers(job())).isEqualTo(3);
  }

  @Test
  default void pagesThroughMembersInOrder() {
    changeMembers("g1", List.of("c", "B", "a", "ä"), List.of());
    changeMembers("g2", List.of("b"), List.of());

    assertThat(store().linkedMembers(job(), "g1", "", 3)).containsExactly("B", "a", "c");
    assertThat(store().linkedMembers(job(), "g1", "c", 3)).containsExactly("ä");
    assertThat(store().linkedMembers(job(), "g3", "", 3)).isEmpty();
  }

  @Test
  default void tellsWhichCandidatesAreMembers() {
    changeMembers("g1", List.of("a", "b"), List.of());
    changeMembers("g2", List.of("c"), List.of());

    assertThat(store().linkedMembersAmong(job(), "g1", List.of("b", "c", "d")))
        .containsExactly("b");
  }

  @Test
  default void tellsTheGroupsOfMembers() {
    changeMembers("g1", List.of("a", "b"), List.of());
    changeMembers("g2", List.of("a"), List.of());

    assertThat(store().linkedGroupsOf(job(), List.of("a", "b", "c")))
        .isEqualTo(Map.of("a", Set.of("g1", "g2"), "b", Set.of("g1")));
  }

  @Test
  default void countsTheMembersOfAllGroups() {
    changeMembers("g1", List.of("a", "b"), List.of());
    changeMembers("g2", List.of("a"), List.of());

    assertThat(store().countLinkedMembers(job())).isEqualTo(3);
  }

  @Test
  default void removesTheMembersKnownUnderARemovedLink() {
    link(group("g1"), group("g2"), user("a"));
    changeMembers("g1", List.of("a"), List.of());
    changeMembers("g2", List.of("a"), List.of());
    var cycle = begin();
    plan(cycle, 1, JobSamples.delete("Group", "g1"));

    var outcome = JobSamples.outcome(job(), cycle, 1, "Group", "g1");
    settle(cycle, outcome.remove("Group", "g1").done());

    assertThat(store().linkedMembers(job(), "g1", "", 10)).isEmpty();
    assertThat(store().linkedGroupsOf(job(), List.of("a"))).isEqualTo(Map.of("a", Set.of("g2")));
  }

  @Test
  default void keepsTheMembersOfAGroupWhoseLinkIsReplaced() {
    link(group("g1"));
    changeMembers("g1", List.of("a"), List.of());

    link(group("g1"));

    assertThat(store().linkedMembers(job(), "g1", "", 10)).containsExactly("a");
  }
}
