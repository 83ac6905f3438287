package dev.muster.provisioning.job;

import static dev.muster.provisioning.job.JobSamples.NOW;
import static dev.muster.provisioning.job.JobSamples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.plan.GuardThresholds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Jobs, their lease and their assignments.
interface JobsContract extends JobStoreFixture {

  @Test
  default void givesANewJobAnInitialCycle() {
    var tenant = freshTenant();

    var job = store().create(tenant, "hr", Kind.IMPORT, SETTINGS).orElseThrow();

    assertThat(job)
        .isEqualTo(
            new ProvisioningJob(
                job.id(),
                "hr",
                Kind.IMPORT,
                JobStatus.NOT_RUN,
                SETTINGS,
                0,
                true,
                Optional.empty()));
    assertThat(job.id().tenant()).isEqualTo(tenant);
    assertThat(store().find(job.id())).contains(job);
    assertThat(store().findByName(tenant, "hr")).contains(job);
  }

  @Test
  default void keepsNamesUniqueInTheirTenantOnly() {
    var tenant = job().tenant();

    assertThat(store().create(tenant, "payroll", Kind.IMPORT, SETTINGS)).isEmpty();
    assertThat(store().create(freshTenant(), "payroll", Kind.IMPORT, SETTINGS)).isPresent();
    assertThat(store().jobs(tenant))
        .extracting(ProvisioningJob::kind)
        .containsExactly(Kind.APPLICATION);
  }

  @Test
  default void findsNoJobThatIsAnotherTenants() {
    var stranger = new JobId(freshTenant(), job().value());

    assertThat(store().find(stranger)).isEmpty();
    assertThat(store().findByName(stranger.tenant(), "payroll")).isEmpty();
    assertThat(store().jobs(stranger.tenant())).isEmpty();
  }

  @Test
  default void listsTheJobsOfAllTenants() {
    var other = store().create(freshTenant(), "hr", Kind.IMPORT, SETTINGS).orElseThrow();

    assertThat(store().jobs()).contains(reread(), other);
    assertThat(store().jobs(other.id().tenant())).containsExactly(other);
  }

  @Test
  default void keepsStatusAndQuarantine() {
    var quarantine =
        new Quarantine("EncounteredBaseEscrowThreshold", "401", NOW, 3, NOW.plusSeconds(60));

    store().updateStatus(job(), JobStatus.QUARANTINE, Optional.of(quarantine));
    assertThat(reread().status()).isEqualTo(JobStatus.QUARANTINE);
    assertThat(reread().quarantine()).contains(quarantine);

    store().updateStatus(job(), JobStatus.ACTIVE, Optional.empty());
    assertThat(reread().quarantine()).isEmpty();
  }

  @Test
  default void looksAgainAtWhatNewSettingsAffect() {
    store().advanceWatermark(job(), 12, false);
    var settings =
        new JobSettings(
            SyncScope.ALL,
            List.of(),
            new GuardThresholds(1, 2, 0.25, 3, 4),
            Duration.ofSeconds(90),
            2,
            50);

    store().updateSettings(job(), settings);

    assertThat(reread().settings()).isEqualTo(settings);
    assertThat(store().replans(job())).isEqualTo(Set.of());
    store().updateSettings(job(), SETTINGS);
    assertThat(store().replans(job())).isEqualTo(Set.of("User"));
    store().clearReplans(job());
    assertThat(store().replans(job())).isEmpty();
    assertThat(reread().watermark()).isEqualTo(12);
  }

  @Test
  default void keepsTheWatermarkWhenAnInitialCycleIsRequired() {
    store().advanceWatermark(job(), 12, false);
    assertThat(reread().initialCycleDue()).isFalse();

    store().requireInitialCycle(job());

    assertThat(reread().initialCycleDue()).isTrue();
    assertThat(reread().watermark()).isEqualTo(12);
  }

  @Test
  default void leasesAJobToOneRunner() {
    assertThat(store().lease(job(), "a", NOW, NOW.plusSeconds(30))).isTrue();
    assertThat(store().lease(job(), "b", NOW, NOW.plusSeconds(30))).isFalse();
  }

  @Test
  default void letsTheHolderExtendItsLease() {
    store().lease(job(), "a", NOW, NOW.plusSeconds(30));

    assertThat(store().lease(job(), "a", NOW.plusSeconds(20), NOW.plusSeconds(50))).isTrue();
    assertThat(store().lease(job(), "b", NOW.plusSeconds(40), NOW.plusSeconds(70))).isFalse();
  }

  @Test
  default void letsAnotherRunnerTakeOverAnExpiredLease() {
    store().lease(job(), "a", NOW, NOW.plusSeconds(30));

    assertThat(store().lease(job(), "b", NOW.plusSeconds(30), NOW.plusSeconds(60))).isTrue();
    assertThat(store().lease(job(), "a", NOW.plusSeconds(31), NOW.plusSeconds(61))).isFalse();
  }

