package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.AttributeMapping.Authority;
import dev.muster.provisioning.mapping.AttributeMapping.Nulls;
import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.provisioning.mapping.FlowSettings;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.scope.AssignmentSettings;
import dev.muster.provisioning.source.AppRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What flows to the target, and what stays there.
class MappingFlowTest extends CycleFixture {
  private static final AttributeMapping USER_NAME =
      AttributeMapping.matching("userName", "[userName]", 1);

  @Test
  void valuesThatDependOnThePresentAreRightEachDay() {
    source.putUser(
        "old",
        """
        {"userName": "old", "active": true, "nickName": "2020-01-01T00:00:00Z"}
        """);
    source.putUser(
        "new",
        """
        {"userName": "new", "active": true, "nickName": "2026-11-26T00:00:00Z"}
        """);
    var settings = reread().settings();
    store.updateSettings(
        job,
        settings.withMappings(
            settings.objectMappings().stream()
                .map(mapping ->
                    mapping.members()
                        ? mapping
                        : mapping.withAttributes(
                            List.of(
                                AttributeMapping.matching("userName", "[userName]", 1),
                                AttributeMapping.of("active", "[active]"),
                                AttributeMapping.of(
                                    "title",
                                    "IIF(DateDiff(\"d\", Now(), CDate([nickName])) > 0, \"Joining\", \"Here\")"))))
                .toList()));
    cycle();
    store.updateStatus(job, JobStatus.ACTIVE, Optional.empty());
    var due = new DueJobs(store, connectors(), clock);
    due.ran(reread());
    assertThat(target.user("new").path("title").asString()).isEqualTo("Joining");
    target.forget();

    clock.advance(Duration.ofHours(30));
    due.ran(reread());
    assertThat(due.work(reread())).contains(new Work.Sync());
    cycle();

    assertThat(target.user("new").path("title").asString()).isEqualTo("Here");
    assertThat(target.sent()).singleElement().asString().startsWith("PATCH");
    assertThat(store.nextMoment(job)).contains(Instant.parse("2026-11-26T00:00:00Z"));
    due.ran(reread());
    assertThat(due.work(reread())).isNotEqualTo(Optional.of(new Work.Sync()));
  }

  @Test
  void clearsWhatTheSourceNoLongerHas() {
    var id = job(true, AttributeMapping.of("title", "[title]"));
    source.putUser("ann", "{\"userName\": \"ann\", \"title\": \"Clerk\"}");
    cycle(id);

    source.putUser("ann", "{\"userName\": \"ann\"}");
    cycle(id);

    assertThat(target.user("ann").has("title")).isFalse();
  }

  @Test
  void keepsWhatTheSourceNoLongerHasWhereTheJobOrTheAttributeSaysSo() {
    var id =
        job(
            false,
            AttributeMapping.of("title", "[title]"),
            attribute("nickName", "[nickName]", Apply.ALWAYS, Nulls.CLEAR, Authority.SOURCE));
    source.putUser("ann", "{\"userName\": \"ann\", \"title\": \"Clerk\", \"nickName\": \"A\"}");
    cycle(id);

    source.putUser("ann", "{\"userName\": \"ann\"}");
    cycle(id);

    assertThat(target.user("ann").path("title").asString()).isEqualTo("Clerk");
    assertThat(target.user("ann").has("nickName")).isFalse();
  }

  @Test
  void leavesAValueOfTheTargetWhereTheTargetWins() {
    var id = job(true, attribute("title", "[title]", Apply.ALWAYS, Nulls.CLEAR, Authority.TARGET));
    plant("{\"userName\": \"ann\", \"title\": \"Owner\"}");
    plant("{\"userName\": \"bob\"}");
    source.putUser("ann", "{\"userName\": \"ann\", \"title\": \"Clerk\"}");
    source.putUser("bob", "{\"userName\": \"bob\", \"title\": \"Clerk\"}");

    cycle(id);
    source.putUser("ann", "{\"userName\": \"ann\"}");
    source.putUser("bob", "{\"userName\": \"bob\", \"title\": \"Chief\"}");
    cycle(id);

    assertThat(target.user("ann").path("title").asString()).isEqualTo("Owner");
    assertThat(target.user("bob").path("title").asString()).isEqualTo("Clerk");
  }

  @Test
  void fillsAnEmptyAttributeOfTheTargetWithTheDefaultWhereNothingFlows() {
    var id =
        job(
            true,
            new AttributeMapping(
                "locale", "", Optional.of("en"), 0, Apply.ALWAYS, Optional.empty()));
    plant("{\"userName\": \"ann\", \"locale\": \"de\"}");
    plant("{\"userName\": \"bob\"}");
    for (var user : List.of("ann", "bob", "cid")) {
      source.putUser(user);
    }

    cycle(id);
    target.forget();
    source.putUser("ann");
    cycle(id);

    assertThat(target.user("ann").path("locale").asString()).isEqualTo("de");
    assertThat(target.user("bob").path("locale").asString()).isEqualTo("en");
    assertThat(target.user("cid").path("locale").asString()).isEqualTo("en");
    assertThat(target.sent()).isEmpty();
  }

