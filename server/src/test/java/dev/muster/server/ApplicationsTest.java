package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimConnection;
import dev.muster.client.ScimQuery;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Connecting applications: the tenant `app` of the same server is the one.
class ApplicationsTest extends WithMuster {
  private String token = "";

  @BeforeEach
  void makeApplication() {
    var tenant = muster.admin().post("/tenants", ScimJson.object().put("name", "app"));
    token = tenant.path("token").asString();
    muster
        .admin()
        .patch(
            "/tenants/app/settings", ScimJson.parseObject("{\"passwords\": {\"accepted\": true}}"));
  }

  private String tenantUrl() {
    return muster.baseUrl() + "/t/app/scim/v2";
  }

  private void connect(String fields) {
    var body = ScimJson.parseObject("{%s}".formatted(fields));
    body.put("name", "crm").put("tenantUrl", tenantUrl()).put("allUsers", true);
    muster.admin().post("/tenants/acme/applications", body);
  }

  private ObjectNode cycle() {
    return muster.adminPost("/jobs/crm/cycles?wait=60", "{}");
  }

  private static HttpResponse<String> open(String method, String url) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Accept", "application/json")
              .method(method, BodyPublishers.noBody())
              .build();
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void showsTheCatalogueOfApplications() {
    var templates = muster.admin().get("/application-templates").path("templates");
    assertThat(templates.valueStream().map(t -> t.path("name").asString()))
        .contains("scim", "slack", "aws-iam-identity-center", "muster");

    var slack = muster.admin().get("/application-templates/slack");
    assertThat(slack.path("rateLimits")).hasSize(3);
    assertThatThrownBy(() -> connect("\"secretToken\": \"t\", \"template\": \"slak\""))
        .hasMessageContaining("no template \"slak\"")
        .hasMessageContaining("slack");
  }

  @Test
  void neverShowsASecretAndKeepsItWhenOtherThingsChange() {
    connect("\"template\": \"muster\", \"secretToken\": \"%s\"".formatted(token));

    var shown = muster.adminGet("/jobs/crm/connection");
    assertThat(shown.at("/authentication/secretToken/set").booleanValue()).isTrue();
    assertThat(shown.toString()).doesNotContain(token);

    var changed =
        muster
            .admin()
            .patch(
                "/tenants/acme/jobs/crm/connection",
                ScimJson.parseObject("{\"requestsPerSecond\": 100, \"mostAtOnce\": 4}"));
    assertThat(changed.at("/rateLimits/0/requests").asInt()).isEqualTo(100);
    assertThat(muster.adminPost("/jobs/crm/test", "{}").path("passed").booleanValue()).isTrue();

    muster
        .admin()
        .patch(
            "/tenants/acme/jobs/crm/connection",
            ScimJson.parseObject(
                "{\"authentication\": {\"type\": \"basic\", \"userName\": \"a\", \"password\": \"b\"}}"));
    assertThat(muster.adminPost("/jobs/crm/test", "{}").path("passed").booleanValue()).isFalse();
  }

  @Test
  void provisionsWithTokensOfATokenEndpoint() {
    var client =
        muster
            .admin()
            .post(
                "/tenants/app/oauth-clients",
                ScimJson.parseObject("{\"name\": \"engine\", \"scopes\": [\"read\", \"write\"]}"));
    var authentication =
        ScimJson.object()
            .put("type", "oauth2")
            .put("tokenEndpoint", muster.baseUrl() + "/t/app/oauth/token")
            .put("clientId", client.path("clientId").asString())
            .put("clientSecret", client.path("clientSecret").asString())
            .put("credentialsIn", "body");
    connect("\"authentication\": " + ScimJson.write(authentication));
    muster.createUser("ann");

    var report = muster.adminPost("/jobs/crm/test", "{}");
    assertThat(report.path("passed").booleanValue()).as(report.toString()).isTrue();
    assertThat(cycle().at("/cycle/performed/creates").asInt()).isEqualTo(1);
  }

  @Test
  void readsWhatAnApplicationCanDoAndCanBeTaughtBetter() {
    connect("\"secretToken\": \"%s\", \"capabilities\": {\"pageSize\": 50}".formatted(token));

    var can = muster.adminGet("/jobs/crm/capabilities").path("capabilities");

    assertThat(can.path("patch").booleanValue()).isTrue();
    assertThat(can.path("bulk").booleanValue()).isTrue();
    assertThat(can.path("cursor").booleanValue()).isTrue();
    assertThat(can.path("pageSize").asInt()).isEqualTo(50);
  }

