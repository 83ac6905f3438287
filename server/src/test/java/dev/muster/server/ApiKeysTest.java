package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.Commands;
import dev.muster.server.cli.GlobalOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Programs' keys: what they may, what they leave in the log, and when they end.
class ApiKeysTest extends WithConsole {
  private String make(String name, String roles) {
    var body = "{\"name\": \"%s\", \"roles\": %s}".formatted(name, roles);
    return ScimJson.parseObject(api("POST", "/api-keys", body, server.adminToken(), 201))
        .path("key")
        .asString();
  }

  private void tenant(String name) {
    api("POST", "/tenants", "{\"name\": \"%s\"}".formatted(name), server.adminToken(), 201);
  }

  @Test
  void keyMayWhatItsRolesSayAndIsNamedInTheLog() {
    tenant("acme");
    tenant("fabrikam");
    var key = make("terraform", "[{\"role\": \"tenant-administrator\", \"tenant\": \"acme\"}]");
    assertThat(key).startsWith("mak_");

    api("POST", "/tenants/acme/tokens", "{\"name\": \"okta\"}", key, 201);
    api("GET", "/tenants/fabrikam/tokens", "", key, 404);
    api("POST", "/tenants/fabrikam/tokens", "{\"name\": \"mine\"}", key, 404);
    api("DELETE", "/tenants/acme", "", key, 403);
    api("POST", "/api-keys", "{\"name\": \"more\", \"roles\": [{\"role\": \"reader\"}]}", key, 403);
    api("GET", "/audit", "", key, 403);

    assertThat(audit())
        .contains(
            "\"who\":\"terraform\",\"via\":\"key\",\"action\":\"POST /api/v1/tenants/acme/tokens\",\"status\":201")
        .contains("\"action\":\"POST /api/v1/tenants/fabrikam/tokens\",\"status\":404")
        .contains("\"action\":\"DELETE /api/v1/tenants/acme\",\"status\":403");
  }

  @Test
  void readerAndOwnerOfAnApplicationAreKeptToIt() {
    tenant("acme");
    var reader = make("report", "[{\"role\": \"reader\", \"tenant\": \"acme\"}]");
    api("GET", "/tenants/acme/tokens", "", reader, 200);
    api("POST", "/tenants/acme/tokens", "{\"name\": \"x\"}", reader, 403);

    var owner =
        make(
            "slack",
            "[{\"role\": \"application-owner\", \"tenant\": \"acme\", \"application\": \"Slack\"}]");
    api("POST", "/tenants/acme/jobs/Slack/pause", "", owner, 404);
    api("POST", "/tenants/acme/jobs/Other/pause", "", owner, 403);
  }

  @Test
  void revokedKeyOpensNothingAndItsNameIsGone() {
    var key = make("ci", "[{\"role\": \"reader\"}]");
    api("GET", "/tenants", "", key, 200);
    var listed = api("GET", "/api-keys", "", server.adminToken(), 200);
    assertThat(listed).contains("\"name\":\"ci\"").contains("lastUsed").doesNotContain(key);

    api("DELETE", "/api-keys/1", "", server.adminToken(), 204);

    api("GET", "/tenants", "", key, 401);
    api("DELETE", "/api-keys/1", "", server.adminToken(), 404);
    api(
        "POST",
        "/api-keys",
        "{\"name\": \"ci\", \"roles\": [{\"role\": \"reader\"}]}",
        server.adminToken(),
        409);
  }

  @Test
  void whatDoesNotFitIsRefusedInWords() {
    for (var body :
        new String[] {
          "{\"name\": \"a b\", \"roles\": [{\"role\": \"reader\"}]}",
          "{\"name\": \"a\", \"roles\": []}",
          "{\"name\": \"a\", \"roles\": [{\"role\": \"king\"}]}",
          "{\"name\": \"a\", \"roles\": [{\"role\": \"reader\"}], \"expiresInDays\": 4000}"
        }) {
      assertThat(api("POST", "/api-keys", body, server.adminToken(), 400)).contains("\"detail\"");
    }
    api("GET", "/tenants", "", "mak_made-up", 401);
    api("GET", "/tenants", "", "", 401);
  }

  private String muster(String... arguments) {
    var out = new StringWriter();
    var all = new ArrayList<>(List.of("--server", server.baseUrl()));
    all.addAll(List.of(arguments));
    var exit =
        Commands.tree(new GlobalOptions(new PrintWriter(out))).execute(all.toArray(String[]::new));
    assertThat(exit).as(out.toString()).isZero();
    return out.toString();
  }

  @Test
  void keysByCommandAndCommandsByKey() {
    tenant("acme");
    var made =
        muster(
            "--token",
            server.adminToken(),
            "key",
            "create",
            "script",
            "--role",
            "reader",
            "--tenant",
            "acme");
    var found = Pattern.compile("mak_[A-Za-z0-9_-]{43}").matcher(made);
    assertThat(found.find()).as(made).isTrue();

    assertThat(muster("--token", found.group(), "tenant", "list")).contains("acme");
    assertThat(muster("--token", server.adminToken(), "key", "list"))
        .contains("script  reader:acme");
    muster("--token", server.adminToken(), "key", "revoke", "1");
    assertThat(muster("--token", server.adminToken(), "key", "list")).contains("revoked");
    api("GET", "/tenants", "", found.group(), 401);
  }

  @Test
  void pageShowsAKeyOnceAndRevokesIt() {
    var fields = Map.of("name", "terraform", "role", "reader", "days", "30");
    var made = ada.post("/api-keys", fields);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).contains("mak_");
    assertThat(ada.get("/api-keys").body()).contains("terraform").doesNotContain("mak_");

    ada.post("/api-keys/1/revoke", Map.of());
    assertThat(ada.get("/api-keys").body()).contains("revoked");
    var export = ada.get("/audit/export?format=csv");
    assertThat(export.headers().firstValue("Content-Disposition")).isPresent();
    assertThat(export.body()).contains("DELETE /api/v1/api-keys/1");
  }

  @Test
  void auditLogIsExportedWholeAndItsHashesCanBeChecked() throws Exception {
    tenant("acme");
    var lines = api("GET", "/audit/export", "", server.adminToken(), 200).lines().toList();
    var before = "";
    for (var line : lines) {
      var entry = ScimJson.parseObject(line);
      var text = before + "\n" + entry.path("entry").asString();
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      before = HexFormat.of().formatHex(hash);
      assertThat(entry.path("hash").asString()).isEqualTo(before);
    }
    assertThat(lines).hasSizeGreaterThan(1);

    var csv = api("GET", "/audit/export?format=csv", "", server.adminToken(), 200);
    assertThat(csv).startsWith("number,at,who,via,").contains(",POST /api/v1/tenants,");
    assertThat(csv.lines()).hasSize(lines.size() + 1);
    api("GET", "/audit/export?format=xml", "", server.adminToken(), 400);
  }
}
