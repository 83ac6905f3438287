package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Links by which a customer's own administrator connects their identity provider to one tenant.
class SetupLinksTest extends WithMuster {
  private static final Pattern TOKEN = Pattern.compile("mst_[A-Za-z0-9_-]{43}");
  private static final Pattern URL = Pattern.compile("http://[^\"]*/connect/[A-Za-z0-9_-]{43}");

  private final HttpClient http = HttpClient.newHttpClient();
  private ConsoleClient somebody;
  private String url = "";

  @BeforeEach
  void makeLink() {
    somebody = ConsoleClient.nobody(http, muster);
    url = make("Contoso IT").path("url").asString();
  }

  @AfterEach
  void close() {
    http.close();
  }

  private ObjectNode make(String note) {
    return muster.adminPost("/setup-links", "{\"note\": \"%s\"}".formatted(note));
  }

  private HttpResponse<String> get(String path) {
    return somebody.get(url + path);
  }

  /// Presses the button of the page as it is now.
  private HttpResponse<String> press() {
    var before = Pattern.compile("name=\"replaces\" value=\"(\\d+)\"").matcher(get("").body());
    var form = new HashMap<String, String>();
    form.put("idp", "okta");
    if (before.find()) {
      form.put("replaces", before.group(1));
    }
    return somebody.post(url + "/token", form);
  }

  private static String token(HttpResponse<String> page) {
    var found = TOKEN.matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return found.group();
  }

  private int scim(String path, String token) {
    var request =
        HttpRequest.newBuilder(URI.create(muster.baseUrl() + "/t/acme/scim/v2" + path))
            .header("Authorization", "Bearer " + token);
    return ConsoleClient.send(http, request).statusCode();
  }

  private ObjectNode listed() {
    return (ObjectNode) muster.adminGet("/setup-links").path("setupLinks").path(0);
  }

