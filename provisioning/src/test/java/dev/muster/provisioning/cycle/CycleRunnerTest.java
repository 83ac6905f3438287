package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.log.ProvisioningLogEntry.Result;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.source.Source.Reading;
import dev.muster.provisioning.target.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class CycleRunnerTest extends CycleFixture {
  private static final String MANAGER =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private static String report(String userName, String manager) {
    return """
    {"userName": "%s", "active": true,
     "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": {"value": "%s"}}}
    """
        .formatted(userName, manager);
  }

  @Test
  void createsEveryoneWithTheirManagerInOneRequestEach() {
    source.putUser("ann", report("ann", "bob"));
    source.putUser("bob", report("bob", "cid"));
    source.putUser("cid");

    var cycle = cycle();

    assertThat(cycle.performed().creates()).isEqualTo(3);
    assertThat(target.user("ann").path(MANAGER).path("manager").path("value").asString())
        .isEqualTo(target.user("bob").path("id").asString());
    assertThat(target.sent()).filteredOn(request -> request.startsWith("PATCH")).isEmpty();
  }

  @Test
  void sendsNothingWhenNothingChanged() {
    source.putUser("ann");
    source.putGroup("g", "ann");
    cycle();
    target.forget();

    var again = runner().run(job, new CycleProgress(clock), () -> false);

    assertThat(again.cycle()).isEmpty();
    assertThat(target.sent()).isEmpty();
  }

  @Test
  void restartSendsNothingWhenTheTargetIsAsItShouldBe() {
    source.putUser("ann");
    source.putGroup("g", "ann");
    cycle();
    target.forget();
    store.requireInitialCycle(job);

    var again = cycle();

    assertThat(again.number()).isEqualTo(2);
    assertThat(target.sent()).isEmpty();
  }

  @Test
  void adoptsAnAccountThatIsThereAlready() {
    target.plant(
        "User", JsonNodeFactory.instance.objectNode().put("userName", "ann").put("title", "Owner"));
    source.putUser("ann");

    cycle();

    assertThat(target.userNames()).containsExactly("ann");
    assertThat(target.user("ann").path("displayName").asString()).isEqualTo("User ann");
  }

  @Test
  void asksForEachWhenTheTargetDoesNotPage() {
    target.showsOnly(5);
    for (var i = 0; i < 30; i++) {
      var name = "u" + i;
      target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", name));
      source.putUser(name);
    }

    cycle();

    assertThat(target.userNames()).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void writesOnlyWhatChanged() {
    source.putUser("ann");
    cycle();
    target.forget();
    source.putUser("ann", "{\"userName\":\"ann\",\"displayName\":\"Ann A.\",\"active\":true}");

    cycle();

    assertThat(target.sent())
        .singleElement()
        .asString()
        .endsWith("[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Ann A.\"}]");
  }

  @Test
  void disablesWhoIsGoneAndKeepsTheAccount() {
    source.putUser("ann");
    source.putUser("bob");
    cycle();
    source.removeUser("bob");

    var cycle = cycle();

    assertThat(cycle.performed().disables()).isEqualTo(1);
    assertThat(target.user("bob").path("active").booleanValue()).isFalse();
    assertThat(target.user("ann").path("active").booleanValue()).isTrue();
  }

  @Test
  void provisionsOnlyWhoIsAssignedAndDisablesWhoIsNoLonger() {
    var assigned = create(SyncScope.ASSIGNED, GuardThresholds.DEFAULT, "assigned");
    source.putUser("ann");
    source.putUser("bob");
    source.putGroup("g", "ann");
    store.assign(assigned, new Assignments(Set.of(), Set.of("g")), none());
    cycle(assigned);
    assertThat(target.userNames()).containsExactly("ann");

    source.addMember("g", "bob");
    source.removeMember("g", "ann");
    cycle(assigned);

    assertThat(target.user("ann").path("active").booleanValue()).isFalse();
    assertThat(target.user("bob").path("active").booleanValue()).isTrue();
    assertThat(target.memberNames("Group g")).containsExactly("bob");
  }

  private static Assignments none() {
    return new Assignments(Set.of(), Set.of());
  }

  @Test
  void assignmentMadeDuringACycleIsNotLost() {
    var assigned = create(SyncScope.ASSIGNED, GuardThresholds.DEFAULT, "assigned");
    source.putUser("ann");
    source.putUser("bob");
    store.assign(assigned, new Assignments(Set.of("ann"), Set.of()), none());
    target.behaves(request -> {
      if (request.equals("POST ann")) {
        store.assign(assigned, new Assignments(Set.of("bob"), Set.of()), none());
      }
    });
    cycle(assigned);

    cycle(assigned);

    assertThat(target.userNames()).containsExactly("ann", "bob");
  }

  @Test
  void incompleteReadingTakesNobodyForALeaver() {
    source.putUser("ann");
    source.putUser("bob");
    cycle();
    source.removeUser("bob");
    source.readsAs(new Reading(false, List.of("line 3: broken"), Set.of()));
    store.requireInitialCycle(job);

    var cycle = cycle();

    assertThat(cycle.performed().disables()).isZero();
    assertThat(cycle.notes()).containsExactly("line 3: broken");
    assertThat(target.user("bob").path("active").booleanValue()).isTrue();
  }

  @Test
  void unreadableEntryIsNoLeaver() {
    source.putUser("ann");
    source.putUser("bob");
    cycle();
    source.removeUser("bob");
    source.readsAs(new Reading(true, List.of("line 3: bad"), Set.of("bob")));
    store.requireInitialCycle(job);

    cycle();

    assertThat(target.user("bob").path("active").booleanValue()).isTrue();
  }

  @Test
  void parksPlanThatRemovesTooMuchUntilItIsApproved() {
    for (var i = 0; i < 20; i++) {
      source.putUser("u" + i);
    }
    cycle();
    target.forget();
    for (var i = 0; i < 10; i++) {
      source.removeUser("u" + i);
    }

    var parked = cycle();

    assertThat(parked.state()).isEqualTo(Cycle.State.PARKED);
    assertThat(parked.planned().disables()).isEqualTo(10);
    assertThat(parked.notes()).singleElement().asString().contains("10 %");
    assertThat(target.sent()).isEmpty();

    store.updateCycle(parked.approved());
    cycle();

    assertThat(store.findCycle(job, parked.number()).orElseThrow().performed().disables())
        .isEqualTo(10);
    assertThat(target.user("u3").path("active").booleanValue()).isFalse();
  }

  @Test
  void lostAnswerDoesNotMakeASecondAccount() {
    source.putUser("ann");
    var lost = new AtomicInteger();
    target.behaves(
        new FakeTarget.Behaviour() {
          @Override
          public void before(String request) {}

          @Override
          public void after(String request) {
            if (request.startsWith("POST") && lost.getAndIncrement() == 0) {
              throw new TargetException(
                  TargetException.Kind.UNKNOWN_OUTCOME, "ResponseLost", "connection reset");
            }
          }
        });

    cycle();

    assertThat(target.userNames()).containsExactly("ann");
    assertThat(store.countLinks(job, "User")).isEqualTo(1);
  }

  @Test
  void conflictLeadsToTheAccountThatCausedIt() {
    source.putUser("ann");
    target.hasUniqueUserNames();
    var planted = new AtomicInteger();
    target.behaves(request -> {
      if (request.startsWith("POST") && planted.getAndIncrement() == 0) {
        target.plant("User", JsonNodeFactory.instance.objectNode().put("userName", "ann"));
      }
    });

    cycle();

    assertThat(target.userNames()).containsExactly("ann");
    assertThat(target.user("ann").path("displayName").asString()).isEqualTo("User ann");
    assertThat(store.countLinks(job, "User")).isEqualTo(1);
  }

  @Test
  void resumesACycleThatACrashInterrupted() {
    for (var i = 0; i < 50; i++) {
      source.putUser("u%02d".formatted(i));
    }
    var sent = new AtomicInteger();
    target.behaves(
        new FakeTarget.Behaviour() {
          @Override
          public void before(String request) {}

          @Override
          public void after(String request) {
            // The account exists, and the process is gone before it can note so.
            if (sent.incrementAndGet() > 20) {
              throw new OutOfMemoryError("crash");
            }
          }
        });
    assertThatThrownBy(this::cycle).hasRootCauseMessage("crash");
    target.behaves(request -> {});

    cycle();

    assertThat(target.userNames()).hasSize(50).doesNotHaveDuplicates();
    assertThat(store.countLinks(job, "User")).isEqualTo(50);
    assertThat(store.findCycle(job, 1).orElseThrow().state()).isEqualTo(Cycle.State.DONE);
  }

  @Test
  void unavailableTargetPutsTheJobIntoQuarantineAndALaterCycleGoesOn() {
    for (var i = 0; i < 10; i++) {
      source.putUser("u" + i);
    }
    var sent = new AtomicInteger();
    target.behaves(request -> {
      if (request.startsWith("POST") && sent.incrementAndGet() > 4) {
        throw new TargetException(
            TargetException.Kind.UNAVAILABLE, "InvalidCredentials", "401 wrong token");
      }
    });

    var failed = cycle();

    assertThat(failed.state()).isEqualTo(Cycle.State.FAILED);
    assertThat(failed.notes()).containsExactly("401 wrong token");
    var quarantined = store.find(job).orElseThrow();
    assertThat(quarantined.status()).isEqualTo(JobStatus.QUARANTINE);
    assertThat(quarantined.quarantine().orElseThrow().nextAttempt()).isAfter(clock.instant());

    target.behaves(request -> {});
    cycle();

    assertThat(target.userNames()).hasSize(10).doesNotHaveDuplicates();
    assertThat(store.find(job).orElseThrow().status()).isEqualTo(JobStatus.ACTIVE);
  }

  @Test
  void refusedObjectWaitsAndTheOthersPass() {
    source.putUser("ann");
    source.putUser("bad");
    target.behaves(request -> {
      if (request.equals("POST bad")) {
        throw new TargetException(
            TargetException.Kind.REJECTED, "InvalidAttributeValue", "userName is too bad");
      }
    });

    var cycle = cycle();

    assertThat(cycle.performed().creates()).isEqualTo(1);
    assertThat(cycle.performed().failed()).isEqualTo(1);
    assertThat(store.escrows(job)).singleElement().returns("bad", escrow -> escrow.sourceId());
    var log =
        store.log(job, new LogQuery(Optional.of("bad"), Optional.empty(), Optional.empty(), 10));
    assertThat(log).singleElement().returns(Result.FAILURE, entry -> entry.result());

    target.behaves(request -> {});
    clock.advance(Duration.ofMinutes(2));
    cycle();

    assertThat(target.userNames()).containsExactly("ann", "bad");
    assertThat(store.escrows(job)).isEmpty();
  }

  @Test
  void accountThatWasDeletedInTheTargetIsMadeAgain() {
    source.putUser("ann");
    cycle();
    target.removeBehindItsBack("User", target.user("ann").path("id").asString());
    source.putUser("ann", "{\"userName\":\"ann\",\"displayName\":\"Ann A.\",\"active\":true}");
    cycle();

    cycle();

    assertThat(target.user("ann").path("displayName").asString()).isEqualTo("Ann A.");
  }

  @Test
  void leavesOutAttributesOfAnExtensionThatTheTargetDoesNotHave() {
    target.hasExtensions(Set.of("urn:example:other"));
    source.putUser("ann", report("ann", "bob"));
    source.putUser("bob");

    cycle();

    assertThat(target.user("ann").has(MANAGER)).isFalse();
    assertThat(
            store.log(job, new LogQuery(Optional.of("ann"), Optional.empty(), Optional.empty(), 1)))
        .singleElement()
        .satisfies(entry ->
            assertThat(entry.modifiedProperties())
                .noneMatch(property -> property.name().startsWith(MANAGER)));
  }

  @Test
  void logHidesWhatTheMappingRedacts() {
    var users =
        new ObjectMapping(
            "User",
            "/Users",
            true,
            false,
            Set.of(Flow.CREATE, Flow.UPDATE),
            Leaver.DISABLE,
            Leaver.DISABLE,
            List.of(
                AttributeMapping.matching("userName", "[userName]", 1),
                AttributeMapping.of("nickName", "Redact([displayName])")));
    var redacting = create(SyncScope.ALL, GuardThresholds.DEFAULT, "redacting", List.of(users));
    source.putUser("ann");

    cycle(redacting);

    assertThat(target.user("ann").path("nickName").asString()).isEqualTo("User ann");
    var log =
        store.log(
            redacting, new LogQuery(Optional.empty(), Optional.empty(), Optional.empty(), 10));
    assertThat(log.getFirst().modifiedProperties().toString())
        .contains("[Redact]")
        .doesNotContain("User ann");
  }

  @Test
  void managersInACircleAreHealedAtOnce() {
    source.putUser("ann", report("ann", "bob"));
    source.putUser("bob", report("bob", "ann"));

    cycle();

    assertThat(target.user("ann").path(MANAGER).path("manager").path("value").asString())
        .isEqualTo(target.user("bob").path("id").asString());
    assertThat(target.user("bob").path(MANAGER).path("manager").path("value").asString())
        .isEqualTo(target.user("ann").path("id").asString());
    assertThat(store.healable(job)).isEmpty();
  }

  @Test
  void membersGoInRequestsOfTheSizeThatIsAllowed() {
    for (var i = 0; i < 8; i++) {
      source.putUser("u" + i);
    }
    source.putGroup("g", "u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7");

    cycle();

    assertThat(target.memberNames("Group g")).hasSize(8);
    assertThat(target.sent()).filteredOn(request -> request.startsWith("PATCH")).hasSize(3);
  }

  @Test
  void oneRefusedMemberDoesNotKeepOutTheOthers() {
    source.putUser("ann");
    source.putUser("bob");
    source.putUser("cid");
    cycle();
    target.removeBehindItsBack("User", target.user("bob").path("id").asString());
    source.putGroup("g", "ann", "bob", "cid");

    var cycle = cycle();

    assertThat(target.memberNames("Group g")).containsExactly("ann", "cid");
    assertThat(cycle.performed().failed()).isEqualTo(1);
    assertThat(store.escrows(job)).singleElement().returns("g", escrow -> escrow.sourceId());
  }

  @Test
  void stopsBetweenTwoRequestsAndGoesOnLater() {
    for (var i = 0; i < 20; i++) {
      source.putUser("u" + i);
    }
    var asked = new AtomicInteger();

    var stopped = runner().run(job, new CycleProgress(clock), () -> asked.incrementAndGet() > 5);

    assertThat(stopped.cycle().orElseThrow().state()).isEqualTo(Cycle.State.APPLYING);
    assertThat(target.userNames()).hasSizeLessThan(20);
    cycle();
    assertThat(target.userNames()).hasSize(20).doesNotHaveDuplicates();
  }
}
