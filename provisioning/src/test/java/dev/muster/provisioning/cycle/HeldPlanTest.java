package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobEvents.JobEvent;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.job.SafetySettings;
import dev.muster.provisioning.job.SafetyStore.RefusedJoin;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.log.ProvisioningLogEntry.Action;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.source.Source.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// Plans that wait for a person: nothing of them reaches the target before.
class HeldPlanTest extends CycleFixture {

  /// As when somebody writes the wrong column into the mapping of `active`.
  private void mapActiveTo(String expression) {
    var settings = reread().settings();
    var mappings = new ArrayList<ObjectMapping>();
    for (var mapping : settings.objectMappings()) {
      var attributes =
          mapping.attributes().stream()
              .map(attribute ->
                  attribute.target().equals("active")
                      ? AttributeMapping.of("active", expression)
                      : attribute)
              .toList();
      mappings.add(mapping.withAttributes(attributes));
    }
    store.updateSettings(job, settings.withMappings(SyncScope.ALL, mappings));
  }

  private List<ProvisioningLogEntry> staged() {
    var all = new LogQuery(Optional.empty(), Optional.empty(), Optional.empty(), 1_000);
    return store.log(job, all).stream()
        .filter(entry -> entry.action() == Action.STAGED_DELETE)
        .toList();
  }

  @Test
  void aMappingMistakeThatDisablesMostPeopleReachesNobody() {
    for (var i = 0; i < 50; i++) {
      var id = "u%02d".formatted(i);
      source.putUser(
          id,
          "{\"userName\":\"%s\",\"active\":true,\"title\":\"%s\"}"
              .formatted(id, i < 20 ? "external" : "internal"));
    }
    cycle();
    target.forget();

    mapActiveTo("Switch([title], \"True\", \"external\", \"False\")");
    var held = cycle();

    assertThat(held.state()).isEqualTo(Cycle.State.PARKED);
    assertThat(held.planned().disables()).isEqualTo(20);
    assertThat(target.sent()).filteredOn(request -> !request.startsWith("GET")).isEmpty();
    assertThat(staged()).hasSize(20);
  }

  @Test
  void aMappingThatGivesNoValueForActiveCountsAsDisabling() {
    users(10);
    cycle();
    target.forget();

    mapActiveTo("[noSuchColumn]");
    var held = cycle();

    assertThat(held.state()).isEqualTo(Cycle.State.PARKED);
    assertThat(held.planned().disables()).isEqualTo(10);
    assertThat(target.sent()).filteredOn(request -> !request.startsWith("GET")).isEmpty();
  }

  @Test
  void aSourceThatIsReadHalfLosesNobody() {
    users(20);
    source.putGroup("g", "u01", "u15");
    cycle();
    for (var i = 10; i < 20; i++) {
      source.removeUser("u%02d".formatted(i));
    }
    source.readsAs(new Reading(false, List.of("line 11: the file ends within a row"), Set.of()));
    store.requireInitialCycle(job);
    target.forget();

    var cycle = cycle();

    assertThat(cycle.planned().removals() + cycle.planned().memberRemovals()).isZero();
    assertThat(target.sent()).filteredOn(request -> !request.startsWith("GET")).isEmpty();
    assertThat(active("u15")).isTrue();
    assertThat(target.memberNames("Group g")).containsExactly("u01", "u15");
  }

  @Test
  void allGroupsAreHeldThoughTheyAreFewAmongManyObjects() {
    users(60);
    for (var i = 0; i < 5; i++) {
      source.putGroup("g" + i);
    }
    cycle();
    for (var i = 0; i < 5; i++) {
      source.removeGroup("g" + i);
    }

    var held = cycle();

    assertThat(held.state()).isEqualTo(Cycle.State.PARKED);
    assertThat(held.notes()).singleElement().asString().contains("5 of 5").contains("Group");
  }