  private String awaitArrival(String text) {
    for (var i = 0; i < 2_000; i++) {
      var shown = get("/arrival").body();
      if (shown.contains(text)) {
        return shown;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("never said " + text + ": " + get("/arrival").body());
  }

  @Test
  void openingShowsTheTenantsAddressAndChangesNothing() {
    assertThat(listed().path("note").asString()).isEqualTo("Contoso IT");
    assertThat(listed().has("lastOpened")).isFalse();
    assertThat(listed().has("url")).isFalse();
    var tokens = muster.adminGet("/tokens");

    var page = get("?idp=okta");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("/t/acme/scim/v2")
        .contains("Test Connector Configuration")
        .contains("Make a token")
        .doesNotContain("/console/t/")
        .doesNotContainPattern(TOKEN);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(get("?idp=other").body()).contains("Authorization: Bearer");
    assertThat(muster.adminGet("/tokens")).isEqualTo(tokens);
    assertThat(listed().path("lastOpened").asString()).isNotEmpty();
  }

  @Test
  void tokenIsShownOnceNamedAfterTheLinkAndAnotherOneEndsIt() {
    var first = token(press());
    assertThat(scim("/Users", first)).isEqualTo(200);
    assertThat(get("").body()).doesNotContain(first).contains("Make another token");
    assertThat(muster.adminGet("/tokens").toString()).contains("\"name\":\"Contoso IT\"");

    var second = token(press());

    assertThat(scim("/Users", second)).isEqualTo(200);
    assertThat(scim("/Users", first)).isEqualTo(401);
    assertThat(muster.adminGet("/tokens").path("tokens")).hasSize(2);
    assertThat(scim("/Users", muster.token())).isEqualTo(200);
  }

  @Test
  void formThatIsSentTwiceEndsNothing() {
    var first = token(press());
    var again = somebody.post(url + "/token", Map.of());
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("meanwhile").doesNotContainPattern(TOKEN);
    assertThat(scim("/Users", first)).isEqualTo(200);
  }

  @Test
  void arrivalTellsOfItsOwnTokenAloneAndOfNobody() {
    var token = token(press());
    muster.createUser("somebody.else");
    assertThat(get("/arrival").body()).contains("Waiting for the first request");

    scim("/Users?filter=userName%20eqq%20%22bjensen%22", token);

    assertThat(awaitArrival("400"))
        .contains("GET /t/acme/scim/v2/Users")
        .contains("refused")
        .doesNotContain("bjensen")
        .doesNotContain("somebody.else")
        .doesNotContain("muster tenant");
    assertThat(scim("/Users?filter=userName%20eq%20%22bjensen%22", token)).isEqualTo(200);
    assertThat(awaitArrival("accepted")).doesNotContain("bjensen");
  }

  @Test
  void whatIsDoneByTheLinkIsInTheLogUnderItsName() {
    press();
    press();
    var log = muster.admin().get("/audit").toString();
    assertThat(log)
        .contains(
            "\"who\":\"setup link: Contoso IT\",\"via\":\"setup-link\",\"action\":\"POST /api/v1/tenants/acme/tokens\",\"status\":201")
        .contains("\"action\":\"DELETE /api/v1/tenants/acme/tokens/")
        .contains("POST /api/v1/tenants/acme/setup-links")
        .doesNotContain(url.substring(url.lastIndexOf('/') + 1));
  }

  @Test
  void revokedLinkSaysWhomToAskAndItsTokenGoesOn() {
    var token = token(press());
    muster.admin().delete("/tenants/acme/setup-links/" + listed().path("id").asString());

    assertThat(get("").statusCode()).isEqualTo(410);
    assertThat(get("").body()).contains("revoked").contains("Ask whoever sent it to you");
    assertThat(get("/arrival").statusCode()).isEqualTo(410);
    assertThat(somebody.post(url + "/token", Map.of()).statusCode()).isEqualTo(410);
    assertThat(scim("/Users", token)).isEqualTo(200);
    assertThat(listed().path("good").asBoolean(true)).isFalse();
  }

  @Test
  void formFromElsewhereMakesNoToken() {
    var answer = somebody.post(url + "/token", Map.of(), "https://evil.example.com");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(muster.adminGet("/tokens").path("tokens")).hasSize(1);
  }

  @Test
  void guessesAreLimitedAndWrittenDown() {
    var guess = muster.baseUrl() + "/connect/nothing";
    var first = somebody.get(guess);
    assertThat(first.statusCode()).isEqualTo(404);
    assertThat(first.body()).contains("Ask whoever sent it to you");
    for (var i = 0; i < 25; i++) {
      somebody.get(guess + i);
    }
    var last = somebody.get(guess);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
    assertThat(get("").statusCode()).isEqualTo(429);
    assertThat(muster.admin().get("/audit").toString()).contains("an unknown setup link");
  }

  @Test
  void suspendedTenantIsSaidToBeSuspendedAndDeletedOneIsGone() {
    muster.admin().post("/tenants/acme/suspend", ScimJson.object());
    assertThat(get("").body()).contains("acme is suspended");
    muster.admin().delete("/tenants/acme?confirm=acme");
    assertThat(get("").statusCode()).isIn(404, 410);
  }

  @Test
  void readerSeesLinksAndMakesNone() {
    var ada =
        ConsoleClient.somebody(
            http,
            muster,
            "ada@example.com",
            "[{\"role\": \"tenant-administrator\", \"tenant\": \"acme\"}]");
    var reader =
        ConsoleClient.somebody(
            http, muster, "rea@example.com", "[{\"role\": \"reader\", \"tenant\": \"acme\"}]");
    var form = Map.of("note", "Fabrikam IT", "days", "3");

    var made = ada.post("/t/acme/inbound/setup-links", form).body();
    var shown = URL.matcher(made);
    assertThat(shown.find()).isTrue();
    assertThat(ConsoleClient.send(http, HttpRequest.newBuilder(URI.create(shown.group()))).body())
        .contains("ask ada@example.com");
    assertThat(reader.get("/t/acme/inbound").body())
        .contains("Fabrikam IT")
        .doesNotContain(shown.group());
    assertThat(reader.submit("/t/acme/inbound/setup-links", form)).contains("does not allow it");
    assertThat(ada.submit("/t/acme/inbound/setup-links", Map.of("note", "x", "days", "31")))
        .contains("from 1 to 30 days");
    assertThat(ada.submit("/t/acme/inbound/setup-links/2/revoke", Map.of()))
        .contains("The link is revoked");
  }

  @Test
  void listComesInPages() {
    make("second");
    make("third");
    var first = muster.adminGet("/setup-links?limit=2");
    assertThat(first.path("setupLinks").path(0).path("note").asString()).isEqualTo("third");
    var rest =
        muster.adminGet("/setup-links?limit=2&cursor=" + first.path("nextCursor").asString());
    assertThat(rest.path("setupLinks")).hasSize(1);
    assertThat(rest.has("nextCursor")).isFalse();
  }
}
