package dev.muster.scim.dialect;

import dev.muster.scim.dialect.DialectRequest.Kind;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.patch.PatchApplier;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Requests in few words, for tests.
final class DialectSamples {
  static final ResourceSchema USER = SchemaRegistry.core().findResourceType("User").orElseThrow();
  static final Dialect AUTO = Dialect.of(Preset.AUTO, Set.of(), Set.of());

  private DialectSamples() {}

  static DialectRequest request(Kind kind, Optional<String> filter, Optional<ObjectNode> body) {
    return new DialectRequest(
        kind, SchemaRegistry.core(), Optional.of(USER), Optional.of("7"), false, filter, body);
  }

  /// A filter on users in RFC form.
  static String filter(String text) {
    return AUTO.apply(request(Kind.QUERY, Optional.of(text), Optional.empty()))
        .request()
        .filter()
        .orElseThrow();
  }

  /// What becomes of a body on users.
  static DialectOutcome apply(Kind kind, ObjectNode body) {
    return AUTO.apply(request(kind, Optional.empty(), Optional.of(body)));
  }

  /// The document of the user 7 after these operations, written as JSON objects with commas
  /// between.
  static ObjectNode patchUser(String document, String operations) {
    var body = apply(Kind.PATCH, patch(operations)).request().body().orElseThrow();
    return PatchApplier.apply(json(document), PatchOp.parse(body), USER);
  }

  static ObjectNode patch(String operations) {
    return json(
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
        """
            .formatted(operations));
  }

  static ObjectNode json(String text) {
    return ScimJson.parseObject(text);
  }
}
