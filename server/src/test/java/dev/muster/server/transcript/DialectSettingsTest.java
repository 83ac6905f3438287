package dev.muster.server.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.dialect.Preset;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.Configuration;
import dev.muster.server.MusterServer;
import dev.muster.server.cli.AdminClient;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialectSettingsTest {
  private static final String SETTINGS = "/tenants/acme/settings";

  @TempDir Path folder;

  @Test
  void tenantChoosesAPresetAndExceptionsByName() {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      var admin = new AdminClient(server.baseUrl(), server.adminToken());
      admin.post("/tenants", ScimJson.object().put("name", "acme"));
      assertThat(admin.get(SETTINGS).path("dialect"))
          .isEqualTo(ScimJson.object().put("preset", "auto"));

      var okta =
          ScimJson.parseObject(
              """
              {"dialect": {"preset": "okta", "on": ["json-text"], "off": ["read-only-echo"]}}
              """);
      assertThat(admin.patch(SETTINGS, okta).path("dialect")).isEqualTo(okta.path("dialect"));

      assertRefused(admin, "{\"preset\": \"azure\"}", Preset.keywords());
      assertRefused(admin, "{\"on\": [\"true-text\"]}", DialectRule.keywords());
      assertRefused(admin, "{\"on\": [\"op-case\"], \"off\": [\"op-case\"]}", "both on and off");
      assertRefused(admin, "{\"rules\": []}", "preset, on, off");
    }
  }

  @Test
  void rulesAreListedWithWhatTheyDoAndTheirPresets() {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      var list = new AdminClient(server.baseUrl(), server.adminToken()).get("/dialect-rules");

      assertThat(list.path("rules").valueStream().map(rule -> rule.path("name").asString()))
          .containsExactlyElementsOf(
              Arrays.stream(DialectRule.values()).map(DialectRule::keyword).toList());
      assertThat(list.path("rules").path(0).path("presets"))
          .isEqualTo(ScimJson.mapper().readTree("[\"entra\", \"auto\"]"));
      assertThat(list.path("presets")).hasSize(Preset.values().length);
    }
  }

  private static void assertRefused(AdminClient admin, String dialect, String because) {
    var change = ScimJson.object();
    change.set("dialect", ScimJson.parseObject(dialect));
    assertThatThrownBy(() -> admin.patch(SETTINGS, change)).hasMessageContaining(because);
  }
}
