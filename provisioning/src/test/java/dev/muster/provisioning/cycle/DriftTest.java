package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.DriftFinding;
import dev.muster.provisioning.job.DriftFinding.Handling;
import dev.muster.provisioning.job.DriftRules;
import dev.muster.provisioning.job.DriftRules.CreatedReaction;
import dev.muster.provisioning.job.DriftRules.Reaction;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What somebody changed in the target by hand.
class DriftTest extends CycleFixture {
  private static final DriftRules REPAIR =
      new DriftRules(
          Optional.of(Duration.ofDays(1)),
          Reaction.REPAIR,
          Reaction.REPAIR,
          CreatedReaction.REPORT,
          Reaction.REPAIR);

  @BeforeEach
  void provisioned() {
    users(8);
    source.putGroup("g", "u00", "u01");
    cycle();
    target.forget();
  }

  private List<DriftFinding> findings() {
    return store.findings(job, Optional.empty(), 0, 100);
  }

  @Test
  void aTargetThatNobodyTouchedHasNoDrift() {
    var cycle = run(new Work.Drift());

    assertThat(cycle.state()).isEqualTo(Cycle.State.DONE);
    assertThat(findings()).isEmpty();
    assertThat(target.sent()).containsExactly("GET all User", "GET members Group");
  }

