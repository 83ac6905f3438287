package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Plans to be looked at: nothing is sent, nothing is kept but the plan.
class PreviewTest extends CycleFixture {

  private Cycle preview(SyncScope scope, Map<String, Set<String>> entries) {
    var job = reread();
    var settings = job.settings().withMappings(scope, job.settings().objectMappings());
    return runner().preview(job.with(settings), entries, () -> false);
  }

  @Test
  void showsWhatOtherSettingsWouldDoToEveryone() {
    users(20);
    cycle();
    target.forget();
    var before = store.links(job, "User", "", 100);

    var preview = preview(SyncScope.ASSIGNED, Map.of());

    assertThat(preview.state()).isEqualTo(Cycle.State.PREVIEW);
    assertThat(preview.planned().disables()).isEqualTo(20);
    assertThat(preview.notes()).anyMatch(note -> note.startsWith("it would be held"));
    assertThat(target.sent()).isEmpty();
    assertThat(store.links(job, "User", "", 100)).isEqualTo(before);
    assertThat(store.cycles(job, 10)).hasSize(1);
    assertThat(cycle(job).orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void showsChosenPeopleAlone() {
    users(5);
    cycle();

    var preview = preview(SyncScope.ASSIGNED, Map.of("User", Set.of("u03")));

    assertThat(store.actions(job, preview.number(), 0, 10))
        .extracting(PlannedAction::action)
        .extracting(ProvisioningAction::sourceId)
        .containsExactly("u03");
  }

  @Test
  void saysWhatWouldFailAndKeepsNoFailure() {
    source.putUser("ann", "{\"displayName\":\"Ann\",\"active\":true}");

    var preview = preview(SyncScope.ALL, Map.of());

    assertThat(preview.planned().failed()).isEqualTo(1);
    assertThat(preview.notes()).anyMatch(note -> note.contains("User ann"));
    assertThat(store.escrows(job)).isEmpty();
  }

  @Test
  void leavesAPlanThatWaitsAlone() {
    users(20);
    cycle();
    for (var i = 0; i < 8; i++) {
      source.removeUser("u%02d".formatted(i));
    }
    var held = cycle();

    preview(SyncScope.ALL, Map.of());

    assertThat(store.findParked(job)).map(Cycle::number).contains(held.number());
  }
}