  @Test
  void discoversTheAttributesOfAnApplicationAndTakesBetterOnes() {
    connect("\"secretToken\": \"%s\"".formatted(token));
    assertThat(muster.adminGet("/jobs/crm/target-attributes").path("known").booleanValue())
        .isFalse();

    muster.adminPost("/jobs/crm/test", "{}");

    var known = muster.adminGet("/jobs/crm/target-attributes");
    assertThat(known.path("known").booleanValue()).isTrue();
    assertThat(paths(known))
        .contains(
            "userName",
            "emails.value",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department");

    var badge =
        ScimJson.parseObject(
            """
            {"objectType": "User", "schema": "urn:acme:2.0:User",
             "attribute": {"name": "badges", "type": "string", "multiValued": true, "caseExact": true}}
            """);
    var edited = muster.admin().put("/tenants/acme/jobs/crm/target-attributes", badge);
    assertThat(paths(edited)).contains("urn:acme:2.0:User:badges");
    var removed =
        muster
            .admin()
            .delete(
                "/tenants/acme/jobs/crm/target-attributes?objectType=User&schema=urn:acme:2.0:User&name=badges");
    assertThat(paths(removed)).doesNotContain("urn:acme:2.0:User:badges");
  }

  private static List<String> paths(JsonNode attributes) {
    return attributes
        .path("attributes")
        .valueStream()
        .map(attribute -> attribute.path("path").asString())
        .toList();
  }

  @Test
  void provisionsByBulkAndByReplacementAlike() throws InterruptedException {
    for (var capabilities : new String[] {"{\"bulk\": true}", "{\"patch\": false}"}) {
      muster.createUser("ann" + capabilities.length());
      if (capabilities.contains("bulk")) {
        connect("\"secretToken\": \"%s\", \"capabilities\": %s".formatted(token, capabilities));
      } else {
        muster
            .admin()
            .patch(
                "/tenants/acme/jobs/crm/connection",
                ScimJson.parseObject("{\"capabilities\": {\"bulk\": false, \"patch\": false}}"));
      }
      cycle();
      var user = muster.createUser("bob" + capabilities.length());
      cycle();
      muster.patch(
          "/Users/" + user.id(),
          "{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"Bob B.\"}");
      cycle();
      Peer.await(() -> appDisplayName("bob" + capabilities.length()).equals("Bob B."));
    }
  }

  private String appDisplayName(String userName) {
    try (var client = new ScimClient(ScimConnection.of(tenantUrl(), token))) {
      var filter = ScimQuery.matching("userName eq \"" + userName + "\"");
      return client.query("/Users", filter).resources().stream()
          .map(user -> user.path("displayName").asString(""))
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void handsOutATemporaryPasswordOnceAndKeepsItNowhere() {
    connect("\"secretToken\": \"%s\"".formatted(token));
    muster
        .admin()
        .put(
            "/tenants/acme/jobs/crm/initial-passwords",
            ScimJson.parseObject("{\"deliver\": \"link\"}"));
    muster.createUser("ann");
    cycle();

    var waiting = muster.adminGet("/jobs/crm/initial-passwords").path("waiting");
    assertThat(waiting.path(0).path("account").asString()).isEqualTo("ann");
    var url = muster.adminPost("/jobs/crm/initial-passwords/ann/link", "{}").path("url").asString();

    assertThat(open("GET", url).body()).contains("Show the password");
    var password = ScimJson.parseObject(open("POST", url).body()).path("password").asString();
    assertThat(password).hasSize(16);
    assertThat(open("POST", url).statusCode()).isEqualTo(410);
    assertThat(verify("ann", password)).isTrue();
    assertThat(muster.adminGet("/jobs/crm/log").toString()).doesNotContain(password);
    assertThat(muster.adminGet("/jobs/crm/initial-passwords").path("waiting")).isEmpty();
    assertThatThrownBy(() -> muster.adminPost("/jobs/crm/initial-passwords/ann/link", "{}"))
        .hasMessageContaining("no temporary password of \"ann\" waits");
  }

  private boolean verify(String userName, String password) {
    var body = ScimJson.object().put("userName", userName).put("password", password);
    return muster
        .admin()
        .post("/tenants/app/passwords/verify", body)
        .path("verified")
        .booleanValue();
  }

  @Test
  void refusesToSynchroniseAPassword() {
    connect("\"secretToken\": \"%s\"".formatted(token));

    for (var expression : new String[] {"[password]", "RandomString(16, 2, 2, 2, 2)"}) {
      assertThatThrownBy(() ->
              muster
                  .admin()
                  .put(
                      "/tenants/acme/jobs/crm/initial-passwords",
                      ScimJson.object().put("expression", expression)))
          .hasMessageContaining("a password is never synchronised");
    }
  }
}