  @Test
  void joinsOnlyWhereAllAttributesOfAKeyMatch() {
    var mappings =
        List.of(
            AttributeMapping.matching("name.familyName", "[name.familyName]", 1),
            AttributeMapping.matching("name.givenName", "[name.givenName]", 1),
            AttributeMapping.of("userName", "[userName]"));
    var id = create(settings(mappings, FlowSettings.DEFAULT, AssignmentSettings.DEFAULT));
    plant("{\"userName\": \"old1\", \"name\": {\"familyName\": \"Lee\", \"givenName\": \"Bo\"}}");
    plant("{\"userName\": \"old2\", \"name\": {\"familyName\": \"Lee\", \"givenName\": \"An\"}}");
    source.putUser(
        "ann",
        "{\"userName\": \"ann\", \"name\": {\"familyName\": \"Lee\", \"givenName\": \"An\"}}");
    source.putUser("bob", "{\"userName\": \"bob\", \"name\": {\"familyName\": \"Lee\"}}");

    cycle(id);

    assertThat(target.userNames()).containsExactlyInAnyOrder("old1", "ann");
    assertThat(store.escrows(id))
        .singleElement()
        .satisfies(escrow -> assertThat(escrow.sourceId()).isEqualTo("bob"));
  }

  @Test
  void choosesTheFirstValueThatIsFreeInTheTarget() {
    var id =
        job(
            true,
            attribute(
                "nickName",
                "SelectUniqueValue([nick], Join(\"\", [nick], \"1\"), Join(\"\", [nick], \"2\"))",
                Apply.ON_CREATE,
                Nulls.AS_THE_JOB,
                Authority.SOURCE));
    plant("{\"userName\": \"other\", \"nickName\": \"zed\"}");
    for (var user : List.of("ann", "bob", "cid")) {
      source.putUser(user, "{\"userName\": \"%s\", \"nick\": \"zed\"}".formatted(user));
    }

    cycle(id);

    assertThat(List.of("ann", "bob"))
        .extracting(user -> target.user(user).path("nickName").asString())
        .containsExactlyInAnyOrder("zed1", "zed2");
    assertThat(store.escrows(id))
        .singleElement()
        .satisfies(escrow -> {
          assertThat(escrow.errorCode()).isEqualTo("UniqueValueNotFound");
          assertThat(escrow.detail()).endsWith("is taken: zed, zed1, zed2");
        });
  }

  @Test
  void addsRolesAndRemovesThemWhereTheFunctionIsAssertive() {
    assertThat(rolesAfterChange("AppRoleAssignmentsComplex"))
        .containsExactlyInAnyOrder("admin", "user");
    assertThat(rolesAfterChange("AssertiveAppRoleAssignmentsComplex")).containsExactly("user");
  }

  private List<String> rolesAfterChange(String function) {
    var roles = List.of(new AppRole("1", "admin", "Admin"), new AppRole("2", "user", "User"));
    var mappings =
        List.of(USER_NAME, AttributeMapping.of("roles", function + "([appRoleAssignments])"));
    var id =
        store
            .create(
                TENANT,
                function,
                Kind.APPLICATION,
                settings(mappings, FlowSettings.DEFAULT, new AssignmentSettings(true, roles)))
            .orElseThrow()
            .id();
    source.putUser("ann");
    var none = new Assignments(Set.of(), Set.of());
    var ann = Set.of("ann");
    store.assign(id, new Assignments(ann, Set.of(), Map.of("ann", Set.of("1"))), none);
    cycle(id);
    store.assign(id, none, new Assignments(ann, Set.of()));
    store.assign(id, new Assignments(ann, Set.of(), Map.of("ann", Set.of("2"))), none);
    cycle(id);
    var values = new ArrayList<String>();
    target.user("ann").path("roles").forEach(role -> values.add(role.path("value").asString()));
    return values;
  }

  private void plant(String json) {
    JsonNode object = JsonMapper.shared().readTree(json);
    target.plant("User", (ObjectNode) object);
  }

  private JobId job(boolean nullsClear, AttributeMapping... attributes) {
    var all = new ArrayList<>(List.of(attributes));
    all.addFirst(USER_NAME);
    return create(
        settings(all, new FlowSettings(nullsClear, Optional.empty()), AssignmentSettings.DEFAULT));
  }

  private static JobSettings settings(
      List<AttributeMapping> attributes, FlowSettings flow, AssignmentSettings assignment) {
    ObjectMapping users = DefaultMappings.directoryToScim().getFirst();
    return new JobSettings(
            SyncScope.ALL,
            List.of(users.withAttributes(attributes)),
            GuardThresholds.DEFAULT,
            Duration.ofMinutes(40),
            4,
            3)
        .with(SyncScope.ALL, List.of(users.withAttributes(attributes)), assignment, flow);
  }

  private static AttributeMapping attribute(
      String target, String expression, Apply apply, Nulls nulls, Authority authority) {
    return new AttributeMapping(
        target, expression, Optional.empty(), 0, apply, Optional.empty(), nulls, authority);
  }
}
