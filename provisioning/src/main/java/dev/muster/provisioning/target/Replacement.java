package dev.muster.provisioning.target;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimClient.Versioned;
import dev.muster.client.ScimClientException;
import dev.muster.client.ScimClientException.Kind;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.patch.GroupPatch;
import dev.muster.scim.patch.PatchApplier;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Modifies objects of an application that takes no PATCH: reads one, changes it here, and replaces
/// it (RFC 7644 §3.5.1). Where objects have versions, one that somebody else changed meanwhile is
/// read again.
final class Replacement {
  private static final int ATTEMPTS = 5;
  private static final String MEMBERS = "members";
  // What the application makes itself, and what it never shows.
  private static final List<String> ITS_OWN = List.of("meta", "groups");

  private final ScimClient client;
  private final SchemaRegistry schemas;
  private final boolean versioned;

  /// @param schemas what the target is known to define
  /// @param versioned whether the application has entity tags
  Replacement(ScimClient client, SchemaRegistry schemas, boolean versioned) {
    this.client = client;
    this.schemas = schemas;
    this.versioned = versioned;
  }

  /// Throws [ScimClientException], and [TargetException] when the object is gone or the change does
  /// not fit it.
  void modify(ObjectMapping mapping, String id, ObjectNode patchOp) {
    for (var attempt = 1; ; attempt++) {
      var read =
          client
              .findVersioned(mapping.endpoint(), id)
              .orElseThrow(() ->
                  new TargetException(
                      TargetException.Kind.NOT_FOUND,
                      "EntryNotFound",
                      "GET %s/%s: 404".formatted(mapping.endpoint(), id)));
      try {
        replace(mapping, id, read, patchOp);
        return;
      } catch (ScimClientException e) {
        if (e.kind() != Kind.CHANGED || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void replace(ObjectMapping mapping, String id, Versioned read, ObjectNode patchOp) {
    var version = versioned ? read.version() : Optional.<String>empty();
    client.replace(mapping.endpoint(), id, changed(mapping, read.resource(), patchOp), version);
  }

  private ObjectNode changed(ObjectMapping mapping, ObjectNode object, ObjectNode patchOp) {
    var schema =
        schemas
            .findResourceType(mapping.objectType())
            .orElseThrow(() -> unfit("no schema of the type " + mapping.objectType()));
    try {
      var patch = PatchOp.parse(patchOp);
      var changed = mapping.members() ? group(object, patch, schema) : apply(object, patch, schema);
      changed.remove(ITS_OWN);
      return changed;
    } catch (ScimException e) {
      throw unfit(e.detail());
    }
  }

  private static ObjectNode group(ObjectNode group, PatchOp patch, ResourceSchema schema) {
    var split = GroupPatch.split(patch, schema);
    var members = new LinkedHashMap<String, JsonNode>();
    group.path(MEMBERS).forEach(member -> members.put(member.path("value").asString(""), member));
    var document = group.deepCopy();
    document.remove(MEMBERS);
    var changed = apply(document, split.document(), schema);
    switch (split.members()) {
      case MembersChange.Delta(var add, var remove) -> {
        add.forEach(id -> members.putIfAbsent(id, member(id)));
        remove.forEach(members::remove);
      }
      case MembersChange.ReplaceAll(var all) -> {
        members.clear();
        all.forEach(id -> members.put(id, member(id)));
      }
    }
    members.values().forEach(changed.putArray(MEMBERS)::add);
    return changed;
  }

  private static ObjectNode apply(ObjectNode document, PatchOp patch, ResourceSchema schema) {
    return patch.operations().isEmpty()
        ? document
        : PatchApplier.apply(document, patch, schema).deepCopy();
  }

  private static JsonNode member(String id) {
    return ScimJson.object().put("value", id);
  }

  private static TargetException unfit(String detail) {
    return new TargetException(
        TargetException.Kind.REJECTED,
        "InvalidAttributeValue",
        "the change does not fit: " + detail);
  }
}
