package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.CommandException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An application's mappings and scope, edited and evaluated over the admin API.
class MappingsTest extends WithMuster {
  private static final String APP = "/jobs/app";

  private void connect() {
    muster.adminPost(
        "/applications",
        """
        {"name": "app", "tenantUrl": "%s/t/acme/scim/v2", "secretToken": "%s"}
        """
            .formatted(muster.baseUrl(), muster.token()));
  }

  @Test
  void explainsWhoIsInScopeClauseByClauseAndWhatFlows() {
    connect();
    muster.createUser("ann");
    var team = muster.createGroup("team", muster.createUser("bob").id()).id();
    var all = muster.createGroup("all", team).id();
    muster.adminPost(APP + "/assignments", "{\"addGroups\": [\"all\"]}");
    patch(
        """
        {"mappings": [{"objectType": "User",
          "filters": [{"title": "Bees", "clauses": [
            {"attribute": "userName", "operator": "REGEX MATCH", "values": ["^b"]}]}],
          "attributes": [{"target": "userName", "expression": "ToUpper([userName])", "match": 1}]}]}
        """);

    var bob = evaluate("{\"user\": \"bob\"}");
    var ann = evaluate("{\"user\": \"ann\"}");

    assertThat(bob.at("/scope/inScope").booleanValue()).isTrue();
    assertThat(bob.at("/scope/assignedThrough/0").asString()).isEqualTo(all);
    assertThat(bob.at("/scope/filters/0/clauses/0/seen/0").asString()).isEqualTo("bob");
    assertThat(bob.at("/attributes/0/value").asString()).isEqualTo("BOB");
    assertThat(ann.at("/scope/inScope").booleanValue()).isFalse();
    assertThat(ann.at("/scope/reason").asString())
        .contains("nor a group that it is in is assigned");
  }

  @Test
  void evaluatesUnderSettingsThatAreNotSaved() {
    connect();
    muster.createUser("ann");
    var before = muster.adminGet(APP + "/mappings");

    var ann =
        evaluate(
            """
            {"user": "ann", "scope": "all", "mappings": [{"objectType": "User", "attributes": [
              {"target": "userName", "expression": "Append([userName], \\".x\\")", "match": 1},
              {"target": "title", "expression": "CDate([userName])"}]}]}
            """);

    assertThat(ann.at("/scope/inScope").booleanValue()).isTrue();
    assertThat(ann.at("/attributes/0/value").asString()).isEqualTo("ann.x");
    assertThat(ann.at("/attributes/1/problem").asString()).contains("\"ann\", which is not a date");
    assertThat(muster.adminGet(APP + "/mappings")).isEqualTo(before);
  }

  @Test
  void takesBackWhatItShows() {
    connect();
    var shown = (ObjectNode) muster.adminGet(APP + "/mappings");

    assertThat(patch(ScimJson.write(shown))).isEqualTo(shown);
  }

  @Test
  void namesThePartOfAMappingThatIsWrong() {
    connect();

    assertThatThrownBy(() ->
            patch(
                """
                {"mappings": [{"objectType": "User", "attributes": [
                  {"target": "userName", "expression": "[userName]", "match": 1},
                  {"target": "title", "expression": "Lft([title], 3)"}]}]}
                """))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("mapping of \"title\"")
        .hasMessageContaining("did you mean \"Left\"?");
    assertThatThrownBy(() ->
            patch(
                """
                {"mappings": [{"objectType": "User", "filters": [{"title": "x", "clauses": [
                  {"attribute": "title", "operator": "LIKE"}]}]}]}
                """))
        .hasMessageContaining("mappings[0].filters[0].clauses[0].operator")
        .hasMessageContaining("NOT REGEX MATCH");
  }

  @Test
  void assignsWithARoleThatTheApplicationHas() {
    connect();
    muster.createUser("ann");
    patch("{\"appRoles\": [{\"value\": \"admin\", \"displayName\": \"Administrator\"}]}");
    muster.adminPost(APP + "/assignments", "{\"addUsers\": [\"ann\"], \"role\": \"admin\"}");

    assertThat(evaluate("{\"user\": \"ann\"}").at("/scope/roles/0").asString()).isEqualTo("admin");
    assertThatThrownBy(() ->
            muster.adminPost(APP + "/assignments", "{\"addUsers\": [\"ann\"], \"role\": \"boss\"}"))
        .hasMessageContaining("has no role \"boss\"; there are [admin]");
  }

  @Test
  void whoIsAssignedIsListedPageByPageEachOnce() {
    connect();
    var ann = muster.createUser("ann").id();
    var team = muster.createGroup("team", ann).id();
    var bob = muster.createUser("bob").id();
    var all = muster.createGroup("all", team).id();
    muster.adminPost(
        APP + "/assignments",
        "{\"addUsers\": [\"ann\", \"bob\"], \"addGroups\": [\"team\", \"all\"]}");

    var seen = new ArrayList<String>();
    var cursor = "";
    do {
      var page = muster.adminGet(APP + "/assignments?limit=1&cursor=" + cursor);
      var one = page.path("assignments").path(0);
      seen.add(one.path("id").asString() + " " + one.path("displayName").asString());
      cursor = page.path("nextCursor").asString("");
    } while (!cursor.isEmpty() && seen.size() < 10);

    assertThat(seen)
        .containsExactlyInAnyOrder(ann + " ann", team + " team", bob + " bob", all + " all");
    assertThat(muster.adminGet(APP + "/assignments?type=Group").path("assignments")).hasSize(2);
  }

  @Test
  void exportsASchemaAndImportsIt() {
    connect();
    var schema = muster.adminGet(APP + "/schema");
    var before = muster.adminGet(APP + "/mappings");
    patch(
        """
        {"mappings": [{"objectType": "User", "attributes": [
          {"target": "userName", "expression": "[userName]", "match": 1}]}]}
        """);

    ObjectNode body = ScimJson.object();
    body.set("schema", schema);
    var report = muster.adminPost(APP + "/schema/import", ScimJson.write(body));

    assertThat(report.path("imported").booleanValue()).isTrue();
    assertThat(muster.adminGet(APP + "/mappings")).isEqualTo(before);
    assertThat(targets(schema)).contains("userName", "members");
  }

  private static List<String> targets(JsonNode schema) {
    var targets = new ArrayList<String>();
    schema
        .at("/synchronizationRules/0/objectMappings")
        .forEach(mapping ->
            mapping
                .path("attributeMappings")
                .forEach(line -> targets.add(line.path("targetAttributeName").asString())));
    return targets;
  }

  private ObjectNode patch(String json) {
    return muster.admin().patch("/tenants/acme" + APP + "/mappings", ScimJson.parseObject(json));
  }

  private JsonNode evaluate(String json) {
    return muster.adminPost(APP + "/evaluations", json);
  }
}
