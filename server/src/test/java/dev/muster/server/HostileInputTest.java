package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.scim.ScimServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What no client sends but an attacker, on real sockets: it gets a SCIM error or, where it is no
/// HTTP, an HTTP error; never a 5xx.
@TestInstance(Lifecycle.PER_CLASS)
class HostileInputTest {
  private static final String USERS = "/t/acme/scim/v2/Users";

  private final ScimServer server = ScimServer.start();

  @AfterAll
  void stop() {
    server.close();
  }

  private String raw(byte[] request) throws Exception {
    return RawHttp.exchange(URI.create(server.base()).getPort(), request);
  }

  private String raw(String request) throws Exception {
    return raw(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String head(String method, String target, String headers) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%sConnection: close\r\n\r\n"
        .formatted(method, target, server.token(), headers);
  }

  private Answer get(String target) throws Exception {
    return Answer.of(raw(head("GET", target, "")));
  }

  private Answer post(String target, byte[] body) throws Exception {
    var request = new ByteArrayOutputStream();
    var headers =
        "Content-Type: application/scim+json\r\nContent-Length: %d\r\n".formatted(body.length);
    request.writeBytes(head("POST", target, headers).getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return Answer.of(raw(request.toByteArray()));
  }

  private Answer post(String body) throws Exception {
    return post(USERS, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"userName\": \"a\"",
        "{\"userName\": 1e999999999}",
        "{\"userName\": \"a\", \"userName\": \"b\"}",
        "{\"userName\": \"a\", \"USERNAME\": \"b\"}",
        "{\"userName\": \"a\\u0000b\"}",
        "{\"userName\": \"\\ud800\"}",
        "{\"userName\": {\"a\": [1]}}",
        "{\"userName\": [[[\"a\"]]]}",
        "{\"userName\": \"a\", \"emails\": [[{}]]}",
        "{\"userName\": \"a\", \"emails\": {\"value\": {\"value\": 1}}}"
      })
  void bodiesThatAreNoUserAreRefused(String body) throws Exception {
    post(body).requireScimError(400);
  }

  @Test
  void invalidUtf8IsRefused() throws Exception {
    var body = "{\"userName\": \"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1);

    post(USERS, body).requireScimError(400);
  }

  @Test
  void depthIsLimited() throws Exception {
    post("{\"userName\":" + "[".repeat(1_000_000)).requireScimError(400);
  }

  @Test
  void numberOfValuesIsLimited() throws Exception {
    post("{\"userName\":[" + "{},".repeat(1_500_000) + "{}]}").requireScimError(413);
  }

  @Test
  void sizeIsLimited() throws Exception {
    post("{\"userName\":\"" + "a".repeat(11_000_000) + "\"}").requireScimError(413);
  }

  @Test
  void whatIsLeftOfABodyIsNoRequest() throws Exception {
    var hidden = head("GET", USERS, "").repeat(2000);
    var request =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(USERS, hidden.length(), hidden);

    assertThat(raw(request)).startsWith("HTTP/1.1 401 ").doesNotContain("HTTP/1.1 200");
  }

  @Test
  void lengthsThatLieAreRefused() throws Exception {
    var shorter =
        head("POST", USERS, "Content-Type: application/scim+json\r\nContent-Length: 3\r\n")
            + "{\"userName\":\"a\"}";
    Answer.of(raw(shorter)).requireScimError(400);

    assertThat(raw(head("POST", USERS, "Content-Length: -5\r\n"))).startsWith("HTTP/1.1 400 ");
    assertThat(raw(head("POST", USERS, "Content-Length: x\r\n"))).startsWith("HTTP/1.1 400 ");
    assertThat(
            raw(
                head("POST", USERS, "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n")
                    + "zz\r\n{}\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(
            raw(head("POST", USERS, "Transfer-Encoding: chunked\r\n") + "xyz\r\n{}\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?filter=%",
        "?filter=%zz",
        "?filter=%ff%fe",
        "?filter=userName%20eq%20%22a%00b%22",
        "?filter=userName",
        "?filter=((((((((((((((((((((((((((((((((((((((((((((((((((((((((((",
        "?sortBy=%5B",
        "?filter=userName%20eq%20%22%5Cud800",
        "?startIndex=99999999999999999999",
        "?count=x",
        "/%",
        "?filter=id%20gt%20"
      })
  void targetsThatAreNoneAreRefused(String rest) throws Exception {
    get(USERS + rest).requireScimError(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%00",
        "/..%2f..%2fetc",
        "/%F0%9F%98%80",
        "/a/b/c/d",
        "//",
        "/'%3B%20DROP%20TABLE%20user"
      })
  void idsThatNobodyHasAreNotFound(String rest) throws Exception {
    var answer = get(USERS + rest);

    assertThat(answer.status()).isIn(200, 400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "OPTIONS", "CONNECT", "PROPFIND", "DELETE"})
  void methodsThatThereAreNotAreRefused(String method) throws Exception {
    assertThat(raw(head(method, USERS, ""))).matches("(?s)HTTP/1.1 (400|404|405|501) .*");
  }

  @Test
  void floodsOfHeadersAndHugeRequestLinesAreRefused() throws Exception {
    assertThat(raw(head("GET", USERS, "X-A: b\r\n".repeat(20_000)))).startsWith("HTTP/1.1 4");
    assertThat(raw(head("GET", USERS + "?filter=" + "a".repeat(100_000), "")))
        .startsWith("HTTP/1.1 4");
    assertThat(raw(head("GET", USERS, "Authorization: " + "a".repeat(100_000) + "\r\n")))
        .startsWith("HTTP/1.1 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\r\n\r\n",
        "GET\r\n\r\n",
        "\r\n\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET  /  HTTP/1.1\r\n\r\n"
      })
  void whatIsNoHttpEndsTheConnectionAndNothingElse(String garbage) throws Exception {
    assertThat(raw(garbage)).doesNotContain("HTTP/1.1 5").doesNotContain("Exception");

    assertThat(get(USERS).status()).isEqualTo(200);
  }

  /// @param body empty object if the answer has none
  private record Answer(int status, String headers, JsonNode body, String text) {
    static Answer of(String response) {
      int end = response.indexOf("\r\n\r\n");
      assertThat(end).as(response).isPositive();
      var body = response.substring(end + 4);
      return new Answer(
          Integer.parseInt(response.substring(9, 12)),
          response.substring(0, end),
          body.startsWith("{") ? ScimJson.parseObject(body) : ScimJson.object(),
          response);
    }

    void requireScimError(int expected) {
      assertThat(status).as(text).isEqualTo(expected);
      assertThat(headers.toLowerCase(Locale.ROOT)).contains("application/scim+json");
      assertThat(body.path("schemas").path(0).asString())
          .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
      assertThat(body.path("status").asString()).isEqualTo(Integer.toString(expected));
      assertThat(body.path("detail").asString()).isNotBlank().doesNotContain("Exception");
    }
  }
}
