package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventsTest extends WithMuster {
  private JsonNode feed(String query) {
    return muster.send("GET", "/t/acme/events" + query, "").body();
  }

  private static List<String> types(JsonNode events) {
    return events.valueStream().map(event -> event.path("type").asString()).toList();
  }

  @Test
  void feedTellsEveryChangeInOrderFromAnyPoint() {
    var ann = muster.createUser("ann").id();
    var sales = muster.createGroup("Sales", ann).id();
    muster.deactivate(ann);
    muster.patch(
        "/Users/" + ann, "{\"op\": \"add\", \"path\": \"name.givenName\", \"value\": \"Ann\"}");
    muster.scim("DELETE", "/Users/" + ann, "");

    var all = feed("");
    var rest = feed("?after=2");

    assertThat(types(all.path("events")))
        .containsExactly(
            "user.created",
            "group.created",
            "group.members_added",
            "user.deactivated",
            "user.updated",
            "group.members_removed",
            "user.deleted");
    assertThat(all.path("events").path(2).path("data").path("members").path(0).path("value"))
        .isEqualTo(ScimJson.mapper().valueToTree(ann));
    assertThat(all.path("events").path(2).path("data").path("id").asString()).isEqualTo(sales);
    assertThat(all.path("events").path(3).path("data").path("attributes").toString())
        .isEqualTo("[\"active\"]");
    assertThat(all.path("next").asLong()).isEqualTo(6);
    assertThat(types(rest.path("events"))).startsWith("user.deactivated");
    assertThat(feed("?after=6").path("events")).isEmpty();
    assertThat(types(feed("?type=user.*&limit=3").path("events")))
        .containsExactly("user.created", "user.deactivated");
  }

  @Test
  void waitingReaderIsAnsweredWhenSomethingHappens() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = Instant.now();
      var waiting = executor.submit(() -> feed("?wait=60"));

      muster.createUser("ann");

      assertThat(types(waiting.get().path("events"))).containsExactly("user.created");
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(50));
    }
  }

  @Test
  void feedIsForTokensOfTheTenantOnly() {
    var other = muster.admin().post("/tenants", ScimJson.object().put("name", "other"));

    assertThat(other.path("token").asString()).isNotEmpty();
    assertThat(muster.send("GET", "/t/other/events", "").status()).isEqualTo(401);
  }

  @Test
  void webhookIsSignedWithEachLiveSecret() throws Exception {
    try (var receiver = Receiver.start()) {
      var hook =
          muster.adminPost(
              "/event-streams",
              "{\"url\": \"%s\", \"events\": [\"user.*\"]}".formatted(receiver.url()));
      var path = "/event-streams/" + hook.path("id").asString();
      var second = muster.adminPost(path + "/secrets", "{}");
      muster.createGroup("Sales");
      var ann = muster.createUser("ann").id();

      var sent = receiver.next();

      var body = ScimJson.parseObject(sent.body());
      assertThat(body.path("type").asString()).isEqualTo("user.created");
      assertThat(body.path("data").path("id").asString()).isEqualTo(ann);
      assertThat(sent.header("webhook-id")).isEqualTo(body.path("id").asString());
      assertThat(sent.header("webhook-signature"))
          .isEqualTo(signature(hook, sent) + " " + signature(second, sent));
      var listed = muster.adminGet(path);
      assertThat(listed.toString()).doesNotContain(hook.path("secret").asString());
    }
  }

  private static String signature(JsonNode holder, Receiver.Received sent) throws Exception {
    var secret = holder.path("secret").asString().substring("whsec_".length());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
    var signed =
        "%s.%s.%s"
            .formatted(sent.header("webhook-id"), sent.header("webhook-timestamp"), sent.body());
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void failedDeliveryIsTriedAgainAcrossARestartAndNothingIsLost() {
    try (var receiver = Receiver.start()) {
      receiver.answerWith(500);
      var hook = muster.adminPost("/event-streams", "{\"url\": \"%s\"}".formatted(receiver.url()));
      var ann = muster.createUser("ann").id();
      var first = receiver.next();
      muster.createUser("bob");
      muster.close();

      receiver.answerWith(200);
      muster = Muster.restart(folder, muster.token());

      var again = receiver.next();
      assertThat(again.header("webhook-id")).isEqualTo(first.header("webhook-id"));
      assertThat(again.body()).contains("user.created").contains(ann);
      assertThat(receiver.next().body()).contains("\"sequence\":2");
      muster.createUser("eve");
      assertThat(receiver.next().body()).contains("\"sequence\":3");
      var deliveries =
          muster.adminGet("/event-streams/%s/deliveries".formatted(hook.path("id").asString()));
      var failed =
          deliveries
              .path("deliveries")
              .valueStream()
              .filter(delivery -> delivery.path("status").asString().equals("failed"))
              .toList();
      assertThat(failed).isNotEmpty();
      assertThat(failed.getFirst().path("httpStatus").asInt()).isEqualTo(500);
    }
  }

  @Test
  void eventsAreReplayedAndSentAgainOnRequest() {
    try (var receiver = Receiver.start()) {
      muster.createUser("ann");
      muster.createUser("bob");
      var hook = muster.adminPost("/event-streams", "{\"url\": \"%s\"}".formatted(receiver.url()));
      var path = "/event-streams/" + hook.path("id").asString();

      muster.adminPost(path + "/replay", "{\"after\": 0}");

      var first = receiver.next();
      assertThat(first.body()).contains("\"sequence\":1");
      assertThat(receiver.next().body()).contains("\"sequence\":2");
      muster.adminPost(path + "/deliveries/" + first.header("webhook-id") + "/redeliver", "{}");
      assertThat(receiver.next().body()).isEqualTo(first.body());
    }
  }

  @Test
  void receiverThatIsGoneIsNotCalledAgainAndTheReasonIsSeen() {
    try (var receiver = Receiver.start()) {
      receiver.answerWith(410);
      var hook = muster.adminPost("/event-streams", "{\"url\": \"%s\"}".formatted(receiver.url()));
      var path = "/event-streams/" + hook.path("id").asString();
      muster.createUser("ann");
      receiver.next();
      var stream = muster.adminGet(path);
      while (stream.path("status").asString().equals("active")) {
        stream = muster.adminGet(path);
      }

      assertThat(stream.path("reason").asString()).contains("410");
      receiver.answerWith(200);
      muster.adminPost(path + "/enable", "{}");
      assertThat(receiver.next().body()).contains("user.created");
    }
  }

  @Test
  void privateTargetsAreRefusedUnlessTheOperatorAllowsThem() {
    for (var url : List.of("http://10.0.0.1/x", "https://169.254.169.254/latest", "ftp://x/y")) {
      assertThatThrownBy(
              () -> muster.adminPost("/event-streams", "{\"url\": \"%s\"}".formatted(url)))
          .hasMessageContaining("url");
    }
  }

  @Test
  void securityEventTokensArePushedAndCanBeVerified() throws Exception {
    try (var receiver = Receiver.start()) {
      receiver.answerWith(202);
      muster.adminPost(
          "/event-streams",
          "{\"kind\": \"push\", \"url\": \"%s\", \"authorization\": \"Bearer s3cret\"}"
              .formatted(receiver.url()));
      var ann = muster.createUser("ann").id();
      muster.deactivate(ann);

      var created = receiver.next();
      var deactivated = receiver.next();

      assertThat(created.header("Content-Type")).isEqualTo("application/secevent+jwt");
      assertThat(created.header("Authorization")).isEqualTo("Bearer s3cret");
      var claims = verified(created.body());
      assertThat(claims.path("iss").asString()).isEqualTo(muster.baseUrl() + "/t/acme");
      assertThat(claims.path("sub_id").path("format").asString()).isEqualTo("scim");
      assertThat(claims.path("sub_id").path("uri").asString()).isEqualTo("/Users/" + ann);
      assertThat(claims.has("sub")).isFalse();
      assertThat(claims.path("events").propertyNames())
          .containsExactly("urn:ietf:params:scim:event:prov:create:notice");
      assertThat(verified(deactivated.body()).path("events").propertyNames())
          .containsExactly("urn:ietf:params:scim:event:prov:deactivate");
    }
  }

  private JsonNode verified(String token) throws Exception {
    var keys = JWKSet.load(URI.create(muster.baseUrl() + "/t/acme/jwks").toURL());
    var jws = JWSObject.parse(token);
    var key = keys.getKeyByKeyId(jws.getHeader().getKeyID()).toECKey();
    assertThat(jws.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(key.isPrivate()).isFalse();
    return ScimJson.parseObject(jws.getPayload().toString());
  }

  @Test
  void polledTokensComeUntilTheyAreAcknowledged() throws Exception {
    var stream =
        muster.adminPost(
            "/event-streams", "{\"kind\": \"poll\", \"audience\": \"https://app.example\"}");
    var path = "/t/acme/events/poll/" + stream.path("id").asString();
    for (var name : List.of("ann", "bob", "eve")) {
      muster.createUser(name);
    }

    var first = poll(path, "{\"maxEvents\": 2, \"returnImmediately\": true}");
    assertThat(first.path("moreAvailable").asBoolean()).isTrue();
    var ids = new ArrayList<>(first.path("sets").propertyNames());
    assertThat(ids).hasSize(2);
    assertThat(verified(first.path("sets").path(ids.getFirst()).asString()).path("jti").asString())
        .isEqualTo(ids.getFirst());

    var second =
        poll(path, "{\"ack\": [\"%s\"], \"returnImmediately\": true}".formatted(ids.get(1)));
    assertThat(second.path("sets").propertyNames()).hasSize(2).contains(ids.get(0));

    var third =
        poll(
            path,
            """
            {"ack": ["%s"], "setErrs": {"%s": {"err": "invalid_issuer", "description": "who?"}},
             "returnImmediately": true}
            """
                .formatted(
                    ids.get(0),
                    second.path("sets").propertyNames().stream()
                        .filter(id -> !id.equals(ids.get(0)))
                        .findFirst()
                        .orElseThrow()));
    assertThat(third.path("sets")).isEmpty();
    assertThat(third.path("moreAvailable").asBoolean()).isFalse();
    var listed = muster.adminGet("/event-streams/" + stream.path("id").asString());
    assertThat(listed.path("behind").asLong()).isZero();
  }

  private JsonNode poll(String path, String body) {
    var answer = muster.send("POST", path, body);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void configurationSaysWhichEventsThereAre() {
    muster.set("{\"announceSecurityEvents\": true}");

    var events = muster.scim("GET", "/ServiceProviderConfig", "").body().path("securityEvents");

    assertThat(events.path("asyncRequest").asString()).isEqualTo("none");
    assertThat(events.path("eventUris").valueStream().map(JsonNode::asString))
        .contains("urn:ietf:params:scim:event:prov:delete");
  }
}
