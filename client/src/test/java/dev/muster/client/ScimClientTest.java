package dev.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.client.ScimClientException.Kind;
import dev.muster.client.ScriptedServer.Answer;
import dev.muster.client.exchange.AddressGuard;
import dev.muster.client.pace.RateLimit;
import dev.muster.scim.message.ScimJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ScimClientTest {
  private final TestTime time = new TestTime();
  private final List<Duration> waits = time.waits();

  private ScimClient client(ScriptedServer server) {
    return client(server.connection());
  }

  private ScimClient client(ScimConnection connection) {
    return new ScimClient(
        connection, connection.transport(AddressGuard.NONE), time, () -> new Random(1));
  }

  private static void assertFails(ThrowingCallable call, Kind kind, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ScimClientException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(words)
        .hasMessageNotContaining("s3cret");
  }

  private static String page(long total, int from, int count) {
    var resources = new ArrayList<String>();
    for (var i = from; i < from + count; i++) {
      resources.add("{\"id\": \"%d\"}".formatted(i));
    }
    return "{\"totalResults\": %d, \"Resources\": [%s]}"
        .formatted(total, String.join(",", resources));
  }

  @Test
  void waitsAsLongAsRetryAfterSays() {
    try (var server =
            new ScriptedServer((number, request) ->
                switch (number) {
                  case 1 -> Answer.scim(429, "{}").with("Retry-After", "7");
                  case 2 ->
                      Answer.scim(503, "{}").with("Retry-After", "Tue, 24 Nov 2026 08:00:20 GMT");
                  default -> Answer.scim(200, page(0, 0, 0));
                });
        var client = client(server)) {
      client.query("/Users", ScimQuery.all());

      assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(13));
      assertThat(client.requests()).isEqualTo(3);
    }
  }

  @Test
  void isPatientForThreeMinutesInAllAlsoWhenAskedForNone() {
    try (var server =
            new ScriptedServer(
                (number, request) -> Answer.scim(429, "{}").with("Retry-After", "0"));
        var client = client(server)) {
      assertFails(
          () -> client.query("/Users", ScimQuery.all()), Kind.RATE_LIMITED, "GET /scim/Users: 429");
      assertThat(waits).hasSize(180).containsOnly(Duration.ofSeconds(1));
    }
  }

  @Test
  void aReadThatFailsIsTriedAgainAndAWriteIsNot() {
    try (var server =
            new ScriptedServer((number, request) ->
                request.startsWith("GET") && number == 2
                    ? Answer.scim(200, page(0, 0, 0))
                    : Answer.scim(500, "{}"));
        var client = client(server)) {
      client.query("/Users", ScimQuery.all());
      assertFails(() -> client.patch("/Users", "1", ScimJson.object()), Kind.SERVER_ERROR, "500");

      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void doesNotWaitForAnHour() {
    try (var server =
            new ScriptedServer(
                (number, request) -> Answer.scim(429, "{}").with("Retry-After", "3600"));
        var client = client(server)) {
      assertFails(
          () -> client.query("/Users", ScimQuery.all()), Kind.RATE_LIMITED, "GET /scim/Users: 429");
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void repeatsAPatchWhoseAnswerWasLost() {
    try (var server =
            new ScriptedServer(
                (number, request) -> number < 3 ? Answer.hangUp() : Answer.scim(204, ""));
        var client = client(server)) {
      client.patch("/Users", "1", ScimJson.object());

      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void neverRepeatsAPostWhoseAnswerWasLost() {
    try (var server = new ScriptedServer((number, request) -> Answer.hangUp());
        var client = client(server)) {
      assertFails(
          () -> client.create("/Users", ScimJson.object()),
          Kind.UNKNOWN_OUTCOME,
          "POST /scim/Users");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void badGatewayLeavesTheOutcomeOfAPostOpen() {
    try (var server =
            new ScriptedServer(
                (number, request) -> new Answer(502, "text/html", "<html>", Map.of()));
        var client = client(server)) {
      assertFails(
          () -> client.create("/Users", ScimJson.object()), Kind.UNKNOWN_OUTCOME, "(a web page)");
    }
  }

  @Test
  void repeatsAPostThatWasTurnedAway() {
    try (var server =
            new ScriptedServer((number, request) ->
                number == 1 ? Answer.scim(429, "{}") : Answer.scim(201, "{\"id\": \"1\"}"));
        var client = client(server)) {
      assertThat(client.create("/Users", ScimJson.object()).path("id").asString()).isEqualTo("1");
    }
  }

  @Test
  void givesTheProvidersReason() {
    var error = "{\"scimType\": \"invalidValue\", \"detail\": \"title is too long\"}";
    try (var server = new ScriptedServer((number, request) -> Answer.scim(400, error));
        var client = client(server)) {
      assertFails(
          () -> client.create("/Users", ScimJson.object()),
          Kind.REJECTED,
          "400 invalidValue title is too long");
    }
  }

  @Test
  void webPageIsNotScim() {
    try (var server =
            new ScriptedServer(
                (number, request) -> new Answer(200, "text/html", "<!doctype html>", Map.of()));
        var client = client(server)) {
      assertFails(() -> client.query("/Users", ScimQuery.all()), Kind.NOT_SCIM, "web page (HTML)");
    }
  }

  @Test
  void followsNoRedirectWithTheToken() {
    try (var server =
            new ScriptedServer((number, request) ->
                Answer.scim(302, "").with("Location", "http://elsewhere.invalid/"));
        var client = client(server)) {
      assertFails(() -> client.query("/Users", ScimQuery.all()), Kind.NOT_SCIM, "302");
    }
  }

  @Test
  void unreachableServerIsTold() {
    try (var client = client(ScimConnection.of("http://127.0.0.1:1/scim", "s3cret"))) {
      assertFails(
          () -> client.query("/Users", ScimQuery.all()), Kind.UNREACHABLE, "refuses connections");
    }
  }

  @Test
  void walksOverPagesOfTheSizeThatTheProviderGives() {
    try (var server =
            new ScriptedServer((number, request) -> {
              var start = Integer.parseInt(request.replaceAll(".*startIndex=(\\d+).*", "$1"));
              return Answer.scim(200, page(25, start, Math.min(10, 26 - start)));
            });
        var client = client(server)) {
      var ids = new ArrayList<String>();

      client.walk(
          "/Users",
          ScimQuery.all(),
          100,
          page -> page.forEach(user -> ids.add(user.path("id").asString())));

      assertThat(ids).hasSize(25).doesNotHaveDuplicates();
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void walksByTheCursorsThatTheProviderGives() {
    try (var server =
            new ScriptedServer((number, request) -> {
              var next = List.of("", "b", "c").indexOf(cursor(request)) + 1;
              var page = page(25, next * 10 - 9, next == 3 ? 5 : 10);
              return Answer.scim(
                  200,
                  next == 3
                      ? page
                      : page.replaceFirst(
                          "\\{", "{\"nextCursor\": \"%s\", ".formatted(next == 1 ? "b" : "c")));
            });
        var client = client(server)) {
      var ids = new ArrayList<String>();

      client.walkByCursor(
          "/Users",
          ScimQuery.all(),
          10,
          page -> page.forEach(user -> ids.add(user.path("id").asString())));

      assertThat(ids).hasSize(25).doesNotHaveDuplicates();
      assertThat(server.requests()).hasSize(3);
    }
  }

  private static String cursor(String request) {
    return request.replaceAll("(?s).*cursor=([a-z]*).*", "$1");
  }

  @Test
  void aCursorThatComesTwiceEndsTheWalk() {
    try (var server =
            new ScriptedServer((number, request) ->
                Answer.scim(200, page(25, 1, 10).replaceFirst("\\{", "{\"nextCursor\": \"b\", ")));
        var client = client(server)) {
      assertFails(
          () -> client.walkByCursor("/Users", ScimQuery.all(), 10, page -> {}),
          Kind.NO_PAGING,
          "a cursor that it gave before");
    }
  }

  @Test
  void providerThatDoesNotPageIsToldFromOneThatHasNoMore() {
    for (var total : List.of(40L, 1_000L)) {
      try (var server =
              new ScriptedServer((number, request) -> Answer.scim(200, page(total, 1, 20)));
          var client = client(server)) {
        assertFails(
            () -> client.walk("/Users", ScimQuery.all(), 100, page -> {}),
            Kind.NO_PAGING,
            "does not page");
      }
    }
  }

  @Test
  void keepsToItsPaceExactly() {
    try (var server = new ScriptedServer((number, request) -> Answer.scim(200, page(0, 0, 0)));
        var client = client(server.connection().withRequestsPerSecond(Optional.of(50)))) {
      for (var i = 0; i < 30; i++) {
        client.query("/Users", ScimQuery.all());
      }

      // 30 requests at 50 a second, of which 10 may go at once.
      assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(400));
    }
  }

  @Test
  void spreadsTheMembersOfALargeGroupOverTheHours() {
    var limit =
        new RateLimit(
            Set.of("PATCH"), Optional.of("/Groups"), -1, 500, Duration.ofHours(1), 500, true);
    try (var server = new ScriptedServer((number, request) -> Answer.scim(200, "{}"));
        var client = client(server.connection().withRateLimits(List.of(limit)))) {
      for (var i = 0; i < 75; i++) {
        client.patch("/Groups", "large", adding(20));
        client.patch("/Groups", "small" + i, adding(20));
      }

      // 1,500 members join a group that 500 may join at once, and 500 in each hour.
      assertThat(time.elapsed()).isEqualTo(Duration.ofHours(2));
    }
  }

  private static ObjectNode adding(int members) {
    var patch = JsonMapper.shared().createObjectNode();
    var operations = patch.putArray("Operations");
    var value = operations.addObject().put("op", "add").put("path", "members").putArray("value");
    for (var i = 0; i < members; i++) {
      value.addObject().put("value", "m" + i);
    }
    operations.addObject().put("op", "remove").put("path", "members[value eq \"gone\"]");
    return patch;
  }

  @Test
  void connectionTellsWhatIsWrongWithItsUrlAndHidesItsToken() {
    assertThatThrownBy(() -> ScimConnection.of("app.example.com/scim", "t"))
        .hasMessageContaining("\"app.example.com/scim\"");
    assertThat(ScimConnection.of("https://app.example.com/scim/", "s3cret"))
        .hasToString("ScimConnection[https://app.example.com/scim]");
  }
}
