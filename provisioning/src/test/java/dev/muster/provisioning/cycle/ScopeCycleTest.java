package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.provisioning.mapping.FlowSettings;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.scope.AssignmentSettings;
import dev.muster.provisioning.scope.ScopeOperator;
import dev.muster.provisioning.scope.ScopingFilter;
import dev.muster.provisioning.scope.ScopingFilter.Clause;
import dev.muster.provisioning.source.AppRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Who is provisioned: assigned groups in groups, roles, scoping filters, and what time changes.
class ScopeCycleTest extends CycleFixture {
  private static final Assignments NOBODY = new Assignments(Set.of(), Set.of());

  @Test
  void provisionsMembersOfGroupsInAnAssignedGroup() {
    var assigned = assignedTo("all", true);
    nest();
    cycle(assigned);

    assertThat(target.userNames()).containsExactlyInAnyOrder("ann", "bob");
    assertThat(target.memberNames("Group all")).containsExactlyInAnyOrder("ann", "bob");
  }

  @Test
  void provisionsDirectMembersAloneWhenNestingIsOff() {
    var assigned = assignedTo("all", false);
    nest();
    cycle(assigned);

    assertThat(target.userNames()).containsExactly("ann");
  }

  @Test
  void bringsInAndTakesOutWhoseGroupJoinsOrLeavesAnother() {
    var assigned = assignedTo("all", true);
    nest();
    source.putUser("cid");
    source.putGroup("abroad", "cid");
    cycle(assigned);

    source.addMember("team", "abroad");
    cycle(assigned);
    assertThat(target.user("cid").path("active").booleanValue()).isTrue();
    assertThat(target.memberNames("Group all")).contains("cid");

    source.removeMember("all", "team");
    cycle(assigned);
    assertThat(target.user("bob").path("active").booleanValue()).isFalse();
    assertThat(target.user("cid").path("active").booleanValue()).isFalse();
    assertThat(target.memberNames("Group all")).containsExactly("ann");
  }

  @Test
  void survivesACircleOfGroups() {
    var assigned = assignedTo("all", true);
    nest();
    source.addMember("team", "all");
    source.addMember("team", "team");

    cycle(assigned);
    source.putUser("dan");
    source.addMember("team", "dan");
    cycle(assigned);

    assertThat(target.memberNames("Group all")).containsExactlyInAnyOrder("ann", "bob", "dan");
  }

  @Test
  void keepsGroupsInGroupsWhereTheTargetKnowsThem() {
    var kept = new ArrayList<ObjectMapping>();
    for (var mapping : DefaultMappings.directoryToScim()) {
      kept.add(mapping.withNestedMembers(ObjectMapping.NestedMembers.BOTH));
    }
    var assigned = create(SyncScope.ASSIGNED, GuardThresholds.DEFAULT, "kept", kept);
    store.assign(assigned, new Assignments(Set.of(), Set.of("all")), NOBODY);
    nest();

    cycle(assigned);

    assertThat(target.memberNames("Group all"))
        .containsExactlyInAnyOrder("ann", "bob", "Group team");
    assertThat(target.memberNames("Group team")).containsExactly("bob");
  }

  @Test
  void disablesWhoFallsOutOfTheFilter() {
    var sales = filtered(Clause.of("department", ScopeOperator.EQUALS, "Sales"));
    source.putUser("ann", user("ann", "\"department\": \"Sales\""));
    source.putUser("bob", user("bob", "\"department\": \"Legal\""));
    cycle(sales);
    assertThat(target.userNames()).containsExactly("ann");

    source.putUser("ann", user("ann", "\"department\": \"Legal\""));
    source.putUser("bob", user("bob", "\"department\": \"Sales\""));
    cycle(sales);

    assertThat(target.user("ann").path("active").booleanValue()).isFalse();
    assertThat(target.user("bob").path("active").booleanValue()).isTrue();
  }

