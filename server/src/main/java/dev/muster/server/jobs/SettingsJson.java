package dev.muster.server.jobs;

import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.MergePatch;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a job writes and by which rules, as JSON and back: what a preview takes, saved or not.
final class SettingsJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private SettingsJson() {}

  static ObjectNode of(JobSettings settings) {
    var json = ScimJson.object().put("scope", settings.scope().name().toLowerCase(Locale.ROOT));
    json.set("objectMappings", MAPPER.valueToTree(settings.objectMappings()));
    json.set("rules", RulesJson.of(settings));
    return json;
  }

  /// The settings with what a merge patch (RFC 7396) changes; `objectMappings` is replaced whole.
  /// Throws 400 naming the part that does not fit.
  static JobSettings patched(JobSettings settings, ObjectNode patch) {
    var fields = RequestFields.of(MergePatch.apply(of(settings), patch));
    var scope = scope(fields);
    var mappings = fields.find("objectMappings").map(SettingsJson::mappings);
    var rules = fields.findObject("rules").orElseGet(ScimJson::object);
    fields.refuseOthers();
    return RulesJson.read(
        rules, settings.withMappings(scope, mappings.orElse(settings.objectMappings())));
  }

  private static SyncScope scope(RequestFields fields) {
    return switch (fields.findString("scope").orElse("assigned")) {
      case "assigned" -> SyncScope.ASSIGNED;
      case "all" -> SyncScope.ALL;
      case String other ->
          throw fields.invalid("scope", "\"%s\" is none of assigned, all".formatted(other));
    };
  }

  private static List<ObjectMapping> mappings(JsonNode node) {
    if (!(node instanceof ArrayNode array)) {
      throw HttpException.invalid("objectMappings", "expected an array, found " + node);
    }
    try {
      return List.of(MAPPER.treeToValue(array, ObjectMapping[].class));
    } catch (JacksonException e) {
      throw HttpException.invalid("objectMappings", e.getOriginalMessage());
    }
  }
}
