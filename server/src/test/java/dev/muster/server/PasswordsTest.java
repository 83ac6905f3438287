package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Passwords that a client sets, as it and the application see them.
class PasswordsTest extends WithMuster {
  private static final String GOOD = "seven tired kettles";
  private static final String BETTER = "eleven idle trombones";

  private void accept() {
    muster.set("{\"passwords\": {\"accepted\": true}}");
  }

  private Muster.Answer create(String userName, String password) {
    return muster.scim(
        "POST",
        "/Users",
        ScimJson.write(ScimJson.object().put("userName", userName).put("password", password)));
  }

  private Muster.Answer change(String id, String operation) {
    return muster.patch("/Users/" + id, operation);
  }

  private boolean verify(String userName, String password) {
    var body = ScimJson.object().put("userName", userName).put("password", password);
    return muster.adminPost("/passwords/verify", ScimJson.write(body)).path("verified").asBoolean();
  }

  private boolean changePassword() {
    return muster
        .scim("GET", "/ServiceProviderConfig", "")
        .body()
        .path("changePassword")
        .path("supported")
        .asBoolean();
  }

  @Test
  void areNotKeptUntilTheTenantSaysSo() {
    var ann = create("ann", "short");
    assertThat(ann.status()).isEqualTo(201);
    assertThat(changePassword()).isFalse();
    assertThatThrownBy(() -> verify("ann", "short")).hasMessageContaining("passwords.accepted");

    accept();

    assertThat(changePassword()).isTrue();
    assertThat(verify("ann", "short")).isFalse();
  }

