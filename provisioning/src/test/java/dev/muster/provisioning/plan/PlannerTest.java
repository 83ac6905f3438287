package dev.muster.provisioning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import dev.muster.provisioning.plan.EntryDecision.Missing;
import dev.muster.provisioning.plan.EntryDecision.OutOfScope;
import dev.muster.provisioning.plan.Planned.Act;
import dev.muster.provisioning.plan.Planned.Problem;
import dev.muster.provisioning.plan.Planned.Skip;
import dev.muster.provisioning.plan.ProvisioningAction.Create;
import dev.muster.provisioning.plan.ProvisioningAction.Delete;
import dev.muster.provisioning.plan.ProvisioningAction.Disable;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

class PlannerTest {
  private static final TargetState ZOE =
      state(Map.of("userName", text("zoe"), "title", text("Nurse"), "active", BooleanNode.TRUE));

  private final Planner planner = new Planner(mapping(Leaver.DISABLE, Leaver.DELETE));

  @Test
  void createsWhatNothingMatches() {
    var planned = planner.plan(inScope(ZOE), new Match.None());

    assertThat(planned).isEqualTo(new Act(new Create("User", "e1", "Zoë", ZOE)));
  }

  @Test
  void doesNotCreateAnAccountForSomeoneWhoIsNotActive() {
    var left = state(Map.of("userName", text("zoe"), "active", BooleanNode.FALSE));

    assertThat(planner.plan(inScope(left), new Match.None())).isInstanceOf(Skip.class);
  }

  @Test
  void skipsWhatTheTargetHoldsAlready() {
    assertThat(planner.plan(inScope(ZOE), linked(ZOE, false))).isInstanceOf(Skip.class);
  }

