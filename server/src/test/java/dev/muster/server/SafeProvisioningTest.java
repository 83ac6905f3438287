package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.cli.CommandException;
import dev.muster.server.cli.Commands;
import dev.muster.server.cli.GlobalOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plans, undo, links, failures and drift, on a whole server: a directory and an application that
/// is another tenant, by admin API and command line.
class SafeProvisioningTest {
  private static final int PEOPLE = 20;
  private static final String JOB = "/tenants/acme/jobs/app";

  @TempDir Path folder;
  private Peer server;
  private String acme;
  private String app;
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void provisioned() {
    server = Peer.on(folder);
    acme = server.tenant("acme");
    app = server.tenant("app");
    for (var i = 0; i < PEOPLE; i++) {
      ids.add(create(acme, "acme", "u%02d".formatted(i), i < 8 ? "external" : "internal"));
    }
    admin()
        .post(
            "/tenants/acme/applications",
            ScimJson.object()
                .put("name", "app")
                .put("tenantUrl", server.url() + "/t/app/scim/v2")
                .put("secretToken", app)
                .put("requestsPerSecond", 0)
                .put("allUsers", true));
    run();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private AdminClient admin() {
    return server.admin();
  }

  private String create(String token, String tenant, String userName, String title) {
    var body =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s",
         "displayName": "User %s", "title": "%s", "active": true}
        """
            .formatted(userName, userName, title);
    var made = server.send("POST", "/t/" + tenant + "/scim/v2/Users", token, body);
    return Peer.json(made).path("id").asString();
  }

  private void patch(String token, String tenant, String id, String path, String value) {
    var body =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [{"op": "replace", "path": "%s", "value": %s}]}
        """
            .formatted(path, value);
    assertThat(
            server.send("PATCH", "/t/" + tenant + "/scim/v2/Users/" + id, token, body).statusCode())
        .isLessThan(300);
  }

  private ObjectNode ask(String path, ObjectNode body) {
    var answer = admin().post(JOB + path + "?wait=60", body);
    assertThat(answer.path("done").booleanValue()).isTrue();
    return answer;
  }

  private JsonNode run() {
    return ask("/cycles", ScimJson.object()).path("cycle");
  }

  private JsonNode account(String userName) {
    var found =
        Peer.json(
            server.get("/t/app/scim/v2/Users?filter=userName%20eq%20%22" + userName + "%22", app));
    assertThat(found.path("totalResults").asInt()).isEqualTo(1);
    return found.path("Resources").path(0);
  }

  private JsonNode newestCycle() {
    return admin().get(JOB).path("cycles").path(0);
  }

  /// As a person at a terminal: what is printed, with a certain exit status.
  private String command(int status, String... arguments) {
    var out = new StringWriter();
    var all = new ArrayList<>(List.of("--data", folder.toString()));
    all.addAll(List.of(arguments));
    var exit =
        Commands.tree(new GlobalOptions(new PrintWriter(out)))
            .setErr(new PrintWriter(out))
            .execute(all.toArray(String[]::new));
    assertThat(exit).as(out.toString()).isEqualTo(status);
    return out.toString();
  }

  /// `active` mapped to the wrong column: eight of twenty would lose access.
  private ObjectNode mistake() {
    return mapping("active", "Switch([title], \"True\", \"external\", \"False\")");
  }

  private ObjectNode mapping(String target, String expression) {
    var mappings = admin().get(JOB + "/mappings").path("mappings").deepCopy();
    for (var attribute : mappings.path(0).path("attributes")) {
      if (attribute.path("target").asString().equals(target)) {
        ((ObjectNode) attribute).put("expression", expression);
      }
    }
    var patch = ScimJson.object();
    patch.set("mappings", mappings);
    return patch;
  }

  @Test
  void aMistakeInAMappingIsSeenBeforeItIsSavedAndHeldAfterwards() {
    var body = ScimJson.object();
    body.set("settings", mistake());
    var preview = ask("/previews", body).path("cycle");
    assertThat(preview.path("state").asString()).isEqualTo("preview");
    assertThat(preview.path("planned").path("disables").asInt()).isEqualTo(8);
    assertThat(newestCycle().path("number").asInt()).isEqualTo(1);

    body.putArray("users").add("u03").add("u15");
    var two = ask("/previews", body).path("cycle");
    var plan = admin().get(JOB + "/plans/" + two.path("number").asString());
    assertThat(plan.path("actions")).hasSize(1);
    assertThat(plan.path("actions").path(0).path("changes").path(0).path("after").booleanValue())
        .isFalse();

    admin().patch(JOB + "/mappings", mistake());
    run();

    assertThat(account("u03").path("active").booleanValue()).isTrue();
    assertThat(admin().get(JOB).path("quarantine").path("reason").asString())
        .isEqualTo("TooManyDeletes");
    assertThat(admin().get(JOB + "/plan?action=disable&text=U03").path("actions")).hasSize(1);
    assertThat(admin().get(JOB + "/plan?action=create").path("actions")).isEmpty();
    assertThat(walk(JOB + "/plan?action=disable&limit=3", "actions"))
        .isEqualTo(list(admin().get(JOB + "/plan?action=disable").path("actions")))
        .hasSize(8);
    assertThat(command(0, "app", "plan", "acme", "app", "--limit", "1"))
        .contains("There is more: --cursor=");
    assertThat(command(4, "app", "plan", "acme", "app", "--exit-code", "--text", "u03"))
        .contains("disable 8")
        .contains("active: true → false")
        .doesNotContain("u04");
    assertThat(command(0, "app", "log", "acme", "app")).contains("stagedDelete");
    assertThat(command(0, "app", "plan", "acme", "app", "--reject")).contains("Rejected plan");
  }

