package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.conformance.Conformance;
import dev.muster.conformance.ConformanceOptions;
import dev.muster.conformance.Profile;
import dev.muster.conformance.check.CheckResult;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.cli.Commands;
import dev.muster.server.cli.GlobalOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The conformance tester on our own server, and the command that runs it.
class ConformanceTest {
  @TempDir Path folder;

  @Test
  void passesEveryCheckOfEveryProfileAndIsLeftAsItWas() {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      var tenant = tenant(server);
      var url = tenant.path("tenantUrl").asString();
      var token = tenant.path("token").asString();

      var report =
          Conformance.run(
              ConformanceOptions.of(URI.create(url), token, Profile.ENTRA, Profile.OKTA), _ -> {});

      assertThat(report.results()).hasSizeGreaterThan(400);
      assertThat(report.results())
          .filteredOn(CheckResult::isFailed)
          .extracting(result -> result.id() + ": " + result.outcome())
          .isEmpty();
      assertThat(report.untrue()).isEmpty();
      assertThat(report.leftBehind()).isEmpty();
    }
  }

  @Test
  void theCommandSaysByItsStatusWhetherSomethingFailed() {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      var tenant = tenant(server);
      var url = tenant.path("tenantUrl").asString();
      var token = tenant.path("token").asString();
      var out = new StringWriter();

      assertThat(check(out, url, "--token", token, "--only", "discovery", "--format", "junit"))
          .isZero();
      assertThat(out.toString())
          .startsWith("<?xml")
          .contains("testsuite name=\"discovery:config\"");
      assertThat(check(out, url, "--token", "wrong", "--only", "crud:create")).isEqualTo(1);
      assertThat(check(out, "no-url", "--token", token)).isEqualTo(2);
    }
  }

  @Test
  void tellsWhatScimmyDoesAndDoesNot() {
    try (var scimmy = ScimmyPeer.start()) {
      var report =
          Conformance.run(
              ConformanceOptions.of(URI.create(scimmy.url()), scimmy.token(), Profile.ENTRA),
              _ -> {});

      assertThat(report.count("passed")).isGreaterThan(report.count("failed"));
      assertThat(report.results())
          .filteredOn(result -> result.id().equals("crud:create/answers-201/User"))
          .noneMatch(CheckResult::isFailed);
      assertThat(report.leftBehind()).isEmpty();
    }
  }

  // Without the breaker: the checks delete more users within an hour than it lets pass.
  private static JsonNode tenant(MusterServer server) {
    var admin = new AdminClient(server.baseUrl(), server.adminToken());
    var tenant = admin.post("/tenants", ScimJson.object().put("name", "acme"));
    var off = ScimJson.object();
    off.putObject("circuitBreaker").put("enabled", false);
    admin.patch("/tenants/acme/settings", off);
    return tenant;
  }

  private static int check(StringWriter out, String... arguments) {
    var line = new String[arguments.length + 1];
    line[0] = "check";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    var writer = new PrintWriter(out, true);
    return Commands.tree(new GlobalOptions(writer)).setErr(writer).execute(line);
  }
}