  @Test
  void areSetByPostPutPatchAndBulk() {
    accept();
    var ann = create("ann", GOOD);
    assertThat(ann.status()).isEqualTo(201);
    assertThat(verify("ANN", GOOD)).isTrue();
    assertThat(verify("ann", GOOD + "!")).isFalse();

    var path = "/Users/" + ann.id();
    var put =
        muster.scim("PUT", path, "{\"userName\": \"ann\", \"password\": \"%s\"}".formatted(BETTER));
    assertThat(put.status()).isEqualTo(200);
    assertThat(verify("ann", BETTER)).isTrue();
    muster.scim("PUT", path, "{\"userName\": \"ann\", \"title\": \"Dr\"}");
    assertThat(verify("ann", BETTER)).isTrue();

    // Okta's way: without a path.
    var patched =
        change(
            ann.id(), "{\"op\": \"replace\", \"value\": {\"password\": \"%s\"}}".formatted(GOOD));
    assertThat(patched.header("etag")).contains("W/\"4\"");
    assertThat(verify("ann", GOOD)).isTrue();

    var bulk =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
          {"method": "POST", "path": "/Users", "bulkId": "1",
           "data": {"userName": "bob", "password": "%s"}},
          {"method": "POST", "path": "/Users", "bulkId": "2",
           "data": {"userName": "cid", "password": "short"}}]}
        """
            .formatted(GOOD);
    var operations = muster.scim("POST", "/Bulk", bulk).body().path("Operations");
    assertThat(operations.path(0).path("status").asString()).isEqualTo("201");
    assertThat(operations.path(1).path("response").path("detail").asString())
        .contains("15 characters");
    assertThat(verify("bob", GOOD)).isTrue();
  }

  @Test
  void patchThatChangesNothingElseIsAVersionAndOneThatChangesNothingIsNot() {
    accept();
    var ann = create("ann", GOOD);
    var untouched =
        change(ann.id(), "{\"op\": \"replace\", \"path\": \"active\", \"value\": true}");
    var same = change(ann.id(), "{\"op\": \"replace\", \"path\": \"active\", \"value\": true}");
    assertThat(same.header("etag")).isEqualTo(untouched.header("etag"));
    assertThat(verify("ann", GOOD)).isTrue();

    var removed = change(ann.id(), "{\"op\": \"remove\", \"path\": \"password\"}");
    assertThat(removed.header("etag")).contains("W/\"3\"");
    assertThat(verify("ann", GOOD)).isFalse();
    assertThat(change(ann.id(), "{\"op\": \"remove\", \"path\": \"password\"}").header("etag"))
        .contains("W/\"3\"");
  }

  @Test
  void areShownNowhere() throws InterruptedException {
    accept();
    var ann = create("ann", GOOD);
    var id = ann.id();
    var changed =
        change(
            id,
            "{\"op\": \"replace\", \"path\": \"password\", \"value\": \"%s\"}".formatted(BETTER));

    var history = muster.adminGet("/resources/User/" + id + "/history");
    var feed = muster.send("GET", "/t/acme/events", "");
    Peer.await(() -> muster.adminGet("/requests").path("requests").size() >= 2);
    var log = muster.adminGet("/requests");

    var shown =
        List.of(
            ann.body(),
            changed.body(),
            muster.scim("GET", "/Users", "").body(),
            history,
            feed.body(),
            log);
    assertThat(shown.toString()).doesNotContain(GOOD, BETTER, "argon2");
    var first = history.path("versions").path(0);
    assertThat(first.path("attributes").path(0).path("name").asString()).isEqualTo("password");
    assertThat(first.path("attributes").path(0).path("secret").asBoolean()).isTrue();
  }

  @Test
  void brokenRuleIsNamedAndNothingIsWritten() {
    accept();
    var refused = create("barbara", "barbara barbara 1");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("scimType").asString()).isEqualTo("invalidValue");
    assertThat(refused.body().path("detail").asString())
        .startsWith("password: is little more than names")
        .doesNotContain("barbara");
    assertThat(muster.scim("GET", "/Users", "").body().path("totalResults").asInt()).isZero();

    muster.set("{\"passwords\": {\"minimumLength\": 8}}");
    assertThat(create("barbara", "kv9#mQ2x").status()).isEqualTo(201);
    assertThatThrownBy(() -> muster.set("{\"passwords\": {\"minimumLength\": 7}}"))
        .hasMessageContaining("passwords.minimumLength");
  }

  @Test
  void signInEndsWithTheUser() {
    accept();
    var ann = create("ann", GOOD).id();
    muster.deactivate(ann);
    assertThat(verify("ann", GOOD)).isFalse();
    change(ann, "{\"op\": \"replace\", \"path\": \"active\", \"value\": true}");
    assertThat(verify("ann", GOOD)).isTrue();

    muster.scim("DELETE", "/Users/" + ann, "");
    assertThat(verify("ann", GOOD)).isFalse();
    muster.adminPost("/deleted/" + ann + "/restore", "{}");
    assertThat(verify("ann", GOOD)).isTrue();

    muster.scim("DELETE", "/Users/" + ann, "");
    muster.set("{\"recreate\": \"same-id\"}");
    assertThat(muster.createUser("ann").id()).isEqualTo(ann);
    assertThat(verify("ann", GOOD)).isFalse();
  }

  @Test
  void guessingIsLimitedForEachUser() {
    accept();
    create("ann", GOOD);
    create("bob", GOOD);
    for (int guess = 0; guess < 10; guess++) {
      assertThat(verify("ann", "wrong " + guess)).isFalse();
    }

    assertThatThrownBy(() -> verify("ann", GOOD)).hasMessageContaining("too many wrong passwords");
    assertThat(verify("bob", GOOD)).isTrue();
    assertThat(verify("nobody", GOOD)).isFalse();
  }

  @Test
  void allCanBeRemoved() {
    accept();
    create("ann", GOOD);

    var removed = muster.admin().delete("/tenants/acme/passwords");

    assertThat(removed.path("removed").asInt()).isEqualTo(1);
    assertThat(verify("ann", GOOD)).isFalse();
  }

  @Test
  void leakedOnesAreRefusedByWhatARangeLookupSays() throws IOException {
    try (var ranges = Ranges.start()) {
      muster.set(
          "{\"passwords\": {\"accepted\": true, \"leakedUrl\": \"%s\"}}".formatted(ranges.url()));

      // SHA-1 of "seven tired kettles" and of "eleven idle trombones".
      ranges.know(sha1(GOOD), 12);
      ranges.know(sha1(BETTER), 0);

      assertThat(create("ann", GOOD).body().path("detail").asString()).contains("data leak");
      assertThat(create("ann", BETTER).status()).isEqualTo(201);
      assertThat(ranges.asked()).allMatch(path -> path.matches("/range/[0-9A-F]{5}")).hasSize(2);
    }
    var url = "http://127.0.0.1:9/range";
    muster.set("{\"passwords\": {\"leakedUrl\": \"%s\"}}".formatted(url));
    assertThat(create("bob", GOOD).status()).isEqualTo(201);
    muster.set("{\"passwords\": {\"whenUnreachable\": \"refuse\"}}");
    var refused = create("cid", GOOD);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("retry-after")).isPresent();
    assertThat(muster.metrics()).contains("password_lookups_total{result=\"unknown\"} 2.0");
  }

  private static String sha1(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A service that answers range lookups.
  private record Ranges(HttpServer server, Map<String, Integer> known, List<String> asked)
      implements AutoCloseable {
    static Ranges start() throws IOException {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpServer.create(address, 0);
      var ranges = new Ranges(server, new ConcurrentHashMap<>(), new CopyOnWriteArrayList<>());
      server.createContext(
          "/range/",
          exchange -> {
            var path = exchange.getRequestURI().getPath();
            ranges.asked.add(path);
            var body =
                ranges.answer(path.substring("/range/".length())).getBytes(StandardCharsets.UTF_8);
            var padded = "true".equals(exchange.getRequestHeaders().getFirst("Add-Padding"));
            exchange.sendResponseHeaders(padded ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return ranges;
    }

    String url() {
      return "http://127.0.0.1:%d/range".formatted(server.getAddress().getPort());
    }

    void know(String hash, int count) {
      known.put(hash.toUpperCase(Locale.ROOT), count);
    }

    private String answer(String prefix) {
      var lines = new StringBuilder("0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n");
      known.forEach((hash, count) -> {
        if (hash.startsWith(prefix)) {
          lines.append(hash.substring(5)).append(':').append(count).append("\r\n");
        }
      });
      return lines.toString();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
