package dev.muster.scim.patch;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of a PATCH request: operations to apply in sequence, all or none (RFC 7644 §3.5.2).
public record PatchOp(List<PatchOperation> operations) {
  /// URN of the message.
  public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  public PatchOp {
    operations = List.copyOf(operations);
  }

  /// Reads a request body. Operation names are read in any case, as most providers read them.
  ///
  /// Throws `invalidSyntax` for a body of another shape, `invalidPath` for a path that is none,
  /// `noTarget` for a remove without path, `invalidValue` for an operation without its value.
  public static PatchOp parse(JsonNode body) {
    return PatchOpReader.read(body);
  }

  /// The request body.
  public ObjectNode toJson() {
    var json = ScimJson.object();
    json.putArray("schemas").add(SCHEMA);
    json.putArray("Operations").addAll(operations.stream().map(PatchOperation::toJson).toList());
    return json;
  }
}
