package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// People of a directory at their own pages, and those who would like to be them.
class SelfServiceTest extends WithConsole {
  private static final String GOOD = "seven tired kettles";
  private static final String OWN = "eleven idle trombones";

  private String ann = "";

  @BeforeEach
  void tenant() {
    asAdmin(
        "POST",
        "/tenants",
        "{\"name\": \"acme\", \"settings\": {\"passwords\": {\"accepted\": true}}}",
        201);
    ann = person("ann", "");
  }

  private ObjectNode asAdmin(String method, String path, String body, int status) {
    return ScimJson.parseObject(api(method, path, body, server.adminToken(), status));
  }

  private String person(String userName, String more) {
    var body =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s"%s}
        """
            .formatted(userName, more);
    return asAdmin("POST", "/tenants/acme/directory/Users", body, 201).path("id").asString();
  }

  private String temporary(String body) {
    return asAdmin("POST", "/tenants/acme/passwords/temporary", body, 200)
        .path("password")
        .asString();
  }

  private String temporary() {
    return temporary("{\"userName\": \"ann\"}");
  }

  private ObjectNode verified(String password) {
    var body = ScimJson.object().put("userName", "ann").put("password", password);
    return asAdmin("POST", "/tenants/acme/passwords/verify", ScimJson.write(body), 200);
  }

  private static String at(Browser browser, String page) {
    return browser.origin() + "/account/acme" + page;
  }

  private static String signIn(Browser browser, String password) {
    var entered =
        browser.post(at(browser, "/sign-in"), Map.of("userName", "ann", "password", password));
    return entered.statusCode() + " " + entered.headers().firstValue("Location").orElse("");
  }

  private static String change(Browser browser, String old, String wanted) {
    return browser.post(at(browser, "/password"), Map.of("old", old, "new", wanted)).body();
  }

  @Test
  void temporaryPasswordLeadsToAPasswordOfOnesOwn() {
    var given = temporary();
    assertThat(verified(given).path("mustChange").asBoolean()).isTrue();
    assertThat(verified(given).path("changeAt").asString()).endsWith("/account/acme");

    var browser = browser();
    assertThat(signIn(browser, given)).isEqualTo("303 /account/acme");
    assertThat(browser.get(at(browser, "")).headers().firstValue("Location"))
        .contains("/account/acme/password");
    assertThat(browser.post(at(browser, "/passkeys/options"), Map.of()).statusCode())
        .as("nothing goes before the password is changed")
        .isEqualTo(303);

    assertThat(change(browser, "", given)).contains("it is the present one");
    assertThat(change(browser, "", "short")).contains("fewer than 15 characters");
    assertThat(change(browser, "", OWN)).isEmpty();

    assertThat(browser.get(at(browser, "")).body()).contains("None yet").contains("ann");
    assertThat(verified(given).path("verified").asBoolean()).isFalse();
    assertThat(verified(OWN).path("verified").asBoolean()).isTrue();
    assertThat(verified(OWN).path("mustChange").asBoolean()).isFalse();
    var history =
        api(
            "GET",
            "/tenants/acme/resources/User/" + ann + "/history",
            "",
            server.adminToken(),
            200);
    assertThat(history).contains("\"kind\":\"person\"").contains("\"name\":\"ann\"");
    assertThat(history).doesNotContain(OWN).doesNotContain("argon2");
    assertThat(audit())
        .contains("\"who\":\"acme/ann\"")
        .contains("change password")
        .contains("self-service");
    assertThat(audit()).doesNotContain(OWN).doesNotContain(given);
  }

  @Test
  void passwordsOfClientsAreTemporaryIfTheTenantSaysSo() {
    person("bob", ", \"password\": \"%s\"".formatted(GOOD));
    var token =
        asAdmin("POST", "/tenants/acme/tokens", "{\"name\": \"Okta\"}", 201)
            .path("token")
            .asString();
    assertThat(token).startsWith("mst_");
    asAdmin("PATCH", "/tenants/acme/settings", "{\"passwords\": {\"temporary\": true}}", 200);
    assertThat(setByClient(token)).isEqualTo(200);

    assertThat(verified(GOOD).path("mustChange").asBoolean()).isTrue();
    var browser = browser();
    signIn(browser, GOOD);
    assertThat(change(browser, "", OWN)).isEmpty();
    assertThat(verified(OWN).path("mustChange").asBoolean()).isFalse();

    asAdmin("PATCH", "/tenants/acme/settings", "{\"passwords\": {\"temporary\": false}}", 200);
    setByClient(token);
    assertThat(verified(GOOD).path("mustChange").asBoolean()).isFalse();
  }

  private int setByClient(String token) {
    var patch =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [{"op": "replace", "path": "password", "value": "%s"}]}
        """
            .formatted(GOOD);
    return send("PATCH", "/t/acme/scim/v2/Users/" + ann, patch, token).statusCode();
  }

