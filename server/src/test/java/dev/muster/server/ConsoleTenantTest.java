package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pages of one tenant: events, inbound, request log, schemas, people, settings, search.
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
  void formsOfOtherSitesAreRefused() {
    var forged =
        ada.post("/t/acme/events", Map.of("url", "http://127.0.0.1:9/x"), "https://evil.example");
    assertThat(forged.statusCode()).isEqualTo(403);
  }
}
