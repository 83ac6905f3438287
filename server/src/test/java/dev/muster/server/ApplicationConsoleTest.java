package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of an application over real HTTP: from connecting it to explaining an account, by
/// those who may and those who may not. The application is a tenant of the same server.
class ApplicationConsoleTest {
  private static final String EVIL = "<script>alert(1)</script>";
  private static final String APP = "/t/acme/applications/Crm";
  private static final List<String> PAGES =
      List.of(
          "",
          "/guide",
          "/people",
          "/people?q=%3Cscript",
          "/mappings",
          "/mappings/User/0",
          "/mappings/User/new",
          "/scoping",
          "/plan",
          "/log",
          "/failures",
          "/links",
          "/joins",
          "/drift",
          "/connection",
          "/settings");

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private MusterServer server;
  private ConsoleVisitor ada;

  @BeforeEach
  void start() {
    server = MusterServer.start(Configuration.local(folder));
    ada = ConsoleVisitor.first(http, server);
    ada.post("", Map.of("name", "acme"));
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private void connect() {
    var target = ada.admin("POST", "/tenants", "{\"name\": \"crm\"}");
    var made =
        ada.post(
            "/t/acme/applications/new",
            Map.of(
                "name",
                "Crm",
                "url",
                target.path("tenantUrl").asString(),
                "token",
                target.path("token").asString(),
                "rate",
                "0"));
    assertThat(made.headers().firstValue("Location")).contains("/console" + APP + "/guide");
  }

  private String user(String userName, String displayName) {
    var user = ScimJson.object().put("userName", userName).put("displayName", displayName);
    user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    var made = ada.admin("POST", "/tenants/acme/directory/Users", ScimJson.write(user));
    return made.path("id").asString();
  }

  /// The accounts that the application has.
  private long accounts() {
    return ada.admin("GET", "/tenants/crm/directory/Users?count=0", "")
        .path("totalResults")
        .asLong();
  }

  private void runACycle() {
    ada.admin("POST", "/tenants/acme/jobs/Crm/cycles?wait=30", "{}");
  }

  @Test
  void guideLeadsFromAnEmptyDirectoryToTheFirstAccount() {
    connect();
    assertThat(ada.get(APP + "/guide").body()).contains("The directory is empty");

    ada.post(APP + "/guide/person", Map.of("email", "zoe@acme.example"));
    assertThat(ada.get(APP + "/guide").body()).contains("1 person and 0 groups");
    assertThat(ada.post(APP + "/guide/preview", Map.of()).body())
        .contains("create 1 person")
        .contains("zoe");
    assertThat(accounts()).isZero();

    ada.post(APP + "/start", Map.of());
    runACycle();
    assertThat(accounts()).isEqualTo(1);
    assertThat(ada.get(APP).body()).contains("1 created");
  }

  @Test
  void accountThatIsListedAndNotTickedIsNotTakenOver() {
    connect();
    for (var name : List.of("amy", "zoe")) {
      user(name, name);
      var account = ScimJson.object().put("userName", name);
      account.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
      ada.admin("POST", "/tenants/crm/directory/Users", ScimJson.write(account));
    }
    ada.post(APP + "/guide/everybody", Map.of());
    ada.admin("PATCH", "/tenants/acme/jobs/Crm/rules", "{\"reviewJoins\": true}");
    ada.post(APP + "/start", Map.of());
    runACycle();
    var joins = ada.admin("GET", "/tenants/acme/jobs/Crm/joins", "").path("joins");
    var first = joins.path(0).path("ordinal").asString();

    assertThat(ada.get(APP + "/joins").body()).contains("amy").contains("zoe");
    // The other one was not on the page.
    ada.post(APP + "/joins", Map.of("listed", first));

    assertThat(ada.admin("GET", "/tenants/acme/jobs/Crm/joins", "").path("joins")).hasSize(1);
  }

  @Test
  void peopleAreFoundAndAssignedOneByOne() {
    connect();
    var id = user("zoe@acme.example", "Zoë Lee");

    assertThat(ada.get(APP + "/people?q=zo").body()).contains("Zoë Lee").contains("Assign");
    ada.post(APP + "/people", Map.of("users", id, "what", "add"));
    assertThat(ada.get(APP + "/people").body()).contains("Take out Zoë Lee");
    ada.post(APP + "/people", Map.of("users", id, "what", "remove"));
    assertThat(ada.get(APP + "/people").body()).contains("Nobody is assigned");
  }

  @Test
  void expressionIsTriedOnSomebodyBeforeItIsSaved() {
    connect();
    user("zoe@acme.example", "Zoë Lee");
    var fields =
        Map.of(
            "target", "nickName",
            "expression", "ToUpper([displayName])",
            "person", "zoe@acme.example");

    assertThat(ada.post(APP + "/mappings/User/new/try", fields).body()).contains("ZOË LEE");
    assertThat(ada.get(APP + "/mappings").body()).doesNotContain("ToUpper");

    ada.post(APP + "/mappings/User/new", fields);
    assertThat(ada.get(APP + "/mappings").body()).contains("ToUpper([displayName])");
  }

  @Test
  void brokenExpressionIsToldWhereItIsTypedAndNotSaved() {
    connect();
    user("zoe@acme.example", "Zoë Lee");
    var fields =
        Map.of(
            "target", "nickName",
            "expression", "ToUper([displayName])",
            "person", "zoe@acme.example");

    assertThat(ada.post(APP + "/mappings/User/new/try", fields).body())
        .contains("ToUpper")
        .contains("data-wrong=\"true\"");
    var refused = ada.post(APP + "/mappings/User/new", fields);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("ToUper([displayName])").contains("did you mean");
    assertThat(ada.get(APP + "/mappings").body()).doesNotContain("ToUper");
  }

  @Test
  void lineThatSomebodyElseMovedIsNotOverwritten() {
    connect();
    var fields = Map.of("target", "title", "expression", "[title]", "was", "somethingElse");
    assertThat(ada.post(APP + "/mappings/User/0", fields).statusCode()).isEqualTo(409);
  }

  @Test
  void scopingFilterIsEditedTriedAndSaved() {
    connect();
    var id = user("zoe@acme.example", "Zoë Lee");
    ada.post(APP + "/people", Map.of("users", id, "what", "add"));
    var fields =
        Map.of(
            "type", "User",
            "title0", "Sales",
            "attribute0.0", "title",
            "operator0.0", "EQUALS",
            "values0.0", "Sales\nSupport",
            "person", "zoe@acme.example");

    assertThat(ada.post(APP + "/scoping", with(fields, "do", "addClause:0")).body())
        .contains("operator0.1")
        .contains("Not saved yet");
    assertThat(ada.post(APP + "/scoping", with(fields, "do", "try")).body())
        .contains("out of scope")
        .contains("title EQUALS");
    ada.post(APP + "/scoping", with(fields, "do", "save"));
    assertThat(ada.admin("GET", "/tenants/acme/jobs/Crm/mappings", "").toString())
        .contains("[\"Sales\",\"Support\"]");
    assertThat(ada.get("/t/acme/people/" + id + "/explain").body())
        .contains("out of scope")
        .contains("Sales");
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    var more = new java.util.HashMap<>(fields);
    more.put(name, value);
    return more;
  }

  @Test
  void settingsGoThroughTheFormUnchanged() {
    connect();
    var before = ada.admin("GET", "/tenants/acme/jobs/Crm/rules", "");
    var saved =
        ada.post(
            APP + "/settings",
            Map.of("guard.mostRemovals", "50", "schedule.cron", "0 2 * * *", "push", "1"));
    assertThat(saved.statusCode()).isEqualTo(303);

    var after = ada.admin("GET", "/tenants/acme/jobs/Crm/rules", "");
    assertThat(after.at("/guard/mostRemovals").asInt()).isEqualTo(50);
    assertThat(after.at("/schedule/cron").asString()).isEqualTo("0 2 * * *");
    assertThat(after.path("drift")).isEqualTo(before.path("drift"));
    assertThat(ada.get(APP + "/settings").body()).contains("value=\"50\"");
  }

  @Test
  void whatWasDoneIsInTheLogExplainedAndExported() {
    connect();
    var id = user("zoe@acme.example", "Zoë Lee");
    ada.post(APP + "/people", Map.of("users", id, "what", "add"));

    var provisioned =
        ada.post(
            "/t/acme/people/" + id + "/explain", Map.of("application", "Crm", "what", "provision"));
    assertThat(provisioned.body()).contains("Export").contains("The entry in the log");
    assertThat(accounts()).isEqualTo(1);

    var log = ada.get(APP + "/log?text=Zo%C3%AB&action=create").body();
    assertThat(log).contains("Zoë Lee").contains("success");
    var change =
        ada.admin("GET", "/tenants/acme/jobs/Crm/log", "").at("/entries/0/changeId").asString();
    assertThat(ada.get(APP + "/log/" + change).body())
        .contains("userName")
        .contains("zoe@acme.example")
        .contains("Modified properties");
    var export = ada.get(APP + "/log/export?format=csv");
    assertThat(export.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("ProvisioningLogs.csv");
    assertThat(export.body()).contains(change);
    assertThat(ada.get("/t/acme/people/" + id + "/explain?plan=1").body())
        .contains("in scope")
        .contains("Nothing.")
        .contains("Timeline")
        .contains(change);
    assertThat(ada.get(APP + "/links").body()).contains(id);
  }

  @Test
  void whatAClientWroteIsTextOnEachPageOfAnApplication() {
    connect();
    var id = user("\"><img src=x onerror=alert(1)>", EVIL);
    var group = ScimJson.object().put("displayName", EVIL);
    group.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Group");
    var groupId =
        ada.admin("POST", "/tenants/acme/directory/Groups", ScimJson.write(group))
            .path("id")
            .asString();
    ada.post(APP + "/people", Map.of("users", id, "groups", groupId, "what", "add"));
    ada.post("/t/acme/people/" + id + "/explain", Map.of("application", "Crm"));
    ada.post(APP + "/plan/preview", Map.of());

    assertThat(ada.get(APP + "/people").body()).contains("&lt;script&gt;");
    for (var page : PAGES) {
      requireHarmless(APP + page);
    }
    requireHarmless("/t/acme/people/" + id + "/explain?plan=1");
    requireHarmless("/t/acme/groups/" + groupId + "/explain?plan=1");
    for (var cycle : ada.admin("GET", "/tenants/acme/jobs/Crm", "").path("cycles")) {
      requireHarmless(APP + "/plans/" + cycle.path("number").asString());
    }
  }

  private void requireHarmless(String path) {
    var page = ada.get(path);
    assertThat(page.statusCode()).as(path).isEqualTo(200);
    assertThat(page.body()).as(path).doesNotContain(EVIL).doesNotContain("<img src=x");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .doesNotContain("unsafe");
  }

  @Test
  void readerLooksAtEveryPageAndChangesNothing() {
    connect();
    var id = user("zoe@acme.example", "Zoë Lee");
    var reader = ada.somebody("rea@example.com", "[{\"role\": \"reader\", \"tenant\": \"acme\"}]");
    for (var page : PAGES) {
      assertThat(reader.get(APP + page).statusCode()).as(page).isEqualTo(200);
    }
    var rules = ada.admin("GET", "/tenants/acme/jobs/Crm/rules", "");
    var mappings = ada.admin("GET", "/tenants/acme/jobs/Crm/mappings", "");

    reader.post(APP + "/people", Map.of("users", id, "what", "add"));
    reader.post(APP + "/guide/everybody", Map.of());
    reader.post(APP + "/mappings/User/0/remove", Map.of("was", "userName"));
    reader.post(APP + "/mappings/User/new", Map.of("target", "title", "expression", "[title]"));
    reader.post(APP + "/scoping", Map.of("type", "User", "do", "save"));
    reader.post(APP + "/settings", Map.of("guard.mostRemovals", "0"));
    reader.post(APP + "/start", Map.of());
    reader.post("/t/acme/people/" + id + "/explain", Map.of("application", "Crm"));

    assertThat(ada.admin("GET", "/tenants/acme/jobs/Crm/rules", "")).isEqualTo(rules);
    assertThat(ada.admin("GET", "/tenants/acme/jobs/Crm/mappings", "")).isEqualTo(mappings);
    assertThat(accounts()).isZero();
    assertThat(ada.admin("GET", "/tenants/acme/jobs/Crm", "").path("status").asString())
        .isNotEqualTo("active");
  }

  @Test
  void otherTenantsApplicationsAreNotThere() {
    connect();
    ada.admin("POST", "/tenants", "{\"name\": \"fabrikam\"}");
    var stranger =
        ada.somebody(
            "sam@example.com", "[{\"role\": \"tenant-administrator\", \"tenant\": \"fabrikam\"}]");
    for (var page : PAGES) {
      assertThat(stranger.get(APP + page).statusCode()).as(page).isEqualTo(404);
    }
  }

  @Test
  void formOfAnotherSiteChangesNoApplication() {
    connect();
    user("zoe@acme.example", "Zoë Lee");
    for (var form : List.of("/guide/everybody", "/start", "/plan/approve", "/settings")) {
      assertThat(ada.post(APP + form, Map.of(), "https://evil.example").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void secretIsNeverShownAgainAndStaysWhenLeftEmpty() {
    connect();
    var url =
        ada.admin("GET", "/tenants/acme/jobs/Crm/connection", "").path("tenantUrl").asString();
    assertThat(ada.get(APP + "/connection").body()).doesNotContain("mst_").contains(url);

    var changed =
        ada.post(
            APP + "/connection",
            Map.of("template", "scim", "url", url, "kind", "bearer", "timeout", "PT20S"));

    assertThat(changed.body()).contains("The connection works");
    assertThat(ada.admin("GET", "/tenants/acme/jobs/Crm/connection", "").path("timeout").asString())
        .isEqualTo("PT20S");
  }
}
