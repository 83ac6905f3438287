package dev.muster.server.applications;

import dev.muster.provisioning.target.Capabilities;
import dev.muster.provisioning.target.CapabilityOverrides;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What applications can do, as JSON.
public final class CapabilitiesJson {
  private CapabilitiesJson() {}

  static CapabilityOverrides read(RequestFields fields) {
    var overrides =
        new CapabilityOverrides(
            fields.findBoolean("patch"),
            fields.findBoolean("bulk"),
            positive(fields, "maxOperations"),
            positive(fields, "maxPayloadSize"),
            fields.findBoolean("filter"),
            fields.findBoolean("cursor"),
            positive(fields, "pageSize"),
            fields.findBoolean("etag"));
    fields.refuseOthers();
    return overrides;
  }

  /// What is said of it; what is not said is left out.
  public static ObjectNode toJson(CapabilityOverrides overrides) {
    var json = ScimJson.object();
    overrides.patch().ifPresent(value -> json.put("patch", value));
    overrides.bulk().ifPresent(value -> json.put("bulk", value));
    overrides.maxOperations().ifPresent(value -> json.put("maxOperations", value));
    overrides.maxPayloadSize().ifPresent(value -> json.put("maxPayloadSize", value));
    overrides.filter().ifPresent(value -> json.put("filter", value));
    overrides.cursor().ifPresent(value -> json.put("cursor", value));
    overrides.pageSize().ifPresent(value -> json.put("pageSize", value));
    overrides.etag().ifPresent(value -> json.put("etag", value));
    return json;
  }

  /// What holds.
  public static ObjectNode toJson(Capabilities capabilities) {
    var json =
        ScimJson.object()
            .put("patch", capabilities.patch())
            .put("bulk", capabilities.bulk().isPresent())
            .put("filter", capabilities.filter())
            .put("cursor", capabilities.cursor())
            .put("pageSize", capabilities.pageSize())
            .put("etag", capabilities.etag());
    capabilities
        .bulk()
        .ifPresent(bulk ->
            json.put("maxOperations", bulk.maxOperations())
                .put("maxPayloadSize", bulk.maxPayloadSize()));
    return json;
  }

  private static Optional<Integer> positive(RequestFields fields, String field) {
    var number = fields.findInteger(field);
    if (number.filter(n -> n < 1).isPresent()) {
      throw fields.invalid(field, number.get() + " is not positive");
    }
    return number;
  }
}
