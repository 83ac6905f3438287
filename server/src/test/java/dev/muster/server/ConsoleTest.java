package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console over real HTTP, as a browser asks for it, and as an attacker does.
class ConsoleTest {
  private static final String PASSWORD = "seventeen quiet harbours";
  private static final String ADA = "ada@example.com";

  @TempDir Path folder;
  private MusterServer server;
  private String setupUrl = "";
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    server = MusterServer.start(Configuration.local(folder));
    setupUrl = server.newSetupUrl().orElseThrow();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private ConsoleClient with(String cookie) {
    return new ConsoleClient(http, server.baseUrl(), cookie);
  }

  private HttpResponse<String> get(String path, String cookie) {
    return with(cookie).get(path);
  }

  private HttpResponse<String> post(String path, String cookie, Map<String, String> fields) {
    return with(cookie).post(path, fields);
  }

  private HttpResponse<String> post(
      String path, String cookie, Map<String, String> fields, String origin) {
    return with(cookie).post(path, fields, origin);
  }

  private static Optional<String> cookie(HttpResponse<String> response) {
    return ConsoleClient.session(response);
  }

  private HttpResponse<String> setUp() {
    var link = setupUrl.substring(setupUrl.indexOf("link=") + 5);
    return post(
        "/setup", "", Map.of("link", link, "name", "Ada", "email", ADA, "password", PASSWORD));
  }

  private String signedIn() {
    return cookie(setUp()).orElseThrow();
  }

  private HttpResponse<String> signIn(String email, String password) {
    return post("/sign-in", "", Map.of("email", email, "password", password));
  }

  /// Somebody with one role, signed in.
  private String somebody(String email, String roles) {
    var body =
        ScimJson.object().put("email", email).put("name", "Somebody").put("password", PASSWORD);
    body.set("roles", ScimJson.parse(roles));
    admin("POST", "/administrators", ScimJson.write(body));
    return cookie(signIn(email, PASSWORD)).orElseThrow();
  }

