package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.log.ProvisioningLogEntry.Action;
import dev.muster.provisioning.target.TargetException;
import dev.muster.provisioning.target.TargetException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A target that answers creates and does not hold what it said.
class CreateVerifierTest extends CycleFixture {
  private String id(String userName) {
    return target.user(userName).path("id").asString();
  }

  @Test
  void findsAccountsWhoseIdTheAnswerNamedWrongly() {
    users(60);
    putReport("u10");
    source.putGroup("g", "u10", "u11", "u12");
    target.namesWrongly(Set.of("POST u10", "POST u11")::contains);

    var cycle = runner().run(job, new CycleProgress(clock), () -> false).cycle().orElseThrow();

    assertThat(cycle.notes()).anyMatch(note -> note.contains("has 2 objects under another id"));
    assertThat(target.memberIds("Group g"))
        .containsExactlyInAnyOrder(id("u10"), id("u11"), id("u12"));
    assertThat(
            store.log(job, new LogQuery(Optional.of("u10"), Optional.empty(), Optional.empty(), 9)))
        .anyMatch(entry ->
            entry.action() == Action.OTHER
                && entry.steps().getLast().description().contains(id("u10")));

    cycle();

    assertThat(manager("report")).isEqualTo(id("u10"));
    assertThat(target.userNames()).hasSize(61).doesNotHaveDuplicates();
    target.forget();
    cycle();
    assertThat(target.sent()).isEmpty();
  }

  @Test
  void aReferenceThatWaitsIsWrittenToTheAccountThatWasFound() {
    users(60);
    putReport("u10");
    target.namesWrongly(Set.of("POST report")::contains);
    target.behaves(request -> {
      if (request.equals("POST u10")) {
        target.behaves(any -> {});
        throw new TargetException(Kind.REJECTED, "InternalServerError", "boom");
      }
    });

    cycle();
    assertThat(target.userNames()).doesNotContain("u10");
    clock.advance(Duration.ofMinutes(2));
    cycle();

    assertThat(manager("report")).isEqualTo(id("u10"));
  }

  @Test
  void createsOnceMoreWhatTheTargetDoesNotHave() {
    users(60);
    target.behaves(
        new FakeTarget.Behaviour() {
          @Override
          public void before(String request) {}

          @Override
          public void after(String request) {
            if (request.equals("POST u07")) {
              target.removeBehindItsBack("User", id("u07"));
              target.behaves(any -> {});
            }
          }
        });

    cycle();

    assertThat(target.userNames()).hasSize(59);
    assertThat(store.escrows(job))
        .singleElement()
        .satisfies(escrow -> assertThat(escrow.detail()).contains("does not have it"));

    clock.advance(Duration.ofMinutes(2));
    cycle();

    assertThat(target.userNames()).hasSize(60).contains("u07");
    assertThat(store.escrows(job)).isEmpty();
  }

  @Test
  void aFewCreatesAreNotWorthALook() {
    users(49);

    cycle();

    assertThat(target.sent()).noneMatch(request -> request.equals("GET all User"));
  }

  @Test
  void aTargetThatShowsLittleOfWhatItHasIsNotBelieved() {
    users(300);
    target.behaves(request -> {
      if (request.equals("GET all User")) {
        target.hides("u1");
      }
    });

    var cycle = runner().run(job, new CycleProgress(clock), () -> false).cycle().orElseThrow();

    assertThat(cycle.notes()).anyMatch(note -> note.contains("too many to be believed"));
    assertThat(target.userNames()).hasSize(300);
    assertThat(store.escrows(job)).isEmpty();
  }

  @Test
  void aLookThatFailsDoesNotEndTheCycle() {
    users(60);
    source.putGroup("g", "u10");
    target.behaves(request -> {
      if (request.equals("GET all User")) {
        throw new TargetException(Kind.REJECTED, "InternalServerError", "boom");
      }
    });

    var cycle = cycle();

    assertThat(cycle.state()).isEqualTo(Cycle.State.DONE);
    assertThat(cycle.notes())
        .isEqualTo(List.of("whether all that was created is there could not be read: boom"));
    assertThat(target.memberIds("Group g")).containsExactly(id("u10"));
  }
}
