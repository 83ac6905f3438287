package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.alerts.SmtpRelay;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.outbound.OutboundPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.ObjectNode;

/// Alerts as they arrive at a webhook and in a mailbox.
@Execution(ExecutionMode.CONCURRENT)
final class AlertsTest {
  private static final int PATIENCE_MILLIS = 60_000;

  private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
  private final Receiver receiver = Receiver.start();
  private Optional<MusterServer> server = Optional.empty();
  private AdminClient admin = new AdminClient("http://127.0.0.1:1", "none");

  @BeforeEach
  void start(@TempDir Path folder) {
    mail.start();
    var relay =
        SmtpRelay.of(
            "smtp://127.0.0.1:" + mail.getSmtp().getPort(), Optional.of("muster@example.com"));
    var started =
        MusterServer.start(
            Configuration.local(folder)
                .with(OutboundPolicy.allowing(List.of("127.0.0.0/8")))
                .with(relay));
    server = Optional.of(started);
    admin = new AdminClient(started.baseUrl(), started.adminToken());
    admin.post("/tenants", ScimJson.object().put("name", "acme"));
    admin.post("/tenants/acme/alert-channels", ScimJson.object().put("email", "ops@example.com"));
    admin.post("/tenants/acme/alert-channels", ScimJson.object().put("url", receiver.url()));
  }

  @AfterEach
  void stop() {
    server.ifPresent(MusterServer::close);
    receiver.close();
    mail.stop();
  }

  @Test
  void aQuarantineIsToldOnceByWebhookAndMail() throws Exception {
    admin.post(
        "/tenants/acme/applications",
        ScimJson.object()
            .put("name", "app")
            .put("tenantUrl", "http://127.0.0.1:1/scim")
            .put("secretToken", "secret")
            .put("allUsers", true));
    run();
    run();

    var received = receiver.next();
    var alert = ScimJson.parseObject(received.body());
    assertThat(alert.path("type").asString()).isEqualTo("alert.quarantineBegan");
    assertThat(alert.path("job").asString()).isEqualTo("app");
    assertThat(received.header("webhook-signature")).startsWith("v1,");
    assertThat(mail.waitForIncomingEmail(PATIENCE_MILLIS, 1)).isTrue();
    var message = mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Muster: app: quarantine began");
    assertThat(GreenMailUtil.getBody(message)).contains("EndpointUnreachable");
    assertThat(admin.get("/tenants/acme/alerts").path("alerts")).hasSize(1);
  }

  private void run() {
    admin.post("/tenants/acme/jobs/app/cycles?wait=60", ScimJson.object());
  }

  /// Connects acme to another tenant of the same server.
  private void connect() {
    var target = admin.post("/tenants", ScimJson.object().put("name", "target"));
    admin.post(
        "/tenants/acme/applications",
        ScimJson.object()
            .put("name", "app")
            .put("tenantUrl", target.path("tenantUrl").asString())
            .put("secretToken", target.path("token").asString())
            .put("allUsers", true));
  }

  private String person(String userName) {
    var user = ScimJson.object().put("userName", userName).put("displayName", userName);
    user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    user.put("active", true);
    return admin.post("/tenants/acme/directory/Users", user).path("id").asString();
  }

  private void setting(String tenant, String group, ObjectNode values) {
    var settings = ScimJson.object();
    settings.set(group, values);
    admin.patch("/tenants/" + tenant + "/settings", settings);
  }

  @Test
  void aRemovalThatAnApplicationDoesNotHearOfIsTold() throws Exception {
    connect();
    setting("acme", "alerts", ScimJson.object().put("removalSeconds", 1));
    var id = person("barbara");
    run();
    admin.post("/tenants/acme/jobs/app/pause", ScimJson.object());
    admin.delete("/tenants/acme/directory/Users/" + id);

    var alert = ScimJson.parseObject(receiver.next().body());
    assertThat(alert.path("type").asString()).isEqualTo("alert.slowRemoval");
    assertThat(alert.path("job").asString()).isEqualTo("app");
    assertThat(alert.path("message").asString()).contains(id, "paused");
  }