  @Test
  void reportsWithoutWritingUnlessToldToRepair() {
    target.user("u00").put("displayName", "Changed");

    run(new Work.Drift());

    assertThat(findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(DriftFinding.Kind.CHANGED);
          assertThat(finding.sourceId()).contains("u00");
          assertThat(finding.changes().getFirst().before().asString()).isEqualTo("Changed");
          assertThat(finding.handling()).isEqualTo(Handling.REPORTED);
        });
    assertThat(target.sent()).noneMatch(request -> request.startsWith("PATCH"));
  }

  /// The account of a manager was found gone, and made anew under another id.
  @Test
  void aReferenceToAnIdThatTheTargetDoesNotHaveIsWrittenAnew() {
    putReport("u02");
    cycle();
    target.removeBehindItsBack("User", target.user("u02").path("id").asString());
    source.putUser("u02", "{\"userName\":\"u02\",\"displayName\":\"Changed\",\"active\":true}");
    cycle();
    cycle();
    var id = target.user("u02").path("id").asString();
    assertThat(manager("report")).isNotEqualTo(id);

    run(new Work.Drift());

    assertThat(manager("report")).isEqualTo(id);
    target.forget();
    run(new Work.Drift());
    assertThat(target.sent()).noneMatch(request -> request.startsWith("PATCH"));
  }

  /// Such as one that shows numbers of its own: it is not written to each day.
  @Test
  void aTargetThatKeepsReferencesInAFormOfItsOwnIsWrittenToOnce() {
    putReport("u02");
    cycle();
    var odd = JsonNodeFactory.instance.objectNode().put("value", "nobody");

    for (var day = 0; day < 2; day++) {
      ((ObjectNode) target.user("report").path(ENTERPRISE)).set("manager", odd);
      run(new Work.Drift());
    }

    assertThat(target.sent()).filteredOn(request -> request.contains("manager")).hasSize(1);
    assertThat(findings())
        .singleElement()
        .extracting(DriftFinding::handling)
        .isEqualTo(Handling.KEPT_BY_TARGET);
  }

  @Test
  void anAccountThatIsThereUnderAnotherIdIsNoDeletedOne() {
    source.putUser("late");
    source.addMember("g", "late");
    target.namesWrongly("POST late"::equals);
    target.acceptsAnyMember();
    cycle();
    target.forget();

    run(new Work.Drift());

    var id = target.user("late").path("id").asString();
    assertThat(target.memberIds("Group g"))
        .contains(id)
        .noneMatch(member -> member.startsWith("wrong"));
    assertThat(findings()).noneMatch(finding -> finding.kind() == DriftFinding.Kind.DELETED);
    assertThat(store.linksByTarget(job, "User", Set.of(id))).containsKey(id);
    assertThat(target.userNames()).hasSize(9);
  }

  @Test
  void repairsValuesAndAccountsAndMemberships() {
    drift(REPAIR);
    target.user("u00").put("displayName", "Changed");
    target.removeBehindItsBack("User", target.user("u02").path("id").asString());
    target.plantMembers("Group g", "u01", "u05");

    run(new Work.Drift());
    cycle();

    assertThat(target.user("u00").path("displayName").asString()).isEqualTo("User u00");
    assertThat(target.userNames()).hasSize(8).contains("u02");
    assertThat(target.memberNames("Group g")).containsExactly("u00", "u01");
    assertThat(findings())
        .extracting(DriftFinding::kind)
        .containsExactlyInAnyOrder(
            DriftFinding.Kind.CHANGED, DriftFinding.Kind.DELETED, DriftFinding.Kind.MEMBERSHIP);
  }

  @Test
  void anAccountThatIsMadeAgainIsAMemberAgain() {
    drift(REPAIR);
    target.removeBehindItsBack("User", target.user("u00").path("id").asString());

    run(new Work.Drift());
    cycle();

    assertThat(target.memberNames("Group g")).contains("u00", "u01");
  }

  @Test
  void disablesALeaverWhomSomebodyEnabledAgain() {
    source.removeUser("u03");
    cycle();
    drift(REPAIR);
    target.user("u03").put("active", true);

    var cycle = run(new Work.Drift());

    assertThat(cycle.planned().disables()).isEqualTo(1);
    assertThat(active("u03")).isFalse();
  }

  @Test
  void doesNotFightATargetThatKeepsAValueInItsOwnForm() {
    drift(REPAIR);
    target.user("u00").put("displayName", "USER U00 (external)");
    run(new Work.Drift());
    target.user("u00").put("displayName", "USER U00 (external)");
    target.forget();

    run(new Work.Drift());

    assertThat(target.sent()).noneMatch(request -> request.startsWith("PATCH"));
    assertThat(findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.handling()).isEqualTo(Handling.KEPT_BY_TARGET));
  }

  @Test
  void doesNotTakeAnAttributeForClearedThatTheTargetNeverReturns() {
    for (var i = 0; i < 8; i++) {
      target.user("u%02d".formatted(i)).remove("displayName");
    }
    drift(REPAIR);

    run(new Work.Drift());

    assertThat(findings()).isEmpty();
  }

  @Test
  void leavesWhatIsOnlyWrittenOnCreateToTheTarget() {
    var settings = reread().settings();
    var mappings =
        settings.objectMappings().stream()
            .map(mapping ->
                mapping.withAttributes(
                    mapping.attributes().stream()
                        .map(attribute ->
                            attribute.target().equals("displayName")
                                ? new AttributeMapping(
                                    "displayName",
                                    attribute.expression(),
                                    Optional.empty(),
                                    attribute.matchingPriority(),
                                    Apply.ON_CREATE,
                                    Optional.empty())
                                : attribute)
                        .toList()))
            .toList();
    store.updateSettings(job, settings.withMappings(SyncScope.ALL, mappings));
    cycle();
    target.user("u00").put("displayName", "Changed");

    run(new Work.Drift());

    assertThat(findings()).isEmpty();
  }

  @Test
  void looksOnceADayAndWritesNothingUnlessToldOtherwise() {
    assertThat(DriftRules.DEFAULT.every()).contains(Duration.ofDays(1));
    target.user("u00").put("displayName", "Changed");
    target.plantMembers("Group g", "u01", "u05");
    target.forget();

    run(new Work.Drift());

    assertThat(findings()).hasSize(2).allMatch(one -> one.handling() == Handling.REPORTED);
    assertThat(target.sent()).noneMatch(request -> request.startsWith("PATCH"));
  }

  @Test
  void removesAValueThatWasSetWhereTheSourceHasNone() {
    drift(REPAIR);
    target.user("u00").put("title", "Emperor");

    run(new Work.Drift());

    assertThat(target.user("u00").has("title")).isFalse();
    assertThat(findings())
        .singleElement()
        .satisfies(one -> assertThat(one.changes().getFirst().path()).isEqualTo("title"));
  }

  @Test
  void leavesAValueThatTheTargetGivesToEverybodyByItself() {
    drift(REPAIR);
    for (var i = 0; i < 8; i++) {
      target.user("u%02d".formatted(i)).put("title", "Member");
    }

    run(new Work.Drift());

    assertThat(findings()).isEmpty();
  }

  @Test
  void comparesManagersThroughTheLinks() {
    managed("u01", "u00");
    managed("u02", "u00");
    cycle();
    drift(REPAIR);
    manager("u01", target.user("u05").path("id").asString());
    target.user("u02").remove(ENTERPRISE);
    manager("u03", target.user("u05").path("id").asString());

    run(new Work.Drift());

    assertThat(managerOf("u01")).isEqualTo(target.user("u00").path("id").asString());
    assertThat(managerOf("u02")).isEqualTo(target.user("u00").path("id").asString());
    assertThat(managerOf("u03")).isEmpty();
    assertThat(findings())
        .extracting(one -> one.sourceId().orElseThrow())
        .containsExactlyInAnyOrder("u01", "u02", "u03");
    var replaced = findings().getFirst().changes().getFirst();
    assertThat(replaced.before().asString()).isEqualTo("u05");
    assertThat(replaced.after().asString()).isEqualTo("u00");
  }

  @Test
  void findsNoDriftInManagersThatNobodyTouched() {
    managed("u01", "u00");
    cycle();
    target.forget();

    run(new Work.Drift());

    assertThat(findings()).isEmpty();
    assertThat(target.sent()).containsExactly("GET all User", "GET members Group");
  }

  @Test
  void aRepairForgetsNoReferenceThatWaitsForItsObject() {
    managed("u01", "later");
    cycle();
    drift(REPAIR);
    target.user("u01").put("displayName", "Changed");
    run(new Work.Drift());
    cycle();

    source.putUser("later");
    cycle();

    assertThat(managerOf("u01")).isEqualTo(target.user("later").path("id").asString());
  }

  @Test
  void takesMembersOutWhoAreNobodysIfToldToRepair() {
    plantStranger();
    run(new Work.Drift());
    assertThat(target.memberNames("Group g")).contains("eve");
    drift(REPAIR);

    var cycle = run(new Work.Drift());

    assertThat(cycle.planned().memberRemovals()).isEqualTo(1);
    assertThat(target.memberNames("Group g")).containsExactly("u00", "u01");
    assertThat(target.userNames()).contains("eve");

    run(new Work.Undo(cycle.number()));
    assertThat(target.memberNames("Group g")).contains("eve");
  }

  @Test
  void takesNobodyOutWhileTheSourceIsReadInPart() {
    plantStranger();
    drift(REPAIR);
    source.readsAs(new Source.Reading(false, List.of("line 3"), Set.of()));

    var cycle = run(new Work.Drift());

    assertThat(target.memberNames("Group g")).contains("eve");
    assertThat(cycle.notes()).anyMatch(note -> note.contains("not been read whole"));
    assertThat(findings()).hasSize(2).allMatch(one -> one.handling() == Handling.REPORTED);
  }

  @Test
  void takesNobodyOutWhoMayBeSomebodyWhoseAccountIsNotKnown() {
    target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", "twin"));
    plantStranger("twin");
    source.putUser("twin");
    source.addMember("g", "twin");
    cycle();
    assertThat(store.escrows(job)).hasSize(1);
    drift(REPAIR);

    var cycle = run(new Work.Drift());

    assertThat(target.memberIds("Group g")).hasSize(3);
    assertThat(cycle.notes()).anyMatch(note -> note.contains("they may be twin"));
  }

  @Test
  void holdsARepairThatTakesTooManyMembersOut() {
    var settings = reread().settings();
    store.updateRules(
        job,
        settings.withRules(
            new GuardThresholds(3, 500, 0.1, 0, 0), settings.interval(), settings.safety()));
    drift(REPAIR);
    plantStranger();

    var cycle = run(new Work.Drift());

    assertThat(cycle.state()).isEqualTo(Cycle.State.PARKED);
    assertThat(target.memberNames("Group g")).contains("eve");
  }

  private void plantStranger() {
    plantStranger("eve");
  }

  private void plantStranger(String name) {
    var id = target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", name));
    target.plantMember("Group g", id);
  }

  private void managed(String user, String manager) {
    source.putUser(
        user,
        """
        {"userName": "%s", "displayName": "User %s", "active": true, "%s": {"manager": {"value": "%s"}}}
        """
            .formatted(user, user, ENTERPRISE, manager));
  }

  private void manager(String user, String id) {
    target.user(user).withObject("/" + ENTERPRISE).withObject("/manager").put("value", id);
  }

  private String managerOf(String user) {
    return target.user(user).path(ENTERPRISE).path("manager").path("value").asString("");
  }

  @Test
  void listsAccountsThatNoEntryIsLinkedTo() {
    var id = target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", "eve"));

    run(new Work.Drift());

    assertThat(findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(DriftFinding.Kind.CREATED);
          assertThat(finding.targetId()).isEqualTo(id);
        });
  }

  @Test
  void deletesAccountsThatNoEntryIsLinkedToIfToldSo() {
    target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", "eve"));
    drift(
        new DriftRules(
            Optional.empty(),
            Reaction.REPORT,
            Reaction.REPORT,
            CreatedReaction.DELETE,
            Reaction.REPORT));

    run(new Work.Drift());

    assertThat(target.userNames()).hasSize(8).doesNotContain("eve");
  }

  @Test
  void believesNoTargetThatShowsHalfOfItsObjects() {
    drift(REPAIR);
    target.showsOnly(4);

    var cycle = run(new Work.Drift());

    assertThat(cycle.planned().changes()).isZero();
    assertThat(cycle.notes()).anyMatch(note -> note.contains("does not show all objects"));
    assertThat(findings()).isEmpty();
  }

  @Test
  void runsOnItsOwnSchedule() {
    drift(REPAIR);
    var due = new DueJobs(store, connectors(), clock);
    due.ran(reread());
    assertThat(due.work(reread())).isEmpty();

    clock.advance(Duration.ofDays(1));
    due.ran(reread());
    assertThat(due.work(reread())).contains(new Work.Drift());
    run(new Work.Drift());
    assertThat(due.work(reread())).isEmpty();

    clock.advance(Duration.ofDays(1));
    due.ran(reread());
    assertThat(due.work(reread())).contains(new Work.Drift());
  }
}