  private String admin(String method, String path, String body) {
    var answer =
        ConsoleClient.send(
            http,
            HttpRequest.newBuilder(URI.create(server.baseUrl() + "/api/v1" + path))
                .header("Authorization", "Bearer " + server.adminToken())
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer.body();
  }

  @Test
  void setupLinkMakesTheFirstAdministratorAndWorksOnce() {
    assertThat(get(setupUrl, "x=y").body()).contains("Become the first administrator");

    var entered = setUp();

    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(get("", cookie(entered).orElseThrow()).body()).contains("No tenants yet");
    assertThat(get(setupUrl, "x=y").statusCode()).isEqualTo(404);
    assertThat(setUp().statusCode()).isEqualTo(404);
    assertThat(server.newSetupUrl()).isEmpty();
  }

  @Test
  void weakPasswordIsRefusedInWordsAndTheLinkStaysGood() {
    var link = setupUrl.substring(setupUrl.indexOf("link=") + 5);
    var refused =
        post(
            "/setup",
            "",
            Map.of("link", link, "name", "Ada", "email", ADA, "password", "password1234"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("password:");
    assertThat(setUp().statusCode()).isEqualTo(303);
  }

  @Test
  void nobodySeesAPageWithoutASession() {
    for (var path : List.of("", "/t/acme", "/t/acme/people", "/audit", "/administrators")) {
      var answer = get(path, "muster_session=made-up");
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location").orElseThrow())
          .startsWith("/console/sign-in?next=");
    }
  }

  @Test
  void signingOutEndsTheSession() {
    var session = signedIn();
    post("/sign-out", session, Map.of());
    assertThat(get("", session).statusCode()).isEqualTo(303);
  }

  @Test
  void signingInMakesAnotherSessionThanTheOneThatWasPlanted() {
    signedIn();
    var entered =
        post("/sign-in", "muster_session=planted", Map.of("email", ADA, "password", PASSWORD));

    assertThat(cookie(entered).orElseThrow()).doesNotContain("planted");
    assertThat(get("", "muster_session=planted").statusCode()).isEqualTo(303);
  }

  @Test
  void cookieIsOutOfReachOfScriptsAndOtherSites() {
    var field = setUp().headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(field).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/console");
  }

  @Test
  void guessingIsSlowedDownAndWrittenDown() {
    var session = signedIn();
    for (var i = 0; i < 5; i++) {
      assertThat(signIn(ADA, "a wrong one " + i).statusCode()).isEqualTo(401);
    }
    var locked = signIn(ADA, PASSWORD);

    assertThat(locked.statusCode()).isEqualTo(429);
    assertThat(locked.body()).contains("too many wrong passwords");
    assertThat(get("/audit", session).body()).contains("locked").contains("refused");
  }

  @Test
  void unknownAddressIsAnsweredLikeAWrongPassword() {
    signedIn();
    assertThat(signIn("nobody@example.com", PASSWORD).body())
        .isEqualTo(signIn(ADA, "wrong").body().replace(ADA, "nobody@example.com"));
  }

  @Test
  void formOfAnotherSiteIsRefused() {
    var session = signedIn();
    var forged = post("", session, Map.of("name", "evil"), "https://evil.example");

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(admin("GET", "/tenants", "")).doesNotContain("evil");
  }

  @Test
  void signInLeadsToPagesOfTheConsoleOnly() {
    signedIn();
    for (var next :
        List.of("https://evil.example", "//evil.example", "/console.evil", "/console/\\evil")) {
      var entered = post("/sign-in", "", Map.of("email", ADA, "password", PASSWORD, "next", next));
      assertThat(entered.headers().firstValue("Location")).contains("/console");
    }
  }

  @Test
  void tenantIsMadeAndItsTokenShownOnce() {
    var session = signedIn();
    var made = post("", session, Map.of("name", "acme"));

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).contains("/t/acme/scim/v2").contains("mst_");
    assertThat(get("/t/acme/inbound", session).body()).contains("first").doesNotContain("mst_");
  }

  @Test
  void whatAClientWroteIsTextOnEachPage() {
    var session = signedIn();
    post("", session, Map.of("name", "acme"));
    var evil = "<script>alert(1)</script>";
    var user =
        ScimJson.object()
            .put("userName", "\"><img src=x onerror=alert(1)>")
            .put("displayName", evil)
            .put("title", evil);
    user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    user.putArray("emails").addObject().put("value", "javascript:alert(1)").put("type", evil);
    var made = admin("POST", "/tenants/acme/directory/Users", ScimJson.write(user));
    var id = ScimJson.parseObject(made).path("id").asString();

    for (var path :
        List.of("/t/acme/people", "/t/acme/people/" + id, "/t/acme/people?q=%3Cscript")) {
      var page = get(path, session);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .contains("&lt;script&gt;")
          .doesNotContain(evil)
          .doesNotContain("<img src=x");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("script-src 'self'")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void rolesReachAsFarAsTheySay() {
    signedIn();
    admin("POST", "/tenants", "{\"name\": \"acme\"}");
    admin("POST", "/tenants", "{\"name\": \"fabrikam\"}");
    var reader = somebody("rea@example.com", "[{\"role\": \"reader\", \"tenant\": \"acme\"}]");

    assertThat(get("", reader).body()).contains("acme").doesNotContain("fabrikam");
    assertThat(get("/t/acme", reader).statusCode()).isEqualTo(200);
    assertThat(get("/t/fabrikam", reader).statusCode()).isEqualTo(404);
    assertThat(get("/administrators", reader).statusCode()).isEqualTo(403);
    assertThat(get("/audit", reader).statusCode()).isEqualTo(403);
    assertThat(post("/t/acme/inbound", reader, Map.of("name", "mine")).statusCode()).isEqualTo(303);
    assertThat(admin("GET", "/tenants/acme/tokens", "")).doesNotContain("mine");
    assertThat(post("", reader, Map.of("name", "more")).statusCode()).isEqualTo(403);
  }

  @Test
  void lastPlatformAdministratorStays() {
    var session = signedIn();
    var answer = post("/administrators/1/remove", session, Map.of());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(get("", session).statusCode()).isEqualTo(200);
  }

  @Test
  void everyChangeIsInTheAuditLogWithWhoAskedForIt() {
    var session = signedIn();
    post("", session, Map.of("name", "acme"));
    admin("POST", "/tenants", "{\"name\": \"fabrikam\"}");

    var page = get("/audit", session).body();

    assertThat(page).contains("POST /api/v1/tenants").contains(ADA).contains("admin.token");
    assertThat(page).contains("The chain holds");
  }

  @Test
  void applicationIsConnectedOnlyAfterItsConnectionWorks() {
    var session = signedIn();
    post("", session, Map.of("name", "acme"));
    var target = ScimJson.parseObject(admin("POST", "/tenants", "{\"name\": \"app\"}"));
    var fields =
        Map.of(
            "name", "Slack",
            "url", target.path("tenantUrl").asString(),
            "token", "wrong",
            "rate", "0",
            "all", "1");

    var refused = post("/t/acme/applications/new", session, fields);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("does not work yet").doesNotContain("value=\"wrong\"");

    var right = new HashMap<>(fields);
    right.put("token", target.path("token").asString());
    var made = post("/t/acme/applications/new", session, right);
    assertThat(made.headers().firstValue("Location"))
        .contains("/console/t/acme/applications/Slack/guide");
    assertThat(get("/t/acme/applications/Slack", session).body()).contains("Start provisioning");
  }
}
