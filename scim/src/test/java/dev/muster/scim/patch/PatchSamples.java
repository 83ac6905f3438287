package dev.muster.scim.patch;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import tools.jackson.databind.node.ObjectNode;

/// PATCH requests in few words, for tests.
final class PatchSamples {
  static final ResourceSchema USER = SchemaRegistry.core().findResourceType("User").orElseThrow();
  static final ResourceSchema GROUP = SchemaRegistry.core().findResourceType("Group").orElseThrow();

  private PatchSamples() {}

  /// A request with these operations, written as JSON objects with commas between.
  static PatchOp patchOp(String operations) {
    return PatchOp.parse(
        ScimJson.parseObject(
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
            """
                .formatted(operations)));
  }

  /// The document of a user after these operations.
  static ObjectNode patchUser(String document, String operations) {
    return PatchApplier.apply(ScimJson.parseObject(document), patchOp(operations), USER);
  }

  static ObjectNode json(String text) {
    return ScimJson.parseObject(text);
  }
}
