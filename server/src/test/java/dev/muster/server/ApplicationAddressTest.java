package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.outbound.OutboundPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where applications may be: nowhere that only the server reaches.
class ApplicationAddressTest {
  private static final String TENANT = "/api/v1/tenants/acme";

  @TempDir Path folder;

  private Peer guarded() {
    var peer = new Peer(Configuration.local(folder).with(OutboundPolicy.publicOnly()));
    peer.tenant("acme");
    return peer;
  }

  private static String application(String url, String tokenEndpoint) {
    return """
    {"name": "crm", "tenantUrl": "%s", "authentication":
      {"type": "oauth2", "tokenEndpoint": "%s", "clientId": "c", "clientSecret": "s"}}
    """
        .formatted(url, tokenEndpoint);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /applications, http://127.0.0.1:9/scim, https://93.184.216.34/token, tenantUrl",
    "POST, /applications, https://169.254.169.254/, https://93.184.216.34/token, tenantUrl",
    "POST, /applications, https://93.184.216.34/, http://[::1]/t, authentication.tokenEndpoint",
    "POST, /connection-tests, https://[::ffff:10.0.0.1]/, https://93.184.216.34/token, tenantUrl",
    "POST, /connection-tests, https://93.184.216.34/, https://10.0.0.1/t, authentication.tokenEndpoint"
  })
  void addressInsideIsRefusedWhenItIsSaved(
      String method, String path, String url, String endpoint, String field) {
    try (var peer = guarded()) {
      var body = application(url, endpoint);
      if (path.equals("/connection-tests")) {
        body = body.replace("\"name\": \"crm\", ", "");
      }
      var answer = peer.send(method, TENANT + path, peer.adminToken(), body);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains(field, "is not a public address", "--allow-target");
      assertThat(peer.get(TENANT + "/jobs/crm", peer.adminToken()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void connectionCannotBeMovedInside() {
    try (var peer = guarded()) {
      var made =
          peer.send(
              "POST",
              TENANT + "/applications",
              peer.adminToken(),
              application("https://93.184.216.34/scim", "https://93.184.216.34/token"));
      assertThat(made.statusCode()).isEqualTo(201);
      var moved =
          peer.send(
              "PATCH",
              TENANT + "/jobs/crm/connection",
              peer.adminToken(),
              "{\"tenantUrl\": \"http://192.168.0.1/\"}");
      var replaced =
          peer.send(
              "PUT",
              TENANT + "/jobs/crm/connection",
              peer.adminToken(),
              "{\"tenantUrl\": \"http://localhost/\", \"secretToken\": \"s\"}");

      assertThat(moved.statusCode()).isEqualTo(400);
      assertThat(replaced.statusCode()).isEqualTo(400);
      assertThat(peer.get(TENANT + "/jobs/crm/connection", peer.adminToken()).body())
          .contains("93.184.216.34");
    }
  }

  @Test
  void whatWasSavedWhenItWasAllowedIsNotCalledOnceItIsNot() throws IOException {
    var asked = new AtomicInteger();
    var application =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    application.start();
    try {
      var url = "http://127.0.0.1:%d/scim".formatted(application.getAddress().getPort());
      try (var peer =
          new Peer(
              Configuration.local(folder).with(OutboundPolicy.allowing(List.of("127.0.0.0/8"))))) {
        peer.tenant("acme");
        peer.send(
            "POST",
            TENANT + "/applications",
            peer.adminToken(),
            "{\"name\": \"crm\", \"tenantUrl\": \"%s\", \"secretToken\": \"s\"}".formatted(url));
        peer.send("POST", TENANT + "/jobs/crm/test", peer.adminToken(), "");
        assertThat(asked).hasPositiveValue();
      }
      asked.set(0);
      try (var peer = new Peer(Configuration.local(folder).with(OutboundPolicy.publicOnly()))) {
        var test = peer.send("POST", TENANT + "/jobs/crm/test", peer.adminToken(), "");
        var discovery =
            peer.send(
                "POST", TENANT + "/jobs/crm/target-attributes/discover", peer.adminToken(), "");

        assertThat(test.body()).contains(url, "is not a public address", "--allow-target");
        assertThat(ScimJson.parseObject(test.body()).path("passed").asBoolean(true)).isFalse();
        assertThat(discovery.body()).contains("is not a public address");
        assertThat(asked).hasValue(0);
      }
    } finally {
      application.stop(0);
    }
  }
}