  @Test
  void actsOnTheDayOfAStartAndAnEndDateWithoutAChangeOfTheSource() {
    var employed =
        filtered(
            Clause.of("startDate", ScopeOperator.DATE_REACHED, "-P1D"),
            Clause.of("endDate", ScopeOperator.DATE_NOT_REACHED, "P1D"));
    source.putUser("ann", user("ann", "\"startDate\": \"2026-11-27\""));
    source.putUser(
        "bob", user("bob", "\"startDate\": \"2026-01-01\", \"endDate\": \"2026-11-25\""));
    cycle(employed);
    assertThat(target.userNames()).containsExactly("bob");
    assertThat(store.nextMoment(employed)).isPresent();

    clock.advance(Duration.ofDays(2));
    cycle(employed);

    assertThat(target.userNames()).containsExactlyInAnyOrder("ann", "bob");
    assertThat(target.user("bob").path("active").booleanValue()).isFalse();
    assertThat(store.nextMoment(employed)).isEmpty();
  }

  @Test
  void followsTheMembersOfAGroupThatAFilterAsksFor() {
    var pilots = filtered(Clause.of("", ScopeOperator.MEMBER_OF, "pilots"));
    source.putUser("ann");
    source.putUser("bob");
    source.putGroup("pilots", "ann");
    cycle(pilots);
    assertThat(target.userNames()).containsExactly("ann");

    source.addMember("pilots", "bob");
    source.removeMember("pilots", "ann");
    cycle(pilots);

    assertThat(target.user("ann").path("active").booleanValue()).isFalse();
    assertThat(target.user("bob").path("active").booleanValue()).isTrue();
  }

  @Test
  void givesTheFirstRoleOfTheApplicationToWhoHasSeveral() {
    var roles = List.of(new AppRole("1", "admin", "Admin"), new AppRole("2", "user", "User"));
    var mappings =
        DefaultMappings.directoryToScim().stream()
            .map(mapping ->
                mapping.members()
                    ? mapping
                    : mapping.withAttributes(
                        List.of(
                            AttributeMapping.matching("userName", "[userName]", 1),
                            AttributeMapping.of(
                                "title", "SingleAppRoleAssignment([appRoleAssignments])"))))
            .toList();
    var assigned = create(settings(mappings, new AssignmentSettings(true, roles)));
    source.putUser("ann");
    source.putUser("bob");
    source.putGroup("team", "ann", "bob");
    store.assign(
        assigned,
        new Assignments(
            Set.of("ann"), Set.of("team"), Map.of("ann", Set.of("1"), "team", Set.of("2"))),
        NOBODY);

    cycle(assigned);

    assertThat(target.user("ann").path("title").asString()).isEqualTo("admin");
    assertThat(target.user("bob").path("title").asString()).isEqualTo("user");
  }

  @Test
  void takesOverAGroupThatIsThereAndRenamesItWithTheSource() {
    var taken =
        target.plant(
            "Group", JsonMapper.shared().createObjectNode().put("displayName", "Group team"));
    var assigned = assignedTo("team", true);
    nest();
    cycle(assigned);
    assertThat(target.memberNames("Group team")).containsExactly("bob");

    source.renameGroup("team", "Crew");
    cycle(assigned);

    assertThat(target.memberNames("Crew")).containsExactly("bob");
    assertThat(store.links(assigned, "Group", List.of("team")).values())
        .singleElement()
        .satisfies(link -> assertThat(link.targetId()).isEqualTo(taken));
  }

  private void nest() {
    source.putUser("ann");
    source.putUser("bob");
    source.putGroup("team", "bob");
    source.putGroup("all", "ann", "team");
  }

  private JobId assignedTo(String group, boolean nested) {
    var id =
        create(
            settings(DefaultMappings.directoryToScim(), new AssignmentSettings(nested, List.of())));
    store.assign(id, new Assignments(Set.of(), Set.of(group)), NOBODY);
    return id;
  }

  private JobId filtered(Clause... clauses) {
    var filter = new ScopingFilter(List.of(new ScopingFilter.Group("Who", List.of(clauses))));
    var mappings =
        DefaultMappings.directoryToScim().stream()
            .map(mapping -> mapping.members() ? mapping : mapping.withFilter(filter))
            .toList();
    return create(SyncScope.ALL, GuardThresholds.DEFAULT, "filtered", mappings);
  }

  private static JobSettings settings(List<ObjectMapping> mappings, AssignmentSettings assignment) {
    return new JobSettings(
            SyncScope.ASSIGNED, mappings, GuardThresholds.DEFAULT, Duration.ofMinutes(40), 4, 3)
        .with(SyncScope.ASSIGNED, mappings, assignment, FlowSettings.DEFAULT);
  }

  private static String user(String name, String more) {
    return "{\"userName\": \"%s\", \"active\": true, %s}".formatted(name, more);
  }
}
