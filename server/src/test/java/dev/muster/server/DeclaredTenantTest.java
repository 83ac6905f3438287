package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.configuration.EffectiveConfiguration;
import dev.muster.server.configuration.ServerOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tenants that a configuration file declares, over several starts.
class DeclaredTenantTest {
  private static final String TOKEN = "mst_0123456789abcdefghijklmnop";
  private static final String ACME =
      """
      tenants:
        - name: acme
          settings: {undeclaredExtensions: true, quotas: {maxUsers: 5}}
          tokens: [{name: Entra, file: token}]
      """;

  @TempDir private Path folder = Path.of("");

  private Peer start(String yaml) throws IOException {
    Files.writeString(folder.resolve("token"), TOKEN);
    var file = Files.writeString(folder.resolve("muster.yaml"), yaml);
    var flags =
        Map.of(
            ServerOption.PORT, List.of("0"),
            ServerOption.DATA, List.of(folder.resolve("data").toString()));
    return new Peer(
        Configuration.of(
            EffectiveConfiguration.of(flags, name -> Optional.empty(), Optional.of(file))));
  }

  @Test
  void areMadeOnceAndKeptAsDeclared() throws IOException {
    try (var muster = start(ACME)) {
      assertThat(muster.get("/t/acme/scim/v2/Users", TOKEN).statusCode()).isEqualTo(200);
      muster
          .admin()
          .patch(
              "/tenants/acme/settings",
              ScimJson.parseObject(
                  "{\"quotas\": {\"maxUsers\": 9, \"maxGroups\": 7}, \"recreate\": \"same-id\"}"));
    }
    try (var muster = start(ACME.replace("true", "false"))) {
      var settings = muster.admin().get("/tenants/acme/settings");
      assertThat(settings.path("quotas").toString()).isEqualTo("{\"maxUsers\":5,\"maxGroups\":7}");
      assertThat(settings.path("recreate").asString()).isEqualTo("same-id");
      assertThat(settings.path("undeclaredExtensions").asBoolean()).isFalse();
      assertThat(muster.admin().get("/tenants/acme/tokens").path("tokens")).hasSize(1);
    }
    try (var muster = start("host: 127.0.0.1")) {
      assertThat(muster.get("/t/acme/scim/v2/Users", TOKEN).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tokenOfAnotherTenantIsRefusedWithTheLine() throws IOException {
    var two = ACME + "  - name: other\n    tokens: [{name: same, file: token}]\n";

    assertThatThrownBy(() -> start(two))
        .hasMessageContaining("muster.yaml:5")
        .hasMessageContaining("another tenant's");
  }

  @Test
  void adminTokenOfTheConfigurationIsTheOneThatCounts() throws IOException {
    try (var muster = start("admin-token: mad_0123456789abcdefghijkl")) {
      assertThat(muster.adminToken()).isEqualTo("mad_0123456789abcdefghijkl");
      assertThat(muster.adminSend("GET", "/tenants", "").statusCode()).isEqualTo(200);
    }
    assertThatThrownBy(() -> start("admin-token: short")).hasMessageContaining("muster.yaml:1");
  }
}
