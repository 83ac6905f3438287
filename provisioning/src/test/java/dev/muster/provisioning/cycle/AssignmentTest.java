package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.SafetySettings;
import dev.muster.provisioning.plan.GuardThresholds;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// That a changed assignment costs what it changes, and not a cycle over everyone.
class AssignmentTest extends CycleFixture {
  private static final Assignments NOBODY = new Assignments(Set.of(), Set.of());
  private final JobId assigned = create(SyncScope.ASSIGNED, GuardThresholds.DEFAULT, "assigned");

  @BeforeEach
  void provisioned() {
    users(20);
    source.putGroup("team", "u01", "u02");
    source.putGroup("all", "u03", "team");
    assign(users("u00"));
    cycle(assigned);
    source.wholeReads();
    target.forget();
  }

  private static Assignments users(String... ids) {
    return new Assignments(Set.of(ids), Set.of());
  }

  private static Assignments groups(String... ids) {
    return new Assignments(Set.of(), Set.of(ids));
  }

  private void assign(Assignments add) {
    store.assign(assigned, add, NOBODY);
  }

  private void unassign(Assignments remove) {
    store.assign(assigned, NOBODY, remove);
  }

  @Test
  void looksAtTheAssignedPersonAlone() {
    assign(users("u05"));

    cycle(assigned);

    assertThat(target.userNames()).containsExactly("u00", "u05");
    assertThat(source.wholeReads()).isEmpty();
    assertThat(target.sent()).hasSize(2).last().asString().startsWith("POST u05");
    assertThat(store.hasReplannedEntries(assigned)).isFalse();
  }

  @Test
  void bringsEverybodyBelowAnAssignedGroup() {
    assign(groups("all"));

    cycle(assigned);

    assertThat(target.userNames()).containsExactly("u00", "u01", "u02", "u03");
    assertThat(target.memberNames("Group all")).containsExactly("u01", "u02", "u03");
    assertThat(source.wholeReads()).isEmpty();
  }

  @Test
  void takesOnlyThoseAwayWhoAreNotAssignedOtherwise() {
    assign(groups("team"));
    assign(users("u01"));
    cycle(assigned);
    source.wholeReads();

    unassign(groups("team"));
    cycle(assigned);

    assertThat(active("u01")).isTrue();
    assertThat(active("u02")).isFalse();
    assertThat(source.wholeReads()).isEmpty();
  }

  @Test
  void findsWhoLeftTheGroupRightBeforeItWasUnassigned() {
    assign(groups("team"));
    cycle(assigned);

    source.removeMember("team", "u02");
    unassign(groups("team"));
    cycle(assigned);

    assertThat(active("u01")).isFalse();
    assertThat(active("u02")).isFalse();
  }

  @Test
  void readsEverythingIfAGroupIsGoneThatWasUnassigned() {
    assign(groups("team"));
    cycle(assigned);

    source.removeGroup("team");
    unassign(groups("team"));
    cycle(assigned);

    assertThat(active("u01")).isFalse();
    assertThat(active("u02")).isFalse();
    assertThat(active("u00")).isTrue();
  }

  @Test
  void holdsThoseWhoWouldTakeOverAnAccountIfJoinsAreReviewed() {
    var settings = store.find(assigned).orElseThrow().settings();
    var safety = settings.safety();
    store.updateRules(
        assigned,
        settings.withSafety(
            new SafetySettings(
                safety.schedule(),
                safety.leavers(),
                safety.planLifetime(),
                true,
                safety.drift(),
                safety.deadLetters())));
    target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", "u05"));
    assign(users("u05"));

    var cycle = cycle(assigned);

    assertThat(cycle).map(Cycle::state).contains(Cycle.State.PARKED);
    assertThat(store.find(assigned).orElseThrow().status()).isEqualTo(JobStatus.QUARANTINE);
    assertThat(store.hasReplannedEntries(assigned)).isTrue();
  }

  @Test
  void isDueAtOnce() {
    var due = new DueJobs(store, connectors(), clock);
    due.ran(store.find(assigned).orElseThrow());
    store.updateStatus(assigned, JobStatus.ACTIVE, Optional.empty());
    assertThat(due.work(store.find(assigned).orElseThrow()))
        .isNotEqualTo(Optional.of(new Work.Sync()));

    assign(users("u05"));

    assertThat(due.work(store.find(assigned).orElseThrow())).contains(new Work.Sync());
  }
}
