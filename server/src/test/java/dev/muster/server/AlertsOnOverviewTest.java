package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The alerts on a tenant's overview, where nobody is told by mail or webhook.
class AlertsOnOverviewTest {
  private static final String HEADING = "Latest alerts";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private MusterServer server;
  private ConsoleVisitor ada;

  @BeforeEach
  void start() {
    server = MusterServer.start(Configuration.local(folder));
    ada = ConsoleVisitor.first(http, server);
    ada.post("", Map.of("name", "acme"));
    var target = ada.admin("POST", "/tenants", "{\"name\": \"crm\"}");
    application("Crm & Co", target.path("tenantUrl").asString(), target.path("token").asString());
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private void application(String name, String url, String token) {
    ada.admin(
        "POST",
        "/tenants/acme/applications",
        ScimJson.write(
            ScimJson.object()
                .put("name", name)
                .put("tenantUrl", url)
                .put("secretToken", token)
                .put("allUsers", true)));
  }

  /// What the overview says below the heading.
  private String alerts() {
    var page = ada.get("/t/acme").body();
    return page.substring(page.indexOf(HEADING), page.indexOf(">Provisioning<"));
  }

  private void runACycle(String job) {
    ada.admin("POST", "/tenants/acme/jobs/" + job + "/cycles?wait=30", "{}");
  }

  @Test
  void nothingWasRaisedYet() {
    assertThat(alerts()).contains("None in the last 90 days").doesNotContain("<a ");
  }

  @Test
  void newestComesFirstAndLeadsToWhatItIsAbout() {
    for (var name : new String[] {"ann", "bob", "cid", "dan", "eve", "fay"}) {
      var user = ScimJson.object().put("userName", name).put("active", true);
      user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
      ada.admin("POST", "/tenants/acme/directory/Users", ScimJson.write(user));
    }
    runACycle("Crm%20&%20Co");
    ada.admin(
        "PATCH",
        "/tenants/acme/jobs/Crm%20&%20Co/mappings",
        """
        {"mappings": [{"objectType": "User", "attributes": [
          {"target": "userName", "expression": "[userName]", "match": 1},
          {"target": "active", "expression": "CBool(\\"False\\")"}]}]}
        """);
    runACycle("Crm%20&%20Co");
    application("gone", "http://127.0.0.1:1/scim", "secret");
    runACycle("gone");

    var alerts = alerts();
    assertThat(alerts)
        .contains("href=\"/console/t/acme/applications/Crm%20%26%20Co/plan\"")
        .contains("href=\"/console/t/acme/applications/gone\"")
        .contains("the plan disables 6", "Crm &amp; Co")
        .doesNotContain("None in the last");
    assertThat(alerts.indexOf("Quarantine"))
        .isPositive()
        .isLessThan(alerts.indexOf("Plan waits for approval"));
    assertThat(ada.get("/t/acme/applications/Crm%20%26%20Co/plan").statusCode()).isEqualTo(200);
  }
}
