package dev.muster.provisioning.mapping;

import dev.muster.provisioning.expression.AttributeReader;
import dev.muster.provisioning.expression.Values;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.path.PatchPath;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A mapped attribute of the target: where it stands in a resource and what it holds.
///
/// @param type of the value that the path leads to
/// @param caseExact whether the target tells cases apart
/// @param extension URN of the schema extension that the attribute belongs to
record TargetAttribute(
    AttributeReader reader,
    BodyWriter writer,
    ValueType type,
    boolean caseExact,
    Optional<String> extension) {

  /// Resolves a path. Throws [MappingException] naming what is wrong with it.
  static TargetAttribute resolve(String path, Optional<ResourceSchema> schema) {
    try {
      return resolve(path, PatchPath.parse(path), schema);
    } catch (ScimException e) {
      throw new MappingException(path, e.detail(), e);
    }
  }

  private static TargetAttribute resolve(
      String text, PatchPath path, Optional<ResourceSchema> schema) {
    var known = schema.flatMap(types -> types.find(path.path()));
    var extension = extension(path.path(), known, schema);
    return switch (path) {
      case PatchPath.OfAttribute(var attribute) -> {
        var writer =
            BodyWriter.ofAttribute(spelled(attribute, known), extension, multiValued(known));
        yield new TargetAttribute(
            AttributeReader.of(text),
            writer,
            known.map(TargetAttribute::plainType).orElse(ValueType.ANY),
            known.map(CheckedPath::leaf).map(Attribute::caseExact).orElse(false),
            extension);
      }
      case PatchPath.OfValue(var attribute, var filter, var subAttribute) -> {
        var element = ElementTemplate.of(text, filter, known.map(CheckedPath::attribute));
        var leaf =
            known.flatMap(checked ->
                subAttribute
                    .map(sub -> checked.attribute().findSubAttribute(sub))
                    .orElse(Optional.of(checked.attribute())));
        var sub = subAttribute.map(name -> leaf.map(Attribute::name).orElse(name));
        yield new TargetAttribute(
            AttributeReader.of(text),
            BodyWriter.ofValue(spelled(attribute, known), extension, element, sub),
            leaf.map(ValueType::of).map(ValueType::single).orElse(ValueType.ANY),
            leaf.map(Attribute::caseExact).orElse(false),
            extension);
      }
    };
  }

  /// What a target object holds; empty if nothing.
  Optional<JsonNode> current(ObjectNode object) {
    var value = reader.read(object);
    return Values.isPresent(value) ? type.read(value) : Optional.empty();
  }

  /// Puts the value into the body of a create request.
  void write(ObjectNode body, JsonNode value) {
    writer.write(body, value);
  }

  private static ValueType plainType(CheckedPath path) {
    var type = ValueType.of(path.leaf());
    // The sub-attribute of a multi-valued attribute, such as emails.value, is mapped as one value.
    return path.subAttribute().isPresent() ? type.single() : type;
  }

  private static boolean multiValued(Optional<CheckedPath> known) {
    return known.filter(path -> path.attribute().multiValued()).isPresent();
  }

  private static AttributePath spelled(AttributePath written, Optional<CheckedPath> known) {
    return known
        .map(path ->
            new AttributePath(
                path.extension(),
                path.attribute().name(),
                path.subAttribute().map(Attribute::name)))
        .orElse(written);
  }

  /// The URN that the attribute's object has in a body: none for the base schema.
  private static Optional<String> extension(
      AttributePath written, Optional<CheckedPath> known, Optional<ResourceSchema> schema) {
    if (known.isPresent()) {
      return known.get().extension();
    }
    return written
        .schema()
        .filter(urn -> schema.filter(type -> type.base().id().equalsIgnoreCase(urn)).isEmpty())
        .map(urn ->
            schema
                .flatMap(type -> type.findExtension(urn))
                .map(extension -> extension.schema().id())
                .orElse(urn));
  }
}
