package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of the admin API that grow, page by page.
class PagesTest extends WithConsole {

  @BeforeEach
  void fill() {
    api("POST", "/tenants", "{\"name\": \"acme\"}", server.adminToken(), 201);
    api(
        "POST",
        "/tenants/acme/applications",
        "{\"name\": \"crm\", \"tenantUrl\": \"http://127.0.0.1:9/scim\", \"secretToken\": \"s\"}",
        server.adminToken(),
        201);
    for (var user : List.of("ann", "bob", "cleo", "dan", "eve")) {
      api(
          "POST",
          "/tenants/acme/directory/Users",
          """
          {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s"}
          """
              .formatted(user),
          server.adminToken(),
          201);
      api(
          "POST",
          "/api-keys",
          "{\"name\": \"%s\", \"roles\": [{\"role\": \"reader\"}]}".formatted(user),
          server.adminToken(),
          201);
    }
    IntStream.range(0, 5)
        .forEach(i -> api("POST", "/tenants/acme/tokens", "{\"name\": \"t\"}", "mak_x" + i, 401));
  }

  private List<String> walk(String path, String member, String key) {
    var seen = new ArrayList<String>();
    var cursor = "";
    do {
      var joined = path + (path.contains("?") ? "&" : "?") + "limit=2" + cursor;
      var page = ScimJson.parseObject(api("GET", joined, "", server.adminToken(), 200));
      assertThat(page.path(member)).hasSizeBetween(1, 2);
      page.path(member).forEach(one -> seen.add(one.at(key).asString()));
      cursor = page.path("nextCursor").asStringOpt().map(next -> "&cursor=" + next).orElse("");
    } while (!cursor.isEmpty());
    return seen;
  }

  @ParameterizedTest
  @CsvSource({
    "/api-keys, apiKeys, /name",
    "/audit, entries, /number",
    "/tenants/acme/events, events, /sequence"
  })
  void pagesTogetherAreTheList(String path, String member, String key) {
    var all = new ArrayList<String>();
    ScimJson.parseObject(api("GET", path, "", server.adminToken(), 200))
        .path(member)
        .forEach(one -> all.add(one.at(key).asString()));

    assertThat(all).hasSizeGreaterThan(4).doesNotHaveDuplicates();
    assertThat(walk(path, member, key)).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "/api-keys",
    "/audit",
    "/tenants/acme/events",
    "/tenants/acme/requests",
    "/tenants/acme/log",
    "/tenants/acme/deleted",
    "/tenants/acme/jobs/crm/links",
    "/tenants/acme/jobs/crm/failures",
    "/tenants/acme/jobs/crm/drift",
    "/tenants/acme/setup-links",
    "/tenants/acme/jobs/crm/assignments",
    "/tenants/acme/jobs/crm/requests"
  })
  void cursorThatWasNotGivenOutIsRefused(String path) {
    var ofAnother =
        ScimJson.parseObject(
                api(
                    "GET",
                    (path.equals("/audit") ? "/api-keys" : "/audit") + "?limit=1",
                    "",
                    server.adminToken(),
                    200))
            .path("nextCursor")
            .asString();
    for (var cursor : List.of("7", "%00", "not-one", ofAnother)) {
      assertThat(api("GET", path + "?cursor=" + cursor, "", server.adminToken(), 400))
          .contains("cursor", "begin without it");
    }
    assertThat(api("GET", path + "?limit=many", "", server.adminToken(), 400)).contains("limit");
  }

  @Test
  void consoleGoesOnWhereThePageEnded() {
    for (int i = 0; i < 101; i++) {
      api("POST", "/tenants/acme/resume", "", server.adminToken(), 200);
    }
    var page = ada.get("/audit").body();
    var cursor = page.substring(page.indexOf("audit?cursor=") + 13);
    var older = ada.get("/audit?cursor=" + cursor.substring(0, cursor.indexOf('"')));

    assertThat(older.statusCode()).isEqualTo(200);
    assertThat(older.body()).contains("setup").doesNotContain("audit?cursor=");
  }
}
