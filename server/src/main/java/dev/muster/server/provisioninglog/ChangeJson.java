package dev.muster.server.provisioninglog;

import dev.muster.provisioning.log.ErrorCode;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.log.ProvisioningLogEntry.ErrorInfo;
import dev.muster.provisioning.log.ProvisioningLogEntry.ModifiedProperty;
import dev.muster.provisioning.log.ProvisioningLogEntry.Step;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Keywords;
import dev.muster.store.provisioninglog.LogPage.Kept;
import tools.jackson.databind.node.ObjectNode;

/// An entry of the provisioning log as the admin API shows it: the members of Entra's
/// `provisioningObjectSummary`, and the flat ones that programs filter by.
public final class ChangeJson {
  private ChangeJson() {}

  /// An entry with its place and the job that it is of.
  static ObjectNode of(Kept kept, String job) {
    return ScimJson.object().put("logId", kept.logId()).put("job", job).setAll(of(kept.entry()));
  }

  public static ObjectNode of(ProvisioningLogEntry entry) {
    var json =
        ScimJson.object()
            .put("changeId", entry.changeId())
            .put("at", entry.at().toString())
            .put("cycle", entry.cycle())
            .put("action", Keywords.of(entry.action()))
            .put("result", Keywords.of(entry.result()))
            .put("objectType", entry.objectType())
            .put("sourceId", entry.sourceId())
            .put("displayName", entry.displayName())
            .put("milliseconds", entry.duration().toMillis())
            .put("initiatedBy", Keywords.of(entry.initiator()));
    entry.targetId().ifPresent(id -> json.put("targetId", id));
    identity(json.putObject("sourceIdentity"), entry, entry.sourceId());
    entry.targetId().ifPresent(id -> identity(json.putObject("targetIdentity"), entry, id));
    var modified = json.putArray("modifiedProperties");
    entry.modifiedProperties().forEach(property -> modified.add(of(property)));
    var steps = json.putArray("steps");
    entry.steps().forEach(step -> steps.add(of(step)));
    entry.error().ifPresent(error -> json.set("error", of(error)));
    return json;
  }

  private static void identity(ObjectNode json, ProvisioningLogEntry entry, String id) {
    json.put("id", id)
        .put("displayName", entry.displayName())
        .put("identityType", entry.objectType());
  }

  private static ObjectNode of(ModifiedProperty property) {
    var json = ScimJson.object().put("name", property.name());
    json.set("before", property.before());
    json.set("after", property.after());
    return json;
  }

  public static ObjectNode of(Step step) {
    var json =
        ScimJson.object()
            .put("type", Keywords.of(step.type()))
            .put("result", Keywords.of(step.result()))
            .put("description", step.description());
    if (!step.details().isEmpty()) {
      step.details().forEach(json.putObject("details")::put);
    }
    return json;
  }

  private static ObjectNode of(ErrorInfo error) {
    var json = ScimJson.object().put("code", error.code());
    ErrorCode.find(error.code())
        .ifPresent(code -> json.put("category", Keywords.of(code.category())));
    return json.put("reason", error.reason()).put("recommendedAction", error.recommendedAction());
  }

  static ObjectNode of(ErrorCode code) {
    return ScimJson.object()
        .put("code", code.code())
        .put("category", Keywords.of(code.category()))
        .put("meaning", code.meaning())
        .put("recommendedAction", code.recommendedAction());
  }
}
