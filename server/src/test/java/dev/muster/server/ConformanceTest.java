package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.conformance.CheckResult;
import dev.muster.conformance.Conformance;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceTest {
  @TempDir Path folder;

  @Test
  void passesEveryCheckAndIsLeftAsItWas() {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      var tenant =
          new AdminClient(server.baseUrl(), server.adminToken())
              .post("/tenants", ScimJson.object().put("name", "acme"));

      var results =
          Conformance.run(
              URI.create(tenant.path("tenantUrl").asString()), tenant.path("token").asString());

      assertThat(results).hasSizeGreaterThan(40);
      assertThat(results)
          .filteredOn(result -> result.outcome() == CheckResult.Outcome.FAILED)
          .isEmpty();
    }
  }
}
