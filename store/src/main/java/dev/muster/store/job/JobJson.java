package dev.muster.store.job;

import dev.muster.provisioning.plan.ProvisioningAction;
import tools.jackson.databind.json.JsonMapper;

/// Records of the engine as JSON text and back.
final class JobJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JobJson() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /// The name under which an action's JSON is kept.
  static String kind(ProvisioningAction action) {
    return switch (action) {
      case ProvisioningAction.Create create -> "CREATE";
      case ProvisioningAction.Update update -> "UPDATE";
      case ProvisioningAction.Disable disable -> "DISABLE";
      case ProvisioningAction.Delete delete -> "DELETE";
      case ProvisioningAction.ChangeMembers change -> "CHANGE_MEMBERS";
    };
  }

  static ProvisioningAction action(String kind, String json) {
    return switch (kind) {
      case "CREATE" -> read(json, ProvisioningAction.Create.class);
      case "UPDATE" -> read(json, ProvisioningAction.Update.class);
      case "DISABLE" -> read(json, ProvisioningAction.Disable.class);
      case "DELETE" -> read(json, ProvisioningAction.Delete.class);
      case "CHANGE_MEMBERS" -> read(json, ProvisioningAction.ChangeMembers.class);
      default -> throw new IllegalStateException("the store has an action of kind " + kind);
    };
  }
}