  @Test
  void whatACycleDidIsTakenBack() {
    patch(acme, "acme", ids.getFirst(), "displayName", "\"Wrong\"");
    run();
    assertThat(account("u00").path("displayName").asString()).isEqualTo("Wrong");
    var wrong = newestCycle().path("number").asString();

    assertThat(command(0, "app", "undo", "acme", "app", wrong)).contains("updated 1");

    assertThat(account("u00").path("displayName").asString()).isEqualTo("User u00");
    assertThat(admin().get(JOB).path("status").asString()).isEqualTo("paused");
    assertThat(command(3, "app", "plan", "acme", "app", "--dry-run", "--exit-code"))
        .contains("displayName");
    assertThat(account("u00").path("displayName").asString()).isEqualTo("User u00");
  }

  @Test
  void whatAMappingRedactsIsSentAndShownNowhere() {
    admin().patch(JOB + "/mappings", mapping("title", "Redact(Append([title], \"-secret\"))"));
    run();
    var id = ids.getFirst();
    var evaluated =
        admin().post(JOB + "/evaluations", ScimJson.object().put("user", "u00")).toString();

    assertThat(account("u00").path("title").asString()).isEqualTo("external-secret");
    for (var shown :
        List.of(
            admin().get(JOB + "/links/User/" + id).toString(),
            admin().get(JOB + "/links?type=User").toString(),
            admin().get(JOB + "/plans/" + newestCycle().path("number").asString()).toString(),
            evaluated)) {
      assertThat(shown).contains("[Redact]").doesNotContain("-secret\"");
    }
  }

  @Test
  void linksAreListedDeletedAndMadeByHand() {
    var id = ids.getFirst();
    var account = account("u00").path("id").asString();
    assertThat(command(0, "app", "links", "acme", "app")).contains(id).contains(account);
    assertThat(admin().get(JOB + "/links/User/" + id).path("known").path("userName").asString())
        .isEqualTo("u00");

    command(0, "app", "unlink", "acme", "app", "User", id);
    assertThatThrownBy(() -> admin().get(JOB + "/links/User/" + id))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(id);
    run();
    assertThat(admin().get(JOB + "/links/User/" + id).path("targetId").asString())
        .isEqualTo(account);

    var other = create(app, "app", "stranger", "x");
    command(0, "app", "link", "acme", "app", "User", id, other);
    assertThat(admin().get(JOB + "/links?targetId=" + other).path("links")).hasSize(1);
    assertThatThrownBy(() ->
            admin()
                .put(JOB + "/links/User/" + ids.get(1), ScimJson.object().put("targetId", other)))
        .hasMessageContaining(id);
    assertThatThrownBy(() ->
            admin().put(JOB + "/links/User/" + id, ScimJson.object().put("targetId", "nothing")))
        .hasMessageContaining("nothing");
  }

  private static List<JsonNode> list(JsonNode array) {
    return array.valueStream().toList();
  }