  @Test
  void manyFailuresInOneCycleAreToldOnceByWebhookAndMail() throws Exception {
    connect();
    setting("acme", "alerts", ScimJson.object().put("failureMinimum", 2).put("failureShare", 50));
    admin.patch(
        "/tenants/acme/jobs/app/mappings",
        ScimJson.parseObject(
            """
            {"mappings": [{"objectType": "User", "attributes": [
              {"target": "userName", "expression": "[userName]", "match": 1},
              {"target": "title", "expression": "IIF([displayName] = \\"ann\\", \\"Boss\\", CDate([userName]))"}]}]}
            """));
    for (var name : List.of("ann", "bob", "cid")) {
      person(name);
    }

    run();
    admin.post("/tenants/acme/jobs/app/failures/retry", ScimJson.object().put("all", true));
    run();

    var alert = ScimJson.parseObject(receiver.next().body());
    assertThat(alert.path("type").asString()).isEqualTo("alert.failuresSpike");
    assertThat(alert.path("job").asString()).isEqualTo("app");
    assertThat(alert.path("message").asString()).startsWith("2 of 3 changes of cycle 1");
    assertThat(mail.waitForIncomingEmail(PATIENCE_MILLIS, 1)).isTrue();
    assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("Muster: app: failures spike");
    assertThat(admin.get("/tenants/acme/alerts").path("alerts")).hasSize(1);
  }

  @Test
  void aPlanThatTheGuardHoldsIsTold() throws Exception {
    connect();
    for (var name : List.of("ann", "bob", "cid", "dan", "eve", "fay")) {
      person(name);
    }
    run();
    admin.patch(
        "/tenants/acme/jobs/app/mappings",
        ScimJson.parseObject(
            """
            {"mappings": [{"objectType": "User", "attributes": [
              {"target": "userName", "expression": "[userName]", "match": 1},
              {"target": "active", "expression": "CBool(\\"False\\")"}]}]}
            """));
    run();

    var alert = ScimJson.parseObject(receiver.next().body());
    assertThat(alert.path("type").asString()).isEqualTo("alert.guardTripped");
    assertThat(alert.path("message").asString())
        .contains("waits for approval", "the plan disables 6");
    assertThat(mail.waitForIncomingEmail(PATIENCE_MILLIS, 1)).isTrue();
    assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("Muster: app: guard tripped");
  }

  @Test
  void aTokenThatExpiresSoonIsToldByWebhookAndMail() throws Exception {
    admin.post(
        "/tenants/acme/tokens", ScimJson.object().put("name", "later").put("expiresInDays", 30));
    admin.post(
        "/tenants/acme/tokens", ScimJson.object().put("name", "entra").put("expiresInDays", 3));

    application("says itself", token(Instant.now().plus(Duration.ofDays(2))));
    application("later", token(Instant.now().plus(Duration.ofDays(20))));
    application("says nothing", "opaque");
    admin.patch(
        "/tenants/acme/jobs/says nothing/connection".replace(" ", "%20"),
        ScimJson.object()
            .put("credentialsExpire", LocalDate.now(ZoneOffset.UTC).plusDays(3).toString()));

    // The watch looks for the first time a minute after the start.
    var alert = ScimJson.parseObject(receiver.next(Duration.ofSeconds(100)).body());

    assertThat(alert.path("type").asString()).isEqualTo("alert.tokenExpiring");
    assertThat(alert.path("message").asString()).contains("\"entra\"", "token rotate");
    assertThat(mail.waitForIncomingEmail(PATIENCE_MILLIS, 1)).isTrue();
    assertThat(GreenMailUtil.getBody(mail.getReceivedMessages()[0])).contains("entra");
    assertThat(messages("says itself"))
        .singleElement()
        .asString()
        .contains("\"says itself\" expire at");
    assertThat(messages("says nothing"))
        .singleElement()
        .asString()
        .contains("muster app connection");
    assertThat(admin.get("/tenants/acme/alerts").path("alerts")).hasSize(3);
  }

  private void application(String name, String token) {
    admin.post(
        "/tenants/acme/applications",
        ScimJson.object()
            .put("name", name)
            .put("tenantUrl", "http://127.0.0.1:1/scim")
            .put("secretToken", token));
  }

  private static String token(Instant expires) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return "%s.%s.signature"
        .formatted(
            encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)),
            encoder.encodeToString(
                "{\"exp\":%d}"
                    .formatted(expires.getEpochSecond())
                    .getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> messages(String job) {
    var messages = new ArrayList<String>();
    for (var alert : admin.get("/tenants/acme/alerts").path("alerts")) {
      if (alert.path("job").asString("").equals(job)) {
        messages.add(alert.path("message").asString());
      }
    }
    return messages;
  }

  @Test
  void aTestSaysWhatArrivedAndWhatDidNot() {
    receiver.answerWith(500);

    var told = admin.post("/tenants/acme/alerts/test", ScimJson.object());

    assertThat(told.path("deliveries").path(0).path("state").asString()).isEqualTo("done");
    assertThat(told.path("deliveries").path(1).path("state").asString()).isEqualTo("pending");
    assertThat(told.path("deliveries").path(1).path("error").asString()).contains("500");
  }
}