  @Test
  void newPasswordEndsTheSessionsThatTheOldOneBegan() {
    var first = browser();
    signIn(first, temporary());
    change(first, "", OWN);
    var second = browser();
    signIn(second, OWN);
    assertThat(second.get(at(second, "")).body()).contains("Signed in at 2 places");

    assertThat(change(second, "wrong", GOOD)).contains("it is not your present one");
    assertThat(change(second, OWN, GOOD)).isEmpty();

    assertThat(first.get(at(first, "")).statusCode()).as("signed out").isEqualTo(303);
    assertThat(second.get(at(second, "")).body()).contains("Signed in here only");
    temporary();
    assertThat(second.get(at(second, "")).statusCode()).as("a stranger's").isEqualTo(303);
  }

  @Test
  void passkeySignsInAtItsOwnTenantAlone() {
    var key = new VirtualAuthenticator();
    var browser = browser();
    signIn(browser, temporary());
    change(browser, "", OWN);
    var credential = key.create(browser.ask(at(browser, "/passkeys/options")), browser.origin());
    browser.post(at(browser, "/passkeys"), Map.of("credential", credential, "name", "Phone"));
    assertThat(browser.get(at(browser, "")).body()).contains("Phone");

    var another = browser();
    assertThat(enter(another, key, "acme")).isEqualTo(303);
    assertThat(another.get(at(another, "")).statusCode()).isEqualTo(200);
    asAdmin(
        "POST",
        "/tenants",
        "{\"name\": \"evil\", \"settings\": {\"passwords\": {\"accepted\": true}}}",
        201);
    assertThat(enter(browser(), key, "evil")).isEqualTo(401);
    var console = browser();
    var answer = key.get(console.ask("/sign-in/passkey/options"), console.origin());
    assertThat(console.post("/sign-in/passkey", Map.of("credential", answer)).statusCode())
        .as("no administrator")
        .isEqualTo(401);

    temporary("{\"userName\": \"ann\", \"removePasskeys\": true}");
    assertThat(enter(browser(), key, "acme")).as("a lost phone").isEqualTo(401);
    assertThat(audit()).contains("acme/ann").contains("add a passkey");
  }

  private static int enter(Browser browser, VirtualAuthenticator key, String tenant) {
    var base = browser.origin() + "/account/" + tenant + "/sign-in/passkey";
    var answer = key.get(browser.ask(base + "/options"), browser.origin());
    return browser.post(base, Map.of("credential", answer)).statusCode();
  }