  @Test
  void holdsTheJobUntilSomeoneDecides() {
    users(20);
    cycle();
    for (var i = 0; i < 8; i++) {
      source.removeUser("u%02d".formatted(i));
    }

    var held = cycle();

    var waiting = reread();
    assertThat(waiting.status()).isEqualTo(JobStatus.QUARANTINE);
    assertThat(waiting.quarantine()).map(Quarantine::reason).contains(Quarantine.TOO_MANY_DELETES);
    assertThat(events)
        .filteredOn(JobEvent.PlanHeld.class::isInstance)
        .singleElement()
        .satisfies(event -> assertThat(event.job()).isEqualTo(job));
    var due = new DueJobs(store, connectors(), clock);
    due.ran(waiting);
    assertThat(due.work(waiting)).isEmpty();

    store.updateCycle(held.rejected(clock.instant()));
    assertThat(due.work(waiting)).isEmpty();

    source.putUser("u00");
    assertThat(due.work(waiting)).isPresent();
  }

  @Test
  void aPlanThatNobodyApprovesExpires() {
    users(20);
    cycle();
    for (var i = 0; i < 8; i++) {
      source.removeUser("u%02d".formatted(i));
    }
    var held = cycle();
    clock.advance(Duration.ofDays(7).plusSeconds(1));
    var due = new DueJobs(store, connectors(), clock);
    due.ran(reread());
    assertThat(due.work(reread())).isPresent();

    var again = cycle();

    assertThat(store.findCycle(job, held.number()).orElseThrow().state())
        .isEqualTo(Cycle.State.EXPIRED);
    assertThat(again.number()).isGreaterThan(held.number());
    assertThat(again.state()).isEqualTo(Cycle.State.PARKED);
  }

  @Test
  void otherSettingsEndTheWaiting() {
    users(20);
    cycle();
    for (var i = 0; i < 8; i++) {
      source.removeUser("u%02d".formatted(i));
    }
    var held = cycle();
    var settings = reread().settings();

    store.updateSettings(
        job,
        settings.withRules(
            new GuardThresholds(10, 500, 0.5, 100, 5_000), settings.interval(), settings.safety()));
    var due = new DueJobs(store, connectors(), clock);
    due.ran(reread());
    assertThat(due.work(reread())).isPresent();
    cycle();

    assertThat(store.findCycle(job, held.number()).orElseThrow().state())
        .isEqualTo(Cycle.State.SUPERSEDED);
    assertThat(active("u03")).isFalse();
    assertThat(reread().status()).isEqualTo(JobStatus.ACTIVE);
  }

  @Test
  void joinsNobodyBeforeSomeoneLookedAtTheFirstRun() {
    rules(now ->
        new SafetySettings(
            now.schedule(),
            now.leavers(),
            now.planLifetime(),
            true,
            now.drift(),
            now.deadLetters()));
    var ann = target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", "u00"));
    target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", "u01"));
    var stranger =
        target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", "stranger"));
    users(3);

    var held = cycle();

    assertThat(held.state()).isEqualTo(Cycle.State.PARKED);
    assertThat(target.sent()).filteredOn(request -> !request.startsWith("GET")).isEmpty();
    assertThat(store.findings(job, Optional.empty(), 0, 10))
        .singleElement()
        .satisfies(finding -> assertThat(finding.targetId()).isEqualTo(stranger));

    var join =
        store.actions(job, held.number(), 0, 10).stream()
            .filter(planned -> planned.action().sourceId().equals("u00"))
            .findFirst()
            .orElseThrow();
    store.skipActions(job, held.number(), List.of(join.ordinal()), "not the same person");
    store.refuseJoins(job, List.of(new RefusedJoin("User", "u00", ann)));
    store.updateCycle(held.approved());
    cycle();
    store.requireInitialCycle(job);
    cycle();

    assertThat(store.links(job, "User", "", 10))
        .extracting(link -> link.sourceId())
        .containsExactly("u01", "u02");
    assertThat(target.user("u00").path("displayName").isMissingNode()).isTrue();
  }
}
