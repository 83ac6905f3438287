package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.DeadLetters;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobEvents.JobEvent;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.SafetySettings;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.target.TargetException;
import dev.muster.provisioning.target.TargetException.Kind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// One object that fails does not keep the others; a target that fails as a whole does.
class FailuresTest extends CycleFixture {

  private void refuses(String userName) {
    target.behaves(request -> {
      if (request.equals("POST " + userName)) {
        throw new TargetException(Kind.REJECTED, "InvalidAttributeValue", "no licence left");
      }
    });
  }

  private void givesUpAfter(int attempts, Duration age) {
    rules(now ->
        new SafetySettings(
            now.schedule(),
            now.leavers(),
            now.planLifetime(),
            now.reviewJoins(),
            now.drift(),
            new DeadLetters(attempts, age)));
  }

  @Test
  void givesAnObjectUpAfterSoManyAttempts() {
    givesUpAfter(2, Duration.ofDays(28));
    users(3);
    refuses("u01");
    cycle();
    assertThat(target.userNames()).containsExactly("u00", "u02");
    assertThat(store.escrows(job)).singleElement().matches(escrow -> !escrow.dead());

    clock.advance(Duration.ofMinutes(1));
    cycle();

    assertThat(store.escrows(job)).singleElement().matches(Escrow::dead);
    assertThat(store.nextEscrowAttempt(job)).isEmpty();
  }

  @Test
  void givesAnObjectUpAfterSoLong() {
    givesUpAfter(1_000, Duration.ofDays(28));
    users(1);
    refuses("u00");
    cycle();
    clock.advance(Duration.ofDays(28));
    cycle();

    assertThat(store.escrows(job)).singleElement().matches(Escrow::dead);
  }

  @Test
  void triesAnObjectThatWasGivenUpAgainWhenSomeoneAsksForIt() {
    givesUpAfter(1, Duration.ofDays(28));
    users(1);
    refuses("u00");
    cycle();
    target.behaves(request -> {});

    store.retryEscrows(job, Optional.empty(), clock.instant());
    cycle();

    assertThat(target.userNames()).containsExactly("u00");
    assertThat(store.escrows(job)).isEmpty();
  }

  @Test
  void forgetsTheFailureOfAnEntryThatIsGone() {
    users(2);
    refuses("u00");
    cycle();
    source.removeUser("u00");

    cycle();

    assertThat(store.escrows(job)).isEmpty();
  }

  @Test
  void namesTheAccountThatHoldsTheValueWhenNoMatchingAttributeFindsIt() {
    target.hasUniqueUserNames();
    var other =
        target.plant(
            "User",
            JsonNodeFactory.instance
                .objectNode()
                .put("userName", "u00")
                .put("displayName", "Somebody Else"));
    matchBy("externalId");
    source.putUser("u00");

    cycle();

    assertThat(store.escrows(job))
        .singleElement()
        .satisfies(escrow ->
            assertThat(escrow.detail())
                .contains("userName \"u00\" is held by the account " + other)
                .contains("Somebody Else")
                .contains("linked to no entry"));
  }

  private void matchBy(String path) {
    var settings = reread().settings();
    var mappings =
        settings.objectMappings().stream()
            .map(mapping ->
                mapping.withAttributes(
                    mapping.attributes().stream()
                        .map(attribute ->
                            new AttributeMapping(
                                attribute.target(),
                                attribute.target().equals(path) ? "[id]" : attribute.expression(),
                                attribute.defaultValue(),
                                attribute.target().equals(path) ? 1 : 0,
                                attribute.apply(),
                                attribute.reference()))
                        .toList()))
            .toList();
    store.updateSettings(job, settings.withMappings(SyncScope.ALL, mappings));
  }

  @Test
  void aTargetThatStaysAwayStopsTheJobAfterFourWeeks() {
    users(2);
    target.behaves(request -> {
      throw new TargetException(Kind.UNAVAILABLE, "InvalidCredentials", "401 wrong token");
    });
    cycle(job);
    assertThat(reread().status()).isEqualTo(JobStatus.QUARANTINE);
    clock.advance(Duration.ofDays(27));
    cycle(job);
    assertThat(reread().status()).isEqualTo(JobStatus.QUARANTINE);

    clock.advance(Duration.ofDays(1));
    cycle(job);

    assertThat(reread().status()).isEqualTo(JobStatus.PAUSED);
    assertThat(reread().quarantine()).isPresent();
    assertThat(events).hasAtLeastOneElementOfType(JobEvent.Stopped.class);
    assertThat(events).filteredOn(JobEvent.Quarantined.class::isInstance).hasSize(1);
  }

  @Test
  void tellsThatATargetIsBack() {
    users(2);
    target.behaves(request -> {
      throw new TargetException(Kind.UNAVAILABLE, "EndpointUnreachable", "connection refused");
    });
    cycle(job);
    target.behaves(request -> {});

    cycle(job);

    assertThat(events).hasAtLeastOneElementOfType(JobEvent.Recovered.class);
  }
}
