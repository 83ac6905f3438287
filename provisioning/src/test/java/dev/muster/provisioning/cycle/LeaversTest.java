package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.LeaverRules;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.target.TargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of those who leave: disabled, kept for a grace period, deleted; and back again.
class LeaversTest extends CycleFixture {
  private static final Duration MONTH = Duration.ofDays(30);

  @BeforeEach
  void monthOfGrace() {
    leavers(
        new LeaverRules(Leaver.DISABLE, Optional.empty(), Optional.of(MONTH), Optional.of(MONTH)));
  }

  private static String inactive(String id) {
    return "{\"userName\":\"%s\",\"displayName\":\"User %s\",\"active\":false}".formatted(id, id);
  }

  /// Whether there is something to do for a job that ran so long ago.
  private boolean due(Duration lastRun) {
    var due = new DueJobs(store, connectors(), clock);
    clock.advance(lastRun.negated());
    due.ran(reread());
    clock.advance(lastRun);
    return due.work(reread()).isPresent();
  }

  @Test
  void deletesWhenTheGracePeriodEndsThoughNothingChangesInTheSource() {
    users(3);
    cycle();
    source.removeUser("u00");
    cycle();
    assertThat(active("u00")).isFalse();

    clock.advance(MONTH.minusSeconds(1));
    assertThat(due(Duration.ofSeconds(1))).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(due(Duration.ofSeconds(1))).isTrue();
    cycle();

    assertThat(target.userNames()).containsExactly("u01", "u02");
    assertThat(store.links(job, "User", List.of("u00"))).isEmpty();
  }

  @Test
  void givesTheSameAccountBackWithItsMembershipsWithinTheGracePeriod() {
    users(3);
    source.putGroup("g", "u00", "u01");
    cycle();
    var id = target.user("u00").path("id").asString();
    source.removeUser("u00");
    cycle();
    assertThat(target.memberNames("Group g")).containsExactly("u01");
    clock.advance(MONTH.dividedBy(2));

    source.putUser("u00");
    source.addMember("g", "u00");
    cycle();

    assertThat(target.user("u00").path("id").asString()).isEqualTo(id);
    assertThat(active("u00")).isTrue();
    assertThat(target.memberNames("Group g")).containsExactly("u00", "u01");
    clock.advance(MONTH);
    assertThat(due(Duration.ofSeconds(1))).isFalse();
  }

  @Test
  void countsTheGracePeriodFromTheDayOnWhichTheSourceDisabledTheUser() {
    users(3);
    cycle();
    source.putUser("u00", inactive("u00"));
    cycle();
    clock.advance(MONTH.dividedBy(2));
    source.putUser("u00", inactive("u00").replace("User u00", "Renamed"));
    cycle();
    assertThat(target.user("u00").path("displayName").asString()).isEqualTo("Renamed");

    clock.advance(MONTH.dividedBy(2));
    cycle();

    assertThat(target.userNames()).containsExactly("u01", "u02");
  }

  @Test
  void doesNotMakeAnAccountAgainForWhoIsStillDisabled() {
    users(2);
    cycle();
    source.putUser("u00", inactive("u00"));
    cycle();
    clock.advance(MONTH);
    cycle();
    store.requireInitialCycle(job);

    cycle();

    assertThat(target.userNames()).containsExactly("u01");
  }

  @Test
  void deletesAtOnceWhomTheSourceDisablesIfToldSo() {
    leavers(new LeaverRules(Leaver.DELETE, Optional.empty(), Optional.empty(), Optional.empty()));
    users(2);
    cycle();
    source.putUser("u00", inactive("u00"));

    cycle();

    assertThat(target.userNames()).containsExactly("u01");
  }

  @Test
  void keepsTheAccountActiveOfWhomTheSourceDisablesIfToldSo() {
    leavers(new LeaverRules(Leaver.KEEP, Optional.empty(), Optional.empty(), Optional.empty()));
    users(2);
    cycle();
    source.putUser("u00", inactive("u00").replace("User u00", "Renamed"));

    cycle();

    assertThat(active("u00")).isTrue();
    assertThat(target.user("u00").path("displayName").asString()).isEqualTo("Renamed");
  }

  @Test
  void beginsAnotherGracePeriodWithoutARequestWhenADisabledUserIsRemoved() {
    leavers(
        new LeaverRules(Leaver.DISABLE, Optional.empty(), Optional.empty(), Optional.of(MONTH)));
    users(2);
    cycle();
    source.putUser("u00", inactive("u00"));
    cycle();
    clock.advance(MONTH.multipliedBy(3));
    target.forget();
    source.removeUser("u00");

    cycle();

    assertThat(target.sent()).isEmpty();
    assertThat(store.nextDeparture(job, Departure.Event.MISSING, Instant.EPOCH))
        .contains(clock.instant());
    clock.advance(MONTH);
    cycle();
    assertThat(target.userNames()).containsExactly("u01");
  }

  @Test
  void anAccountThatCannotBeDeletedIsTriedAgainByTheLadderAlone() {
    users(3);
    cycle();
    source.removeUser("u00");
    cycle();
    target.behaves(request -> {
      if (request.startsWith("DELETE")) {
        throw new TargetException(TargetException.Kind.REJECTED, "Forbidden", "not allowed");
      }
    });
    clock.advance(MONTH);
    assertThat(due(Duration.ofSeconds(1))).isTrue();
    cycle();
    target.forget();

    assertThat(due(Duration.ZERO)).isFalse();
    source.putUser("u01", inactive("u01"));
    cycle();

    assertThat(target.sent()).noneMatch(request -> request.startsWith("DELETE"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(due(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void manyGracePeriodsThatEndAtOnceNeedApproval() {
    users(40);
    cycle();
    for (var i = 0; i < 4; i++) {
      source.removeUser("u%02d".formatted(i));
      source.removeUser("u%02d".formatted(10 + i));
      var parked = cycle();
      if (parked.state() == Cycle.State.PARKED) {
        store.updateCycle(parked.approved());
        cycle();
      }
    }
    clock.advance(MONTH);

    var held = cycle();

    assertThat(held.state()).isEqualTo(Cycle.State.PARKED);
    assertThat(held.planned().deletes()).isEqualTo(8);
    assertThat(target.userNames()).hasSize(40);
    assertThat(reread().status()).isEqualTo(JobStatus.QUARANTINE);
  }
}