  @Test
  void deactivatedPersonIsOutAtOnce() {
    var browser = browser();
    signIn(browser, temporary());
    change(browser, "", OWN);
    asAdmin(
        "PATCH",
        "/tenants/acme/directory/Users/" + ann,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [{"op": "replace", "path": "active", "value": false}]}
        """,
        200);

    assertThat(browser.get(at(browser, "")).statusCode()).isEqualTo(303);
    assertThat(signIn(browser, OWN)).startsWith("401");
    api(
        "POST",
        "/tenants/acme/passwords/temporary",
        "{\"userName\": \"ann\"}",
        server.adminToken(),
        409);
  }

  @Test
  void accountsAreThoseThatProvisioningMade() {
    var target = asAdmin("POST", "/tenants", "{\"name\": \"crm\"}", 201);
    var application =
        ScimJson.object()
            .put("name", "Crm")
            .put("tenantUrl", target.path("tenantUrl").asString())
            .put("secretToken", target.path("token").asString())
            .put("allUsers", true);
    asAdmin("POST", "/tenants/acme/applications", ScimJson.write(application), 201);
    asAdmin("POST", "/tenants/acme/jobs/Crm/start", "{}", 200);
    asAdmin("POST", "/tenants/acme/jobs/Crm/provision", "{\"user\": \"ann\"}", 200);
    var browser = browser();
    signIn(browser, temporary());
    change(browser, "", OWN);

    assertThat(browser.get(at(browser, "")).body())
        .contains("Crm")
        .contains("ready")
        .doesNotContain("None yet");
  }

  @Test
  void guessesAndFormsFromElsewhereAreRefusedAndWrittenDown() {
    temporary();
    var browser = browser();
    for (var guess = 0; guess < 10; guess++) {
      assertThat(signIn(browser, "wrong " + guess)).startsWith("401");
    }
    assertThat(signIn(browser, "wrong again")).startsWith("429");
    assertThat(signIn(browser, "nobody")).startsWith("429");
    var stranger = new Browser("http://evil.example");
    var form = Map.of("userName", "ann", "password", OWN);
    assertThat(stranger.post(server.baseUrl() + "/account/acme/sign-in", form).statusCode())
        .isEqualTo(403);
    stranger.close();

    assertThat(audit()).contains("acme/ann").contains("locked").contains("a form from elsewhere");
  }

  @Test
  void sessionsOfConsoleAndPeopleAreNotTheSame() {
    var browser = browser();
    signIn(browser, temporary());
    change(browser, "", OWN);
    var console = browser();
    console.plant("muster_session", browser.cookie("muster_person"));
    assertThat(isIn(console)).isFalse();
    console.plant("muster_person", ada.cookie("muster_session"));
    assertThat(console.get(at(console, "")).statusCode()).isEqualTo(303);
  }

  @Test
  void tenantsWithoutPasswordsHaveNoSuchPages() {
    asAdmin("PATCH", "/tenants/acme/settings", "{\"passwords\": {\"accepted\": false}}", 200);
    var browser = browser();
    assertThat(browser.get(at(browser, "/sign-in")).statusCode()).isEqualTo(404);
    assertThat(browser.get(browser.origin() + "/account/nobody").statusCode()).isEqualTo(404);
    assertThat(
            api(
                "POST",
                "/tenants/acme/passwords/temporary",
                "{\"id\": \"%s\"}".formatted(ann),
                server.adminToken(),
                409))
        .contains("passwords.accepted");
  }

  @Test
  void administratorGivesATemporaryPasswordInTheConsole() {
    var page = "/t/acme/people/" + ann + "/temporary-password";
    assertThat(ada.get(page).body()).contains("Give a temporary password");
    var given = ada.post(page, Map.of("expiresInDays", "3")).body();
    assertThat(given).contains("/account/acme").contains("shown this once");
    var password = given.replaceAll("(?s).*value=\"([a-z2-9]{4}(-[a-z2-9]{4})+)\".*", "$1");
    assertThat(verified(password).path("verified").asBoolean()).isTrue();
    assertThat(ada.post(page, Map.of("expiresInDays", "91")).statusCode()).isEqualTo(303);
    assertThat(ada.get(page).body()).contains("91 is not between 1 and 90");
  }
}
