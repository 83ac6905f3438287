package dev.muster.scim.resource;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Extensions that a resource's type does not declare. By the tenant's choice they are refused, or
/// kept as they came: there is no schema to read them by, so they cannot be searched either.
public final class UndeclaredExtensions {
  private UndeclaredExtensions() {}

  /// Whether a member of a resource looks like an extension: its name is a URN.
  public static boolean isUrn(String key) {
    return key.regionMatches(true, 0, "urn:", 0, 4);
  }

  /// Takes a member whose name is a URN that the type does not declare. A client that writes
  /// `urn:…:badge` beside the other attributes means the attribute `badge` of `urn:…`.
  ///
  /// Throws `invalidValue` when the tenant keeps none.
  static void take(ObjectNode document, String key, JsonNode value, ResourceSchema schema) {
    if (ValueReader.isUnassigned(value)) {
      return;
    }
    if (value instanceof ObjectNode object) {
      requireAllowed(key, schema);
      SimpleValue.requireStorable(key, object);
      container(document, key).setAll(object);
      return;
    }
    int colon = key.lastIndexOf(':');
    requireAllowed(key.substring(0, colon), schema);
    SimpleValue.requireStorable(key, value);
    container(document, key.substring(0, colon)).set(key.substring(colon + 1), value);
  }

  /// Whether a path of a PATCH names an extension that the type does not declare, or an attribute
  /// of one.
  public static boolean isMeantBy(String path, ResourceSchema schema) {
    return isUrn(path)
        && !isDeclared(path, schema)
        && !isDeclared(path.substring(0, path.lastIndexOf(':')), schema);
  }

  /// Edits what a PATCH's path names: the extension if the document has one of that URN or the
  /// value is an object, else an attribute of it. A null or another empty value removes it.
  ///
  /// Throws `invalidValue` when the tenant keeps none.
  public static void edit(ObjectNode document, String path, JsonNode value, ResourceSchema schema) {
    if (!ValueReader.isUnassigned(value)) {
      take(document, path, value, schema);
      return;
    }
    int colon = path.lastIndexOf(':');
    find(document, path)
        .ifPresentOrElse(
            there -> document.remove(there.getKey()),
            () -> removeAttribute(document, path.substring(0, colon), path.substring(colon + 1)));
  }

  private static boolean isDeclared(String urn, ResourceSchema schema) {
    return urn.equalsIgnoreCase(schema.base().id()) || schema.findExtension(urn).isPresent();
  }

  private static void removeAttribute(ObjectNode document, String urn, String name) {
    var there = find(document, urn);
    if (there.isPresent() && there.get().getValue() instanceof ObjectNode object) {
      object.remove(name);
      if (object.isEmpty()) {
        document.remove(there.get().getKey());
      }
    }
  }

  private static void requireAllowed(String urn, ResourceSchema schema) {
    if (!schema.undeclaredExtensions()) {
      throw ScimException.invalidValue(
          ("extension \"%s\" is not declared for %s; leave it out, declare it, or let the tenant"
                  + " keep undeclared extensions")
              .formatted(urn, schema.type().name()));
    }
  }

  /// The extension of that URN, whatever its case, in a document.
  public static Optional<Map.Entry<String, JsonNode>> find(ObjectNode document, String urn) {
    return document.properties().stream()
        .filter(property -> property.getKey().equalsIgnoreCase(urn))
        .findFirst();
  }

  private static ObjectNode container(ObjectNode document, String urn) {
    var there = find(document, urn).map(Map.Entry::getValue);
    if (there.isPresent() && there.get() instanceof ObjectNode object) {
      return object;
    }
    var made = ScimJson.object();
    document.set(urn, made);
    return made;
  }
}
