package dev.muster.conformance.provider;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// An attribute as a provider's schema declares it; what is not said has the default of RFC 7643
/// §2.2.
///
/// @param type string, boolean, decimal, integer, dateTime, binary, reference or complex
public record Attribute(
    String name,
    String type,
    boolean multiValued,
    boolean required,
    boolean caseExact,
    String mutability,
    String returned,
    String uniqueness,
    List<String> canonicalValues,
    List<String> referenceTypes,
    List<Attribute> subAttributes) {
  public Attribute {
    canonicalValues = List.copyOf(canonicalValues);
    referenceTypes = List.copyOf(referenceTypes);
    subAttributes = List.copyOf(subAttributes);
  }

  static Attribute parse(JsonNode json) {
    return new Attribute(
        json.path("name").asString(""),
        json.path("type").asString("string"),
        json.path("multiValued").asBoolean(false),
        json.path("required").asBoolean(false),
        json.path("caseExact").asBoolean(false),
        json.path("mutability").asString("readWrite"),
        json.path("returned").asString("default"),
        json.path("uniqueness").asString("none"),
        texts(json.path("canonicalValues")),
        texts(json.path("referenceTypes")),
        parseAll(json.path("subAttributes")));
  }

  static List<Attribute> parseAll(JsonNode attributes) {
    return StreamSupport.stream(attributes.spliterator(), false).map(Attribute::parse).toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(value -> value.asString(""))
        .toList();
  }

  /// Whether a client may write it at least once.
  public boolean isWritable() {
    return !mutability.equals("readOnly");
  }

  public boolean isReadWrite() {
    return mutability.equals("readWrite");
  }

  public boolean isUnique() {
    return !uniqueness.equals("none");
  }

  public boolean isComplex() {
    return type.equals("complex");
  }

  /// Whether its values name other resources of the provider.
  public boolean isResourceReference() {
    var names = type.equals("reference") && referenceTypes.stream().anyMatch(Attribute::isType);
    return names
        || subAttributes.stream()
            .anyMatch(part -> part.name().equals("$ref") && part.isResourceReference());
  }

  private static boolean isType(String target) {
    return !target.equals("external") && !target.equals("uri");
  }

  public Optional<Attribute> findPart(String part) {
    return find(subAttributes, part);
  }

  static Optional<Attribute> find(List<Attribute> attributes, String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equalsIgnoreCase(name))
        .findFirst();
  }
}