  @Test
  default void releasesALeaseForItsHolderOnly() {
    store().lease(job(), "a", NOW, NOW.plusSeconds(30));

    store().release(job(), "b");
    assertThat(store().lease(job(), "b", NOW, NOW.plusSeconds(30))).isFalse();

    store().release(job(), "a");
    assertThat(store().lease(job(), "b", NOW, NOW.plusSeconds(30))).isTrue();
  }

  @Test
  default void assignsUsersAndGroups() {
    assertThat(store().assignments(job())).isEqualTo(assignments(Set.of(), Set.of()));

    store().assign(job(), assignments(Set.of("u1", "u2"), Set.of("g1")), nobody());
    store().assign(job(), assignments(Set.of("u3"), Set.of()), assignments(Set.of("u1"), Set.of()));

    assertThat(store().assignments(job())).isEqualTo(assignments(Set.of("u2", "u3"), Set.of("g1")));
  }

  @Test
  default void removesWhatIsBothAssignedAndUnassigned() {
    var both = assignments(Set.of("u1"), Set.of("g1"));

    store().assign(job(), both, both);

    assertThat(store().assignments(job())).isEqualTo(nobody());
  }

  @Test
  default void looksAgainAtThoseAloneWhoseAssignmentChanged() {
    store().assign(job(), assignments(Set.of("u1", "u2"), Set.of("g1")), nobody());
    store().advanceWatermark(job(), 12, false);
    var first = store().replannedEntries(job());
    assertThat(first.entries())
        .isEqualTo(Map.of("User", Set.of("u1", "u2"), "Group", Set.of("g1")));
    assertThat(first.groups()).isEqualTo(Set.of("g1"));

    store().assign(job(), nobody(), assignments(Set.of("u2"), Set.of()));
    store().clearReplannedEntries(job(), first.upTo());

    assertThat(reread().initialCycleDue()).isFalse();
    assertThat(store().replannedEntries(job()).entries()).isEqualTo(Map.of("User", Set.of("u2")));
    assertThat(store().replannedEntries(job()).groups()).isEmpty();
  }

  @Test
  default void looksAtNobodyAgainWhoIsAssignedAsBefore() {
    var roles = Map.of("u1", Set.of("r1"));
    store().assign(job(), withRoles(roles), nobody());
    store().clearReplannedEntries(job(), store().replannedEntries(job()).upTo());
    assertThat(store().hasReplannedEntries(job())).isFalse();

    store().assign(job(), withRoles(roles), assignments(Set.of("u9"), Set.of("g9")));
    assertThat(store().hasReplannedEntries(job())).isFalse();

    store().assign(job(), withRoles(Map.of("u1", Set.of("r2"))), nobody());
    assertThat(store().replannedEntries(job()).entries()).isEqualTo(Map.of("User", Set.of("u1")));
  }

  @Test
  default void looksAgainAtEntriesThatSomebodyAsksFor() {
    store().replanEntries(job(), Map.of("Group", Set.of("g1")));

    assertThat(store().replannedEntries(job()).entries()).isEqualTo(Map.of("Group", Set.of("g1")));
    assertThat(store().replannedEntries(job()).groups()).isEmpty();
  }

  @Test
  default void assignsWithRoles() {
    store().assign(job(), withRoles(Map.of("u1", Set.of("r1"), "g1", Set.of("r2"))), nobody());
    store().assign(job(), withRoles(Map.of("u1", Set.of("r2"))), nobody());
    assertThat(store().assignments(job()).roles())
        .isEqualTo(Map.of("u1", Set.of("r1", "r2"), "g1", Set.of("r2")));

    store().assign(job(), nobody(), assignments(Set.of("u1"), Set.of()));
    assertThat(store().assignments(job()))
        .isEqualTo(new Assignments(Set.of(), Set.of("g1"), Map.of("g1", Set.of("r2"))));
  }

  private static Assignments withRoles(Map<String, Set<String>> roles) {
    return new Assignments(Set.of("u1"), Set.of("g1"), roles);
  }

  @Test
  default void keepsWhenTimeChangesTheScope() {
    var day = Duration.ofDays(1);
    store().keepMoments(job(), "User", Map.of("a", NOW, "b", NOW.plus(day)), List.of("a", "b"));

    assertThat(store().nextMoment(job())).contains(NOW);
    assertThat(store().dueMoments(job(), NOW)).isEqualTo(Map.of("User", Set.of("a")));

    store().keepMoments(job(), "User", Map.of("b", NOW.plusSeconds(1)), List.of("a", "b"));
    assertThat(store().nextMoment(job())).contains(NOW.plusSeconds(1));
    assertThat(store().dueMoments(job(), NOW)).isEmpty();
  }

  private static Assignments assignments(Set<String> users, Set<String> groups) {
    return new Assignments(users, groups);
  }

  private static Assignments nobody() {
    return assignments(Set.of(), Set.of());
  }
}
