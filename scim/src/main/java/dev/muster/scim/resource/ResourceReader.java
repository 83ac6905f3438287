package dev.muster.scim.resource;

import dev.muster.scim.message.Json;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeSet;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns what a client sent into a document: attributes in their schema's spelling, values of the
/// right types, nothing that the client may not set and nothing that no schema knows (RFC 7643 §2,
/// RFC 7644 §3.3).
public final class ResourceReader {
  private final ResourceSchema schema;
  private final ObjectNode document = ScimJson.object();

  private ResourceReader(ResourceSchema schema) {
    this.schema = schema;
  }

  /// Reads a whole resource, as POST and PUT bring it. readOnly attributes (id, meta, groups) and
  /// `schemas` are left out, see [#schemasOf].
  ///
  /// Throws `invalidValue` naming the attribute when a value does not fit or a required one is
  /// missing.
  public static ObjectNode read(ObjectNode raw, ResourceSchema schema) {
    var reader = new ResourceReader(schema);
    raw.properties().forEach(property -> reader.take(property.getKey(), property.getValue()));
    requireComplete(reader.document, schema, attribute -> true);
    return reader.document;
  }

  /// Requires every required attribute of a document that is kept, and every required extension:
  /// writeOnly attributes were there once and are not kept. Throws `invalidValue` naming what is
  /// missing.
  public static void requireComplete(ObjectNode document, ResourceSchema schema) {
    requireComplete(document, schema, attribute -> attribute.mutability() != Mutability.WRITE_ONLY);
  }

  private static void requireComplete(
      ObjectNode document, ResourceSchema schema, Predicate<Attribute> expected) {
    requireComplete(schema, "", schema.baseAttributes(), document, expected);
    for (var declared : schema.type().extensions()) {
      var extension = schema.findExtension(declared.schema()).orElseThrow();
      var urn = extension.schema().id();
      if (document.has(urn)) {
        requireComplete(schema, urn + ":", extension.attributes(), document.path(urn), expected);
      } else if (declared.required()) {
        throw missing(schema, "extension", urn);
      }
    }
  }

  /// Requires that immutable attributes which had a value still have it. Throws `mutability` naming
  /// the first that has not (RFC 7644 §3.5.1).
  public static void requireImmutableKept(
      ObjectNode before, ObjectNode after, ResourceSchema schema) {
    ImmutableRule.require("", schema.baseAttributes(), before, after);
    for (var extension : schema.extensions()) {
      var attributes = schema.findExtension(extension.id()).orElseThrow().attributes();
      ImmutableRule.require(
          extension.id() + ":",
          attributes,
          before.path(extension.id()),
          after.path(extension.id()));
    }
  }

  /// Keeps what a replacement does not mention and cannot clear: an immutable attribute that has a
  /// value keeps it (RFC 7643 §7).
  public static void keepImmutable(ObjectNode before, ObjectNode after, ResourceSchema schema) {
    ImmutableRule.keep(schema.baseAttributes(), before, after);
    for (var extension : schema.extensions()) {
      if (before.get(extension.id()) instanceof ObjectNode part) {
        var attributes = schema.findExtension(extension.id()).orElseThrow().attributes();
        var kept =
            after.get(extension.id()) instanceof ObjectNode given ? given : ScimJson.object();
        ImmutableRule.keep(attributes, part, kept);
        if (!kept.isEmpty()) {
          after.set(extension.id(), kept);
        }
      }
    }
  }

  /// URNs for a resource's `schemas`: the base schema, and each extension whose attributes are in
  /// the document (RFC 7643 §3).
  public static List<String> schemasOf(Json document, ResourceSchema schema) {
    var urns = new ArrayList<String>();
    urns.add(schema.base().id());
    var held = document.extensions();
    for (var extension : schema.extensions()) {
      if (held.contains(extension.id())) {
        urns.add(extension.id());
      }
    }
    // Kept while the tenant kept undeclared ones.
    for (var urn : held) {
      if (schema.findExtension(urn).isEmpty()) {
        urns.add(urn);
      }
    }
    return urns;
  }

