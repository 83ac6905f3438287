package dev.muster.server.admin;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.dialect.Preset;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Handler;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/// What dialect rules and presets there are; a tenant's choice is among its settings.
public final class DialectRuleRoutes implements AdminRoutes {

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", AdminApi.PREFIX + "/dialect-rules", request -> list());
  }

  private static Response list() {
    var body = ScimJson.object();
    body.putArray("rules")
        .addAll(Arrays.stream(DialectRule.values()).map(DialectRuleRoutes::render).toList());
    body.putArray("presets")
        .addAll(Arrays.stream(Preset.values()).map(DialectRuleRoutes::render).toList());
    return AdminResponses.ok(body);
  }

  private static ObjectNode render(DialectRule rule) {
    var json =
        ScimJson.object()
            .put("name", rule.keyword())
            .put("sent", rule.sent())
            .put("form", rule.form())
            .put("waitsForSign", rule.waitsForSign());
    var presets = json.putArray("presets");
    for (var preset : Preset.values()) {
      if (preset.rules().contains(rule)) {
        presets.add(preset.keyword());
      }
    }
    return json;
  }

  private static ObjectNode render(Preset preset) {
    var json = ScimJson.object().put("name", preset.keyword()).put("for", preset.title());
    preset.rules().forEach(rule -> json.withArray("rules").add(rule.keyword()));
    return json;
  }
}