  @Test
  void changesOnlyWhatDiffersAndClearsWhatTheSourceNoLongerHas() {
    var known =
        state(
            Map.of(
                "userName", text("zoe"),
                "title", text("Clerk"),
                "nickName", text("Z"),
                "active", BooleanNode.TRUE));

    var update = action(Update.class, planner.plan(inScope(ZOE), linked(known, false)));

    assertThat(update.changes())
        .extracting(AttributeChange::path, AttributeChange::before, AttributeChange::after)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("title", text("Clerk"), text("Nurse")),
            org.assertj.core.groups.Tuple.tuple("nickName", text("Z"), NullNode.getInstance()));
  }

  @Test
  void leavesAnAttributeAloneThatNoMappingNames() {
    var known =
        state(
            Map.of(
                "userName", text("zoe"),
                "title", text("Nurse"),
                "locale", text("cs"),
                "active", BooleanNode.TRUE));

    assertThat(planner.plan(inScope(ZOE), linked(known, false))).isInstanceOf(Skip.class);
  }

  @Test
  void changesAReferenceByItsSourceId() {
    var desired = new TargetState(ZOE.values(), Map.of("manager", new Reference("User", "e9")));

    var update = action(Update.class, planner.plan(inScope(desired), linked(ZOE, false)));

    assertThat(update.changes())
        .singleElement()
        .satisfies(change -> assertThat(change.reference()).contains(new Reference("User", "e9")));
  }

  @Test
  void linksTheObjectThatMatchesEvenIfNothingDiffers() {
    var update =
        action(Update.class, planner.plan(inScope(ZOE), new Match.Found("userName", "t1", ZOE)));

    assertThat(update.joins()).isTrue();
    assertThat(update.changes()).isEmpty();
  }

  @Test
  void callsItDisableWhenTheSourceSaysInactive() {
    var inactive =
        state(Map.of("userName", text("zoe"), "title", text("Nurse"), "active", BooleanNode.FALSE));

    var disable = action(Disable.class, planner.plan(inScope(inactive), linked(ZOE, false)));

    assertThat(disable.changes())
        .singleElement()
        .extracting(AttributeChange::path)
        .isEqualTo("active");
  }

  @Test
  void disablesUserThatLeftScope() {
    var disable =
        action(Disable.class, planner.plan(new OutOfScope("e1", "Zoë"), linked(ZOE, false)));

    assertThat(disable.desired().values()).containsEntry("active", BooleanNode.FALSE);
    assertThat(disable.desired().values()).containsEntry("title", text("Nurse"));
  }

  @Test
  void disablesNobodyTwice() {
    assertThat(planner.plan(new OutOfScope("e1", "Zoë"), linked(ZOE, true)))
        .isInstanceOf(Skip.class);
  }

  @Test
  void enablesAgainWhoComesBackIntoScope() {
    var known =
        state(Map.of("userName", text("zoe"), "title", text("Nurse"), "active", BooleanNode.FALSE));

    var update = action(Update.class, planner.plan(inScope(ZOE), linked(known, true)));

    assertThat(update.changes())
        .singleElement()
        .extracting(AttributeChange::after)
        .isEqualTo(BooleanNode.TRUE);
  }

  @Test
  void deletesByPolicyWhatIsGoneFromTheSource() {
    var planned = planner.plan(new Missing("e1", "Zoë"), linked(ZOE, false));

    assertThat(planned).isEqualTo(new Act(new Delete("User", "e1", "Zoë", "t1", ZOE)));
  }

  @Test
  void deletesNothingThatWasNeverLinked() {
    assertThat(planner.plan(new Missing("e1", "Zoë"), new Match.None())).isInstanceOf(Skip.class);
  }

  @Test
  void reportsAnAmbiguousMatchWithTheAccountsThatItFound() {
    var planned =
        planner.plan(inScope(ZOE), new Match.Ambiguous("userName", "zoe", List.of("t1", "t2")));

    assertThat(planned)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.errorCode()).isEqualTo("DuplicateTargetEntries");
              assertThat(problem.reason()).contains("t1, t2").contains("zoe");
            });
  }

  private static InScope inScope(TargetState desired) {
    return new InScope("e1", "Zoë", desired, desired);
  }

  private static Match linked(TargetState known, boolean disabled) {
    return new Match.Linked(new Link("User", "e1", "t1", known, disabled));
  }

  private static <T extends ProvisioningAction> T action(Class<T> type, Planned planned) {
    assertThat(planned).isInstanceOf(Act.class);
    var action = ((Act) planned).action();
    assertThat(action).isInstanceOf(type);
    return type.cast(action);
  }

  private static TargetState state(Map<String, JsonNode> values) {
    return new TargetState(values, Map.of());
  }

  private static JsonNode text(String text) {
    return StringNode.valueOf(text);
  }

  @Test
  void createsUpdatesAndDeletesNothingThatIsSwitchedOff() {
    var nothing = new Planner(mapping(Leaver.DELETE, Leaver.DELETE, Set.of()));
    var other = state(Map.of("userName", text("zoe"), "title", text("Clerk")));

    assertThat(nothing.plan(inScope(ZOE), new Match.None()))
        .isEqualTo(new Skip("the job does not create objects of this type"));
    assertThat(nothing.plan(inScope(ZOE), linked(other, false)))
        .isEqualTo(new Skip("the job does not update objects of this type"));
    assertThat(nothing.plan(new Missing("e1", "Zoë"), linked(ZOE, false)))
        .isEqualTo(new Skip("gone from the source; the job does not delete objects of this type"));
  }

  @Test
  void aSwitchOfOneKindLeavesTheOthersOn() {
    var creates = new Planner(mapping(Leaver.DISABLE, Leaver.DELETE, Set.of(Flow.CREATE)));
    var deletes = new Planner(mapping(Leaver.DISABLE, Leaver.DELETE, Set.of(Flow.DELETE)));

    assertThat(creates.plan(inScope(ZOE), new Match.None())).isInstanceOf(Act.class);
    assertThat(creates.plan(new OutOfScope("e1", "Zoë"), linked(ZOE, false)))
        .isInstanceOf(Skip.class);
    assertThat(deletes.plan(new Missing("e1", "Zoë"), linked(ZOE, false))).isInstanceOf(Act.class);
  }

  private static ObjectMapping mapping(Leaver outOfScope, Leaver missing) {
    return mapping(outOfScope, missing, Set.of(Flow.CREATE, Flow.UPDATE, Flow.DELETE));
  }

  private static ObjectMapping mapping(Leaver outOfScope, Leaver missing, Set<Flow> flow) {
    return new ObjectMapping(
        "User",
        "/Users",
        true,
        false,
        flow,
        outOfScope,
        missing,
        List.of(
            AttributeMapping.matching("userName", "[userName]", 1),
            AttributeMapping.of("title", "[title]"),
            AttributeMapping.of("nickName", "[nickName]"),
            AttributeMapping.of("active", "[active]"),
            AttributeMapping.reference("manager", "[manager]", "User")));
  }
}