  private void take(String key, JsonNode value) {
    var attribute = schema.baseAttributes().find(key);
    if (attribute.isPresent()) {
      set(Optional.empty(), attribute.get(), value);
      return;
    }
    var container = findContainer(key);
    if (container.isPresent()) {
      takeAll(container.get(), key, value);
    } else if (UndeclaredExtensions.isUrn(key)) {
      UndeclaredExtensions.take(document, key, value, schema);
    }
  }

  private Optional<Container> findContainer(String urn) {
    if (urn.equalsIgnoreCase(schema.base().id())) {
      return Optional.of(new Container(Optional.empty(), schema.baseAttributes()));
    }
    return schema
        .findExtension(urn)
        .map(found -> new Container(Optional.of(found.schema().id()), found.attributes()));
  }

  private void takeAll(Container container, String key, JsonNode value) {
    if (ValueReader.isUnassigned(value)) {
      return;
    }
    if (!(value instanceof ObjectNode object)) {
      throw ScimException.invalidValue(
          "extension \"%s\": expected an object, found %s".formatted(key, value));
    }
    object
        .properties()
        .forEach(property -> takeOne(container, property.getKey(), property.getValue()));
  }

  private void takeOne(Container container, String name, JsonNode value) {
    container
        .attributes()
        .find(name)
        .ifPresent(attribute -> set(container.extension(), attribute, value));
  }

  private void set(Optional<String> extension, Attribute attribute, JsonNode raw) {
    if (attribute.mutability() == Mutability.READ_ONLY) {
      return;
    }
    var label = extension.map(urn -> urn + ":").orElse("") + attribute.name();
    var value = ValueReader.read(attribute, label, raw);
    if (value.isPresent()) {
      var container = extension.map(document::withObjectProperty).orElse(document);
      ValueReader.setOnce(container, attribute.name(), label, value.get());
    }
  }

  private static void requireComplete(
      ResourceSchema schema,
      String prefix,
      AttributeSet attributes,
      JsonNode container,
      Predicate<Attribute> expected) {
    for (var attribute : attributes.attributes()) {
      var value = container.path(attribute.name());
      if (expected.test(attribute) && isMissing(attribute, value)) {
        throw missing(schema, "attribute", prefix + attribute.name());
      }
      if (attribute.complex() && !value.isMissingNode()) {
        requireParts(schema, prefix + attribute.name(), attribute, value, expected);
      }
    }
  }

  private static void requireParts(
      ResourceSchema schema,
      String label,
      Attribute attribute,
      JsonNode value,
      Predicate<Attribute> expected) {
    if (value.isArray()) {
      value.forEach(element -> requireParts(schema, label, attribute, element, expected));
      return;
    }
    for (var sub : attribute.subAttributes()) {
      if (expected.test(sub) && isMissing(sub, value.path(sub.name()))) {
        throw missing(schema, "attribute", label + "." + sub.name());
      }
    }
  }

  private static boolean isMissing(Attribute attribute, JsonNode value) {
    return attribute.required()
        && attribute.mutability() != Mutability.READ_ONLY
        && (ValueReader.isUnassigned(value) || isEmptyText(value));
  }

  // A userName is not empty (RFC 7643 §4.1.1), nor is anything else that has to be there.
  private static boolean isEmptyText(JsonNode value) {
    return value.isString() && value.stringValue().isEmpty();
  }

  private static ScimException missing(ResourceSchema schema, String kind, String name) {
    return ScimException.invalidValue(
        "%s: required %s \"%s\" has no value".formatted(schema.type().name(), kind, name));
  }

  /// Where attributes stand in a document.
  private record Container(Optional<String> extension, AttributeSet attributes) {}
}
