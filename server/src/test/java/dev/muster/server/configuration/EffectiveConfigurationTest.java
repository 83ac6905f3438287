package dev.muster.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveConfigurationTest {
  @TempDir private Path folder = Path.of("");

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private EffectiveConfiguration read(
      Map<ServerOption, List<String>> flags, Map<String, String> environment, String yaml) {
    var file = write("muster.yaml", yaml);
    return EffectiveConfiguration.of(
        flags, name -> Optional.ofNullable(environment.get(name)), Optional.of(file));
  }

  private EffectiveConfiguration read(String yaml) {
    return read(Map.of(), Map.of(), yaml);
  }

  private static String from(EffectiveConfiguration effective, String key) {
    return effective.toJson().path("options").path(key).path("from").asString();
  }

  @Test
  void flagWinsOverEnvironmentOverFileOverDefault() {
    var effective =
        read(
            Map.of(ServerOption.PORT, List.of("1")),
            Map.of("MUSTER_PORT", "2", "MUSTER_HOST", "::1"),
            """
            host: 10.0.0.1
            port: 3
            public-url: https://scim.example.com
            """);

    assertThat(effective.port()).isEqualTo(1);
    assertThat(from(effective, "port")).isEqualTo("--port");
    assertThat(effective.find(ServerOption.HOST)).contains("::1");
    assertThat(from(effective, "host")).isEqualTo("MUSTER_HOST");
    assertThat(effective.find(ServerOption.PUBLIC_URL)).contains("https://scim.example.com");
    assertThat(from(effective, "public-url")).endsWith("muster.yaml:3");
    assertThat(effective.find(ServerOption.DATA)).contains(".muster");
    assertThat(from(effective, "data")).isEqualTo("default");
  }

  @Test
  void secretsAreReadFromFilesAndNotShown() {
    var database = write("database", "postgresql://muster:s3cret@db/muster\n");
    write("token", "mad_0123456789abcdefghijkl\n");

    var effective =
        read(
            Map.of(),
            Map.of("MUSTER_DATABASE_FILE", database.toString()),
            "admin-token-file: token");

    assertThat(effective.find(ServerOption.DATABASE))
        .contains("postgresql://muster:s3cret@db/muster");
    assertThat(effective.find(ServerOption.ADMIN_TOKEN)).contains("mad_0123456789abcdefghijkl");
    assertThat(effective.toJson().toString())
        .contains("[redacted]", "MUSTER_DATABASE_FILE (" + database)
        .doesNotContain("s3cret", "mad_");
  }

  @Test
  void listsAreListsInTheFileAndHaveCommasInTheEnvironment() {
    assertThat(read("allow-target: [10.0.0.0/8, 127.0.0.1]").list(ServerOption.ALLOW_TARGET))
        .containsExactly("10.0.0.0/8", "127.0.0.1");
    var environment = Map.of("MUSTER_ALLOW_TARGET", "10.0.0.0/8, fc00::/7");
    assertThat(read(Map.of(), environment, "").list(ServerOption.ALLOW_TARGET))
        .containsExactly("10.0.0.0/8", "fc00::/7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port: 1\\nprot: 2                                  | muster.yaml:2: unknown key "prot"; did you mean "port"?
          port: 1\\nlog-level: debug                         | there are admin-token, admin-token-file
          port: 1\\nport: 2                                  | muster.yaml:2: "port" is there twice
          port: [1, 2]                                       | muster.yaml:1: "port" has one value
          - port                                             | muster.yaml:1: expected keys with values
          port: 1\\n  host: x                                | muster.yaml:2: no YAML
          admin-token: x\\nadmin-token-file: y               | both "admin-token" and "admin-token-file"
          tenants:\\n- nmae: acme                            | muster.yaml:2: "name" is missing
          tenants: [{name: a, settings: {quotas: {maxUser: 1}}}] | settings: quotas.maxUser: unknown field; there are maxUsers
          tenants:\\n- name: a\\n  settings:\\n    recreate: never | muster.yaml:4: settings: recreate
          tenants:\\n- name: a\\n- name: a                   | muster.yaml:3: the tenant "a" is there twice
          tenants: [{name: a, tokens: [{name: t}]}]          | either "sha256", its digest in hex, or "file"
          tenants: [{name: a, tokens: [{name: t, sha256: x}]}] | 64 lower-case hexadecimal digits
          """)
  void mistakeIsNamedWithItsLine(String yaml, String message) {
    var text = yaml.replace("\\n", "\n");
    if (text.contains("admin-token-file")) {
      write("y", "0123456789012345678901");
    }

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void valueThatDoesNotFitIsNamedWithItsPlace() {
    var effective = read(Map.of(), Map.of("MUSTER_PORT", "tcp://10.0.0.7:8080"), "");

    assertThatThrownBy(effective::port)
        .hasMessageContaining("enableServiceLinks")
        .hasMessageContaining("(from MUSTER_PORT)");
    assertThatThrownBy(() ->
            read("allow-private-addresses: maybe").isTrue(ServerOption.ALLOW_PRIVATE_ADDRESSES))
        .hasMessageContaining("muster.yaml:1");
  }

  @Test
  void tenantIsReadWithSettingsAndTokens() {
    write("acme-token", "mst_0123456789abcdefghijklmnop\n");
    var effective =
        read(
            """
            tenants:
              - name: acme
                settings:
                  dialect: {preset: entra}
                  quotas: {maxUsers: 1000}
                tokens:
                  - {name: Entra, file: acme-token, scopes: [read]}
                  - name: other
                    sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
                    expires: 2027-01-01T00:00:00Z
            """);

    var acme = effective.tenants().getFirst();
    assertThat(acme.name()).isEqualTo("acme");
    assertThat(acme.settings().toString())
        .isEqualTo("{\"dialect\":{\"preset\":\"entra\"},\"quotas\":{\"maxUsers\":1000}}");
    assertThat(acme.tokens()).extracting("name").containsExactly("Entra", "other");
    assertThat(effective.toJson().toString()).doesNotContain("ba7816bf", "mst_");
  }
}
