package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pages of one tenant: events, inbound, request log, people, settings, search.
class ConsoleTenantTest extends WithMuster {
  private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]+");

  private final HttpClient http = HttpClient.newHttpClient();
  private ConsoleClient ada;
  private ConsoleClient reader;

  @BeforeEach
  void signIn() {
    ada = somebody("ada@example.com", "[{\"role\": \"platform-administrator\"}]");
    reader = somebody("rea@example.com", "[{\"role\": \"reader\", \"tenant\": \"acme\"}]");
  }

  @AfterEach
  void close() {
    http.close();
  }

  private ConsoleClient somebody(String email, String roles) {
    return ConsoleClient.somebody(http, muster, email, roles);
  }

  @Test
  void webhookIsMadeItsSecretShownOnceAndADeliverySentAgain() {
    try (var receiver = Receiver.start()) {
      var made =
          ada.post(
              "/t/acme/events",
              Map.of("url", receiver.url(), "description", "Our app", "events", "user.*, group.*"));
      assertThat(made.body()).containsPattern(SECRET).contains("user.*, group.*");
      muster.createUser("bjensen");
      receiver.next();

      var page = awaitPage("/t/acme/events/1?status=delivered", "user.created");
      assertThat(page).doesNotContainPattern(SECRET);
      var event = Pattern.compile("evt-\\d+-\\d+-\\d+").matcher(page);
      assertThat(event.find()).isTrue();
      assertThat(ada.submit("/t/acme/events/1/redeliver", Map.of("event", event.group())))
          .contains("Sent again and taken");
      assertThat(receiver.next().body()).contains(event.group());
      assertThat(ada.get("/t/acme/events/1?status=dead").body()).contains("None of that kind");
    }
  }

  private String awaitPage(String path, String text) {
    for (var i = 0; i < 1000; i++) {
      var page = ada.get(path).body();
      if (page.contains(text)) {
        return page;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError(path + " never said " + text);
  }

  @Test
  void feedIsListedBackwardsAndLeadsToWhomItIsAbout() {
    var id = muster.createUser("bjensen").id();
    muster.deactivate(id);
    var page = ada.get("/t/acme/events").body();
    assertThat(page.indexOf("user.deactivated"))
        .isPositive()
        .isLessThan(page.indexOf("user.created"));
    assertThat(page).contains("/console/t/acme/people/" + id);
  }

  @Test
  void webhookToAPrivateAddressIsRefusedInWords() {
    assertThat(ada.submit("/t/acme/events", Map.of("url", "http://10.0.0.1/hooks")))
        .contains("10.0.0.1")
        .contains("Nobody is told yet");
  }

  @Test
  void readerLooksAndChangesNothing() {
    ada.post("/t/acme/events", Map.of("url", "http://127.0.0.1:9/hooks"));
    assertThat(reader.get("/t/acme/events").statusCode()).isEqualTo(200);
    assertThat(reader.submit("/t/acme/events", Map.of("url", "http://127.0.0.1:9/mine")))
        .contains("does not allow it");
    reader.post("/t/acme/events/1/remove", Map.of());
    assertThat(reader.get("/t/acme/events").body())
        .contains("127.0.0.1:9/hooks")
        .doesNotContain("127.0.0.1:9/mine");
  }

  @Test
  void requestIsExplainedAndReplayedWithoutEffect() {
    muster.createUser("bjensen");
    var refused = muster.createUser("bjensen").header("x-request-id").orElseThrow();
    var path = "/t/acme/requests/" + refused;

    assertThat(awaitPage("/t/acme/requests?status=4xx", refused))
        .contains("/console/t/acme/requests/tail");
    assertThat(ada.get(path).body()).contains("curl -X POST").contains("What was sent");
    assertThat(ada.post(path + "/replay", Map.of()).body())
        .contains("answered the same")
        .contains("409 then, 409 now");
    assertThat(muster.adminGet("/directory/Users").path("totalResults").asInt()).isEqualTo(1);
  }

  @Test
  void logIsWatchedAsItComes() {
    var tail =
        http.sendAsync(
            HttpRequest.newBuilder(
                    URI.create(muster.baseUrl() + "/console/t/acme/requests/tail?after=0"))
                .header("Cookie", ada.cookie())
                .build(),
            BodyHandlers.ofLines());
    muster.createUser("bjensen");
    try (var lines = tail.join().body()) {
      assertThat(lines.anyMatch(line -> line.startsWith("data: ") && line.contains("/Users")))
          .isTrue();
    }
    assertThat(ConsoleClient.nobody(http, muster).get("/t/acme/requests/tail").statusCode())
        .isEqualTo(303);
  }

  @Test
  void guideHasTheTenantsOwnAddress() {
    for (var guide : List.of("entra", "okta", "onelogin", "jumpcloud")) {
      assertThat(ada.get("/t/acme/inbound?guide=" + guide).body())
          .contains("<code>" + muster.baseUrl() + "/t/acme/scim/v2</code>")
          .doesNotContain("contoso")
          .doesNotContain("scim.example.com");
    }
    assertThat(ada.submit("/t/acme/inbound/dialect", Map.of("preset", "okta")))
        .contains("read that way");
    assertThat(muster.adminGet("/settings").path("dialect").path("preset").asString())
        .isEqualTo("okta");
  }

  @Test
  void settingsAreSavedAndTheRestKeepTheirDefaults() {
    var fields =
        Map.of(
            "quotas.maxUsers", "7", "circuitBreaker.enabled", "true", "requestLog.bodies", "true");
    assertThat(ada.submit("/t/acme/settings", withDefaults(fields))).contains("Saved");
    assertThat(muster.adminGet("/settings").path("quotas").path("maxUsers").asInt()).isEqualTo(7);

    assertThat(ada.submit("/t/acme/settings", withDefaults(Map.of("quotas.maxUsers", "many"))))
        .contains("many")
        .contains("is no number");
    assertThat(reader.submit("/t/acme/settings", withDefaults(fields)))
        .contains("does not allow it");
  }

  /// What a browser sends besides: all fields as they stand there.
  private Map<String, String> withDefaults(Map<String, String> changed) {
    var settings = muster.adminGet("/settings");
    var fields = new HashMap<String, String>();
    for (var group : List.of("quotas", "rateLimit", "circuitBreaker", "requestLog", "retention")) {
      settings
          .path(group)
          .properties()
          .forEach(entry -> {
            if (!entry.getValue().isBoolean()) {
              fields.put(group + "." + entry.getKey(), entry.getValue().asString(""));
            }
          });
    }
    fields.put("recreate", settings.path("recreate").asString());
    fields.put(
        "passwords.minimumLength", settings.path("passwords").path("minimumLength").asString());
    fields.putAll(changed);
    return fields;
  }

  @Test
  void tenantIsDeletedOnlyByItsNameAndByAPlatformAdministrator() {
    muster.createUser("bjensen");
    assertThat(ada.get("/t/acme/settings").body())
        .contains("1 person, 0 groups, 0 jobs and 1 token");
    assertThat(reader.get("/t/acme/settings").body()).doesNotContain("Delete acme");
    assertThat(reader.submit("/t/acme/settings/delete", Map.of("confirm", "acme")))
        .contains("does not allow it");
    assertThat(ada.submit("/t/acme/settings/delete", Map.of("confirm", "acne")))
        .contains("confirm=acme");
    assertThat(ada.submit("/t/acme/settings/suspend", Map.of())).contains("Suspended");
    assertThat(muster.scim("GET", "/Users", "").status()).isEqualTo(503);
    assertThat(ada.submit("/t/acme/settings/resume", Map.of())).contains("It works again");
    assertThat(ada.submit("/t/acme/settings/delete", Map.of("confirm", "acme")))
        .contains("acme is deleted");
  }

  @Test
  void searchFindsWhatTheCallerSeesAndNothingElse() {
    muster.admin().post("/tenants", ScimJson.object().put("name", "bjensen-inc"));
    var made = muster.createUser("bjensen");
    var id = made.id();
    var request = made.header("x-request-id").orElseThrow();

    assertThat(ada.get("/search?q=bjen").body())
        .contains("/console/t/acme/people/" + id)
        .contains("/console/t/bjensen-inc");
    assertThat(ada.get("/search?q=" + id).body()).contains("/console/t/acme/people/" + id);
    awaitPage("/search?q=" + request, "/console/t/acme/requests/" + request);
    assertThat(reader.get("/search?q=bjen").body())
        .contains("/console/t/acme/people/" + id)
        .doesNotContain("bjensen-inc");
    assertThat(ada.get("/search?q=%3Cscript%3Ealert").body()).doesNotContain("<script>alert");
  }

  /// Each attribute that a client can write, wherever it is shown.
  @Test
  void whatAClientWritesIsTextOnEveryPageOfTheTenant() {
    var evil = "x<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    var user = ScimJson.object();
    user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    for (var name :
        List.of("userName", "externalId", "displayName", "nickName", "title", "userType")) {
      user.put(name, evil);
    }
    var name = user.putObject("name");
    List.of("formatted", "familyName", "givenName").forEach(part -> name.put(part, evil));
    for (var many : List.of("emails", "phoneNumbers", "ims", "entitlements", "roles")) {
      user.putArray(many).addObject().put("value", evil).put("type", evil).put("display", evil);
    }
    var made = muster.scim("POST", "/Users", ScimJson.write(user));
    assertThat(made.status()).isEqualTo(201);
    var group = muster.createGroup(evil, made.id());
    var request = made.header("x-request-id").orElseThrow();
    awaitPage("/t/acme/requests", request);

    for (var path :
        List.of(
            "/t/acme/people",
            "/t/acme/people/" + made.id(),
            "/t/acme/groups",
            "/t/acme/groups/" + group.id(),
            "/t/acme/events",
            "/t/acme/requests",
            "/t/acme/requests/" + request,
            "/search?q=x%3Cscript",
            "/t/acme/people?q=" + URLEncoder.encode(evil, StandardCharsets.UTF_8))) {
      var page = ada.get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body()).as(path).doesNotContain("<script>alert").doesNotContain("<img src=x");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .doesNotContain("unsafe");
    }
    assertThat(ada.get("/search?q=x%3Cscript").body()).contains("&lt;script&gt;alert(1)");
  }

  @Test
  void whoWasDeletedIsListedAndComesBackWithTheirGroups() {
    var barbara = muster.createUser("bjensen");
    var group = muster.createGroup("Tour guides", barbara.id());
    assertThat(ada.get("/t/acme/people/deleted").body()).contains("Nothing was deleted");
    muster.scim("DELETE", "/Users/" + barbara.id(), "");
    muster.scim("DELETE", "/Groups/" + group.id(), "");

    assertThat(ada.get("/t/acme/people/deleted").body()).contains("bjensen", barbara.id());
    assertThat(ada.get("/t/acme/groups/deleted").body())
        .contains("Tour guides")
        .doesNotContain("bjensen");
    assertThat(reader.get("/t/acme/people/deleted").body())
        .contains("<fieldset class=\"withheld\" disabled>");
    assertThat(reader.post("/t/acme/people/deleted", Map.of("id", barbara.id())).statusCode())
        .isEqualTo(303);
    assertThat(muster.scim("GET", "/Users/" + barbara.id(), "").status()).isEqualTo(404);

    assertThat(ada.submit("/t/acme/groups/deleted", Map.of("id", group.id()))).contains("Restored");
    var restored = ada.submit("/t/acme/people/deleted", Map.of("id", barbara.id()));

    assertThat(restored).contains("Restored", "bjensen", "Tour guides");
    assertThat(ada.submit("/t/acme/people/deleted", Map.of("id", barbara.id())))
        .contains("is not among the deleted resources");
  }

  @Test
  void formsOfOtherSitesAreRefused() {
    var forged =
        ada.post("/t/acme/events", Map.of("url", "http://127.0.0.1:9/x"), "https://evil.example");
    assertThat(forged.statusCode()).isEqualTo(403);
  }
}
