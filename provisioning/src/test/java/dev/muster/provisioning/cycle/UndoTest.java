package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.LeaverRules;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Taking back what a cycle did.
class UndoTest extends CycleFixture {

  private static String named(String id, String name) {
    return "{\"userName\":\"%s\",\"displayName\":\"%s\",\"active\":true}".formatted(id, name);
  }

  @Test
  void restoresTheValuesFromBefore() {
    users(3);
    cycle();
    source.putUser("u00", named("u00", "Wrong"));
    source.putUser("u01", named("u01", "Wrong too"));
    var wrong = cycle();

    var undone = run(new Work.Undo(wrong.number()));

    assertThat(undone.kind()).isEqualTo(Cycle.Kind.UNDO);
    assertThat(undone.state()).isEqualTo(Cycle.State.DONE);
    assertThat(target.user("u00").path("displayName").asString()).isEqualTo("User u00");
    assertThat(target.user("u01").path("displayName").asString()).isEqualTo("User u01");
  }

  @Test
  void leavesWhatWasChangedAgainSince() {
    users(3);
    cycle();
    source.putUser("u00", named("u00", "Wrong"));
    var wrong = cycle();
    source.putUser("u00", named("u00", "Right"));
    cycle();

    var undone = run(new Work.Undo(wrong.number()));

    assertThat(undone.planned().changes()).isZero();
    assertThat(undone.notes()).anyMatch(note -> note.contains("1 actions are not taken back"));
    assertThat(target.user("u00").path("displayName").asString()).isEqualTo("Right");
  }

  @Test
  void enablesWhomItDisabledAndGivesMembershipsBack() {
    users(3);
    source.putGroup("g", "u00", "u01");
    cycle();
    source.removeUser("u00");
    var left = cycle();
    assertThat(target.memberNames("Group g")).containsExactly("u01");

    run(new Work.Undo(left.number()));

    assertThat(active("u00")).isTrue();
    assertThat(target.memberNames("Group g")).containsExactly("u00", "u01");
  }

  @Test
  void makesAgainWhatItDeletedFromWhatWasKnown() {
    leavers(new LeaverRules(Leaver.DELETE, Optional.empty(), Optional.empty(), Optional.empty()));
    users(3);
    cycle();
    source.putUser("u00", named("u00", "User u00").replace("true", "false"));
    var deleted = cycle();
    assertThat(target.userNames()).containsExactly("u01", "u02");

    run(new Work.Undo(deleted.number()));

    assertThat(target.user("u00").path("displayName").asString()).isEqualTo("User u00");
    assertThat(store.links(job, "User", List.of("u00"))).hasSize(1);
  }

  @Test
  void givesADeletedGroupTheMembersThatItHad() {
    var settings = reread().settings();
    store.updateSettings(
        job,
        settings.withMappings(
            settings.objectMappings().stream()
                .map(mapping -> mapping.members() ? deleting(mapping) : mapping)
                .toList()));
    users(9);
    source.putGroup("g", "u00", "u01", "u02", "u03", "u04", "u05", "u06");
    cycle();
    source.removeGroup("g");
    var deleted = cycle();
    assertThat(deleted.performed().deletes()).isEqualTo(1);

    var undone = run(new Work.Undo(deleted.number()));

    assertThat(undone.performed().memberAdds()).isEqualTo(7);
    assertThat(target.memberNames("Group g"))
        .containsExactly("u00", "u01", "u02", "u03", "u04", "u05", "u06");
    assertThat(store.linkedMembers(job, "g", "", 100)).hasSize(7);
  }

  private static ObjectMapping deleting(ObjectMapping groups) {
    return new ObjectMapping(
        groups.objectType(),
        groups.endpoint(),
        true,
        true,
        groups.flow(),
        Leaver.DELETE,
        Leaver.DELETE,
        groups.attributes());
  }

  @Test
  void saysThatAPlanIsNotKeptAnyMore() {
    users(3);
    var created = cycle();
    store.forgetPlans(job, clock.instant().plusSeconds(1));

    var undone = run(new Work.Undo(created.number()));

    assertThat(undone.planned().changes()).isZero();
    assertThat(undone.notes()).anyMatch(note -> note.contains("is not kept any more"));
  }

  @Test
  void deletingWhatItCreatedGoesThroughTheGuard() {
    users(12);
    var created = cycle();

    var held = run(new Work.Undo(created.number()));

    assertThat(held.state()).isEqualTo(Cycle.State.PARKED);
    assertThat(held.planned().deletes()).isEqualTo(12);
    assertThat(target.userNames()).hasSize(12);

    store.updateCycle(held.approved());
    cycle();

    assertThat(target.userNames()).isEmpty();
  }
}
