package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.cli.Commands;
import dev.muster.server.cli.GlobalOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands against a running server, as scripts call them.
class CommandLineTest {
  @TempDir Path folder;

  private record Run(int exit, String out, String err) {}

  private Run muster(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new ArrayList<>(List.of("--data", folder.toString()));
    all.addAll(List.of(arguments));
    var exit =
        Commands.tree(new GlobalOptions(new PrintWriter(out)))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Run(exit, out.toString(), err.toString());
  }

  @Test
  void tenantCreatePrintsUrlAndTokenForPrograms() {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      var run = muster("tenant", "create", "acme", "--output", "json");

      assertThat(run.exit()).isZero();
      var json = ScimJson.parseObject(run.out());
      assertThat(json.propertyNames()).containsExactly("tenantUrl", "token");
      assertThat(json.path("tenantUrl").asString()).isEqualTo(server.baseUrl() + "/t/acme/scim/v2");
      assertThat(json.path("token").asString()).startsWith("mst_");
    }
  }

  @Test
  void tenantAndItsTokensByCommands() {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      muster("tenant", "create", "acme");
      var made = muster("tenant", "token", "create", "acme", "--name", "Entra", "--scope", "read");
      assertThat(made.out()).contains("mst_");
      assertThat(muster("tenant", "token", "list", "acme").out()).contains("Entra  read");
      assertThat(muster("tenant", "token", "rotate", "acme", "2").out()).contains("24 more hours");
      assertThat(muster("tenant", "token", "revoke", "acme", "2").out()).contains("works no more");
      assertThat(muster("tenant", "oauth-client", "acme").out())
          .contains(server.baseUrl() + "/t/acme/oauth/token", "mci_", "mcs_");

      assertThat(muster("tenant", "suspend", "acme").out()).contains("acme is suspended");
      assertThat(muster("tenant", "list").out()).contains("suspended");
      assertThat(muster("tenant", "resume", "acme").out()).contains("acme is active");
      assertThat(muster("tenant", "delete", "acme", "--yes").out()).contains("being deleted");
    }
  }

  @Test
  void passwordIsVerifiedByCommand() throws IOException {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      muster("tenant", "create", "acme");
      var file = folder.resolve("password");
      Files.writeString(file, "seven tired kettles\n");
      var verify =
          new String[] {"password", "verify", "acme", "ann", "--password-file", file.toString()};
      assertThat(muster(verify).err()).contains("passwords.accepted");
      new AdminClient(server.baseUrl(), server.adminToken())
          .patch(
              "/tenants/acme/settings",
              ScimJson.parseObject("{\"passwords\": {\"accepted\": true}}"));

      assertThat(muster(verify).exit()).isEqualTo(1);
      assertThat(muster("password", "remove-all", "acme", "--yes").out()).contains("removed 0");
    }
  }

  @Test
  void configurationIsShownWithWhereItComesFrom() throws IOException {
    var file = folder.resolve("muster.yaml");
    Files.writeString(file, "port: 9000\ndatabase: postgresql://u:s3cret@db/m\n");

    var shown = muster("config", "show", "--config", file.toString(), "--host", "::1");
    assertThat(shown.out())
        .containsPattern("host +::1 +--host")
        .containsPattern("port +9000 +.*muster.yaml:1")
        .containsPattern("database +\\[redacted\\]")
        .doesNotContain("s3cret");

    Files.writeString(file, "hots: ::1\n");
    var wrong = muster("config", "show", "--config", file.toString());
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("muster.yaml:1: unknown key \"hots\"; did you mean \"host\"?");
  }

  @Test
  void wholeStoryByCommands() throws IOException {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      muster("tenant", "create", "acme");
      var app = ScimJson.parseObject(muster("tenant", "create", "app", "--output", "json").out());
      var file = folder.resolve("people.csv");
      Files.writeString(file, "employee_id,user_name,department\n1,ann,Sales\n2,bob,Sales\n");

      assertThat(muster("import", "acme", file.toString()).out())
          .contains("2 people read.")
          .contains("created 3");
      var created =
          muster(
              "app",
              "create",
              "acme",
              "Demo app",
              "--tenant-url",
              app.path("tenantUrl").asString(),
              "--secret-token",
              app.path("token").asString(),
              "--rate",
              "0");
      assertThat(created.exit()).isZero();
      assertThat(muster("app", "test", "acme", "Demo app").exit()).isZero();
      assertThat(muster("app", "assign", "acme", "Demo app", "--group", "Sales").out())
          .contains("0 users and 1 groups");
      assertThat(muster("sync", "acme", "Demo app").out())
          .contains("created 3")
          .contains("failed 0");
      assertThat(muster("app", "status", "acme", "Demo app").out())
          .contains("Demo app (application): active")
          .contains("2 User");
      assertThat(muster("app", "log", "acme", "Demo app").out()).contains("create").contains("ann");
      assertThat(server.baseUrl()).startsWith("http://127.0.0.1:");
    }
  }

  @Test
  void definitionsAreAppliedShownAndIndexedByCommands() throws IOException {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      muster("tenant", "create", "acme");
      var file = folder.resolve("definitions.json");
      Files.writeString(
          file,
          """
          {"schemas": [{"id": "urn:example:2.0:Device", "attributes": [
             {"name": "serial", "required": true, "uniqueness": "server"}, {"name": "model"}]}],
           "resourceTypes": [
             {"name": "Device", "endpoint": "/Devices", "schema": "urn:example:2.0:Device"}]}
          """);

      var dryRun = muster("schema", "apply", "acme", file.toString(), "--dry-run");
      assertThat(dryRun.out()).contains("resource type \"Device\" is new").contains("Possible");
      assertThat(muster("schema", "apply", "acme", file.toString()).out()).contains("Changed.");
      assertThat(muster("schema", "apply", "acme", file.toString()).out())
          .contains("Nothing changes.");
      assertThat(muster("schema", "index", "acme", "urn:example:2.0:Device:model").exit()).isZero();
      assertThat(muster("schema", "list", "acme").out())
          .contains("/Devices")
          .containsPattern("Device +serial +yes +complete")
          .containsPattern("Device +model +complete");
      Files.writeString(file, muster("schema", "show", "acme").out());
      assertThat(muster("schema", "apply", "acme", file.toString()).out())
          .contains("Nothing changes.");
      assertThat(server.baseUrl()).isNotEmpty();
    }
  }

  @Test
  void importOfABrokenFileNamesTheLineAndFails() throws IOException {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      muster("tenant", "create", "acme");
      var file = folder.resolve("people.csv");
      Files.writeString(file, "employee_id,user_name\n1,ann\n1,bob\n");

      var run = muster("import", "acme", file.toString());

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).contains("line 3: employee_id \"1\" is that of line 2 already");
      assertThat(server.adminToken()).isNotEmpty();
    }
  }

  @Test
  void failureIsOneClearLine() {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      var unknown = muster("sync", "nobody", "app");
      assertThat(unknown.exit()).isEqualTo(1);
      assertThat(unknown.err().strip().lines()).hasSize(1);
      assertThat(unknown.err()).contains("there is no tenant \"nobody\"");
      assertThat(server.baseUrl()).isNotEmpty();
    }
    var down = muster("--server", "http://127.0.0.1:1", "tenant", "list");
    assertThat(down.exit()).isEqualTo(1);
    assertThat(down.err()).contains("cannot reach http://127.0.0.1:1");
    assertThat(muster("no-such-command").exit()).isEqualTo(2);
  }

  @Test
  void secondServerOnTheSameFolderIsRefused() {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      assertThatThrownBy(() -> MusterServer.start(Configuration.local(folder)))
          .hasMessageContaining("in use by another muster");
      assertThat(server.baseUrl()).isNotEmpty();
    }
  }
}
