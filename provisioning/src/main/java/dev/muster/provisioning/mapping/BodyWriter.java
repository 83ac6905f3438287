package dev.muster.provisioning.mapping;

import dev.muster.scim.path.AttributePath;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts the value of one path into the body of a create request, in the structure of RFC 7643:
/// extensions in their object, sub-attributes in their attribute, values of one filter in one
/// value.
///
/// @param extension URN of the object that the attribute stands in
/// @param element which value of a multi-valued attribute is meant
/// @param subAttribute which part of the attribute, or of its value, is meant
/// @param multiValued whether the attribute takes a list
record BodyWriter(
    Optional<String> extension,
    String attribute,
    Optional<ElementTemplate> element,
    Optional<String> subAttribute,
    boolean multiValued) {

  static BodyWriter ofAttribute(
      AttributePath path, Optional<String> extension, boolean multiValued) {
    return new BodyWriter(
        extension, path.attribute(), Optional.empty(), path.subAttribute(), multiValued);
  }

  static BodyWriter ofValue(
      AttributePath path,
      Optional<String> extension,
      ElementTemplate element,
      Optional<String> subAttribute) {
    return new BodyWriter(extension, path.attribute(), Optional.of(element), subAttribute, true);
  }

  void write(ObjectNode body, JsonNode value) {
    var container = extension.map(urn -> object(body, urn)).orElse(body);
    if (element.isPresent()) {
      writePart(element.get().in(array(container)), value);
    } else if (subAttribute.isEmpty()) {
      container.set(attribute, value);
    } else if (multiValued) {
      var values = array(container);
      writePart(values.path(0) instanceof ObjectNode first ? first : values.addObject(), value);
    } else {
      writePart(object(container, attribute), value);
    }
  }

  private void writePart(ObjectNode object, JsonNode value) {
    if (subAttribute.isPresent()) {
      object.set(subAttribute.get(), value);
    } else if (value instanceof ObjectNode whole) {
      object.setAll(whole);
    } else {
      object.set("value", value);
    }
  }

  private ArrayNode array(ObjectNode container) {
    return container.path(attribute) instanceof ArrayNode array
        ? array
        : container.putArray(attribute);
  }

  private static ObjectNode object(ObjectNode container, String name) {
    return container.path(name) instanceof ObjectNode object ? object : container.putObject(name);
  }
}
