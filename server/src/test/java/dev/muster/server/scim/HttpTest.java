package dev.muster.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.server.RawHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7644 §3.1, §3.8, §3.12: media types, methods, paths.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTest {
  private final ScimServer scim = ScimServer.start();

  @AfterAll
  void stop() {
    scim.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/scim+json",
        "application/scim+json; charset=utf-8",
        "application/json",
        "Application/JSON;charset=UTF-8"
      })
  void readsBothMediaTypes(String type) {
    var answer =
        scim.post(
            "/Users",
            "{\"userName\": \"%s\"}".formatted(ScimServer.unique("typed")),
            "Content-Type",
            type);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Content-Type")).isEqualTo("application/scim+json");
  }

  @Test
  void refusesOtherMediaTypes() {
    assertThat(scim.post("/Users", "{}", "Content-Type", "text/plain").status()).isEqualTo(415);
    assertThat(
            scim.post("/Users", "a=b", "Content-Type", "application/x-www-form-urlencoded")
                .status())
        .isEqualTo(415);
    assertThat(scim.get("/Users", "Accept", "text/html").status()).isEqualTo(406);
    assertThat(scim.get("/Users", "Accept", "application/scim+json;q=0, text/html").status())
        .isEqualTo(406);
  }

  @Test
  void answersInTheMediaTypeThatIsAccepted() {
    for (var accept : List.of("*/*", "application/*", "text/html, application/scim+json;q=0.5")) {
      assertThat(scim.get("/Users", "Accept", accept).header("Content-Type"))
          .isEqualTo("application/scim+json");
    }
    assertThat(scim.get("/Users", "Accept", "application/json").header("Content-Type"))
        .isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Users/",
        "/Users?aadOptscim062020",
        "/Users?aadOptscim062020=true&whatever=1",
        "/users",
        "/ServiceProviderConfig/",
        "/Schemas/",
        "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User",
        "/ResourceTypes/User/"
      })
  void pathsThatClientsReallyUseWork(String path) {
    assertThat(scim.get(path).status()).isEqualTo(200);
  }

  @Test
  void compressesWhatIsLargeForWhoAcceptsIt() throws Exception {
    var compressed = scim.get("/Schemas", "Accept-Encoding", "gzip, deflate");

    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed.http().body()))) {
      assertThat(ScimJson.parseObject(gzip.readAllBytes())).isEqualTo(scim.get("/Schemas").body());
    }
    assertThat(scim.get("/Schemas", "Accept-Encoding", "gzip;q=0").header("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void speaksHttp2WithClientsThatDo() {
    var longFilter = "userName eq \"%s\"".formatted("x".repeat(9_000));
    var created = scim.post("/Users", "{\"userName\": \"%s\"}".formatted(ScimServer.unique("two")));

    assertThat(created.http().version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(created.status()).isEqualTo(201);
    assertThat(scim.filter("/Users", longFilter).status()).isEqualTo(200);
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() {
    var id = scim.newUser(ScimServer.unique("head"));

    var head = scim.send("HEAD", "/Users/" + id, "");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(head.http().body()).isEmpty();
    assertThat(scim.send("HEAD", "/Users/nobody", "").status()).isEqualTo(404);
  }

  @Test
  void saysWhichMethodsAPathHas() {
    var answer = scim.delete("/Users");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, POST");
    assertThat(scim.post("/ServiceProviderConfig", "{}").status()).isEqualTo(405);
    assertThat(scim.put("/Schemas", "{}").status()).isEqualTo(405);
    assertThat(scim.delete("/ResourceTypes/User").status()).isEqualTo(405);
    assertThat(scim.get("/Widgets").status()).isEqualTo(404);
    assertThat(scim.get("/Users/a/b").status()).isEqualTo(404);
    assertThat(scim.get("/Me").status()).isEqualTo(501);
  }

  @Test
  void conditionsAreKept() {
    var id = scim.newUser(ScimServer.unique("etag"));
    var path = "/Users/" + id;
    var title = "{\"op\": \"replace\", \"path\": \"title\", \"value\": \"%s\"}";

    assertThat(scim.get(path, "If-None-Match", "W/\"1\"").status()).isEqualTo(304);
    assertThat(scim.get(path, "If-None-Match", "\"0\", W/\"7\"").status()).isEqualTo(200);
    assertThat(scim.patch(path, title.formatted("a"), "If-Match", "W/\"9\"").status())
        .isEqualTo(412);
    var patched = scim.patch(path, title.formatted("a"), "If-Match", "W/\"1\"");
    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.header("ETag"))
        .isEqualTo("W/\"2\"")
        .isEqualTo(patched.body().path("meta").path("version").asString());
    assertThat(scim.delete(path, "If-Match", "W/\"1\"").status()).isEqualTo(412);
    assertThat(scim.delete(path, "If-Match", "*").status()).isEqualTo(204);
    assertThat(scim.delete(path).status()).isEqualTo(404);
  }

  @Test
  void aPatchThatChangesNothingLeavesTheVersion() {
    var id = scim.newUser(ScimServer.unique("same"), ", \"title\": \"t\"");
    var before = scim.get("/Users/" + id);

    var same =
        scim.patch("/Users/" + id, "{\"op\": \"add\", \"path\": \"title\", \"value\": \"t\"}");

    assertThat(same.body().path("meta")).isEqualTo(before.body().path("meta"));
  }

  @Test
  void patchAnswersWithTheGroupUnlessEntraChangesMembersAlone() {
    var user = scim.newUser(ScimServer.unique("member"));
    var group = "/Groups/" + scim.newGroup("answered");
    var member =
        "{\"op\": \"%s\", \"path\": \"members\", \"value\": [{\"value\": \"" + user + "\"}]}";

    var added = scim.patch(group, member.formatted("add"));
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.body().path("members").path(0).path("value").asString()).isEqualTo(user);

    assertThat(scim.patch(group, member.formatted("Add")).status()).isEqualTo(204);
    assertThat(scim.patch(group + "?aadOptscim062020", member.formatted("add")).status())
        .isEqualTo(204);
    assertThat(scim.patch(group + "?attributes=displayName", member.formatted("Add")).status())
        .isEqualTo(200);
    var renamed =
        scim.patch(group, "{\"op\": \"Replace\", \"value\": {\"displayName\": \"renamed\"}}");
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.body().path("displayName").asString()).isEqualTo("renamed");
  }

  @Test
  void patchOfALargeGroupDoesNotReadItsMembersBack() {
    var users = new ArrayList<String>();
    for (int i = 0; i <= ScimProvider.DEFAULT_RESULTS; i++) {
      users.add(scim.newUser(ScimServer.unique("crowd")));
    }
    var group = "/Groups/" + scim.newGroup("crowd", users.toArray(String[]::new));

    var rename =
        scim.patch(
            group,
            "{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"still a crowd\"}");
    assertThat(rename.status()).isEqualTo(204);
    var smaller =
        scim.patch(
            group,
            "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}"
                .formatted(users.getFirst()));
    assertThat(smaller.status()).isEqualTo(200);
    assertThat(smaller.body().path("members")).hasSize(ScimProvider.DEFAULT_RESULTS);
  }

  @Test
  void resourcesAreWhereTheClientReachesTheServer() throws IOException {
    var path = "/t/acme/scim/v2/Users/" + scim.newUser(ScimServer.unique("seen"));

    assertThat(getAs("people.example:8443", path))
        .contains("\"location\":\"http://people.example:8443" + path);
    assertThat(getAs("a_b", path)).contains("\"location\":\"" + scim.base());
  }

  private String getAs(String host, String path) throws IOException {
    var request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
            .formatted(path, host, scim.token());
    return RawHttp.exchange(
        URI.create(scim.base()).getPort(), request.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void meIsTheUserThatTheTokenActsFor() {
    var name = ScimServer.unique("me");
    var id = scim.newUser(name);
    var me = scim.actingFor(id);

    var found = me.get("/Me?attributes=userName,meta.location");
    assertThat(found.body().path("userName").asString()).isEqualTo(name);
    assertThat(found.header("Location"))
        .isEqualTo(scim.base() + "/Users/" + id)
        .isEqualTo(found.body().path("meta").path("location").asString());
    assertThat(me.patch("/Me", "{\"op\": \"add\", \"path\": \"title\", \"value\": \"I\"}").status())
        .isEqualTo(200);
    assertThat(scim.get("/Users/" + id).body().path("title").asString()).isEqualTo("I");
    assertThat(me.post("/Me", "{\"userName\": \"x\"}").status()).isEqualTo(501);
    assertThat(me.delete("/Me").status()).isEqualTo(204);
    assertThat(me.get("/Me").status()).isEqualTo(404);
  }
}