  /// All elements of a list, page by page.
  private List<JsonNode> walk(String path, String member) {
    var seen = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page = admin().get(path + cursor);
      seen.addAll(list(page.path(member)));
      cursor = page.path("nextCursor").asStringOpt().map(next -> "&cursor=" + next).orElse("");
    } while (!cursor.isEmpty());
    return seen;
  }

  @Test
  void driftIsFoundAndRepaired() {
    var account = account("u05").path("id").asString();
    patch(app, "app", account, "displayName", "\"By hand\"");

    assertThat(command(0, "app", "drift", "acme", "app", "--run"))
        .contains("changed")
        .contains("By hand")
        .contains("reported");
    assertThat(account("u05").path("displayName").asString()).isEqualTo("By hand");

    patch(app, "app", account("u06").path("id").asString(), "displayName", "\"By hand\"");
    command(0, "app", "drift", "acme", "app", "--run");
    assertThat(walk(JOB + "/drift?kind=changed&limit=1", "findings"))
        .isEqualTo(list(admin().get(JOB + "/drift").path("findings")))
        .hasSize(2);

    command(0, "app", "rules", "acme", "app", "--set", "drift.changed=repair");
    assertThat(command(0, "app", "drift", "acme", "app", "--run")).contains("repairPlanned");
    assertThat(account("u05").path("displayName").asString()).isEqualTo("User u05");
  }

  @Test
  void rulesAreCheckedOneByOne() {
    assertThat(command(0, "app", "schedule", "acme", "app", "--cron", "0 2 * * *"))
        .contains("0 2 * * *")
        .containsPattern("schedule.push +false");
    assertThat(command(1, "app", "schedule", "acme", "app", "--cron", "61 2 * * *"))
        .contains("minute");
    assertThat(command(1, "app", "rules", "acme", "app", "--set", "leavers.deleteAfterMissing=30d"))
        .contains("P30D");
    assertThat(command(1, "app", "rules", "acme", "app", "--set", "guard.mostRemovalz=3"))
        .contains("mostRemovalz");
    assertThat(command(0, "app", "rules", "acme", "app", "--set", "guard.mostRemovals=3"))
        .containsPattern("guard.mostRemovals +3");
  }

  @Test
  void aCancelledJobRestsUntilItIsStarted() throws Exception {
    command(0, "app", "cancel", "acme", "app");
    assertThat(admin().get(JOB).path("status").asString()).isEqualTo("paused");
    patch(acme, "acme", ids.getFirst(), "displayName", "\"Later\"");

    command(0, "app", "resume", "acme", "app");

    Peer.await(() -> account("u00").path("displayName").asString().equals("Later"));
    command(0, "app", "restart", "acme", "app", "--reset", "links,escrows");
    Peer.await(() -> admin().get(JOB).path("linked").path("User").asInt() == PEOPLE);
    assertThat(command(1, "app", "restart", "acme", "app", "--reset", "everything"))
        .contains("watermark");
  }

  @Test
  void failuresNameTheOtherAccountAndAreTriedAgain() {
    admin().patch(JOB + "/mappings", mapping("userName", "\"same\""));
    run();

    var failures = admin().get(JOB + "/failures?limit=1000").path("failures");
    assertThat(failures).hasSize(PEOPLE - 1);
    assertThat(failures.path(0).path("detail").asString())
        .contains("userName \"same\" is held by the account")
        .contains("linked to the entry");
    assertThat(command(0, "app", "failures", "acme", "app", "--limit", "1"))
        .contains("EntryConflict");
    assertThat(command(0, "app", "failures", "acme", "app", "--given-up"))
        .doesNotContain("EntryConflict");

    admin().patch(JOB + "/mappings", mapping("userName", "[userName]"));
    assertThat(command(0, "app", "retry", "acme", "app", "--all")).contains("are tried again now");
    run();
    assertThat(admin().get(JOB + "/failures").path("failures")).isEmpty();
    assertThat(command(1, "app", "retry", "acme", "app")).contains("sourceIds");
  }

  @Test
  void aFirstRunThatWouldTakeAccountsOverIsLookedAtFirst() throws Exception {
    var token = server.tenant("second");
    create(token, "second", "u01", "internal");
    create(token, "second", "u02", "internal");
    create(token, "second", "admin", "x");
    admin()
        .post(
            "/tenants/acme/applications",
            ScimJson.object()
                .put("name", "second")
                .put("tenantUrl", server.url() + "/t/second/scim/v2")
                .put("secretToken", token)
                .put("requestsPerSecond", 0)
                .put("allUsers", true));
    command(0, "app", "rules", "acme", "second", "--set", "reviewJoins=true");
    command(1, "sync", "acme", "second");

    var report = admin().get("/tenants/acme/jobs/second/joins");
    assertThat(report.path("joins")).hasSize(2);
    assertThat(report.path("onlyInTarget")).hasSize(1);
    assertThat(walk("/tenants/acme/jobs/second/joins?limit=1", "joins"))
        .isEqualTo(list(report.path("joins")));
    var text = command(0, "app", "joins", "acme", "second");
    assertThat(text).contains("userName \"u01\"").contains("only in the target");

    var ordinal = report.path("joins").path(0).path("ordinal").asString();
    assertThat(command(0, "app", "joins", "acme", "second", "--skip", ordinal)).contains("1 joins");
    command(0, "app", "plan", "acme", "second", "--approve");
    assertThat(admin().get("/tenants/acme/jobs/second").path("linked").path("User").asInt())
        .isEqualTo(PEOPLE - 1);
  }
}
