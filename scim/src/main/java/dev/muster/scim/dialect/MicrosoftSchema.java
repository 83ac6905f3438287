package dev.muster.scim.dialect;

import dev.muster.scim.schema.ResourceSchema;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes out of `schemas` what Entra adds to it and no schema describes.
record MicrosoftSchema() implements Rewriting.OfResource {
  private static final String PREFIX =
      "http://schemas.microsoft.com/2006/11/resourcemanagement/adscim/";

  @Override
  public boolean fits(ObjectNode resource, ResourceSchema schema) {
    return schemas(resource).stream().anyMatch(MicrosoftSchema::names)
        || resource.properties().stream()
            .map(Map.Entry::getKey)
            .anyMatch(MicrosoftSchema::isMicrosofts);
  }

  @Override
  public void rewrite(ObjectNode resource, ResourceSchema schema) {
    schemas(resource).ifPresent(schemas -> schemas.removeIf(MicrosoftSchema::isNamed));
    resource.properties().removeIf(member -> isMicrosofts(member.getKey()));
  }

  private static Optional<ArrayNode> schemas(ObjectNode resource) {
    return resource.get("schemas") instanceof ArrayNode array
        ? Optional.of(array)
        : Optional.empty();
  }

  private static boolean names(ArrayNode schemas) {
    for (var urn : schemas) {
      if (isNamed(urn)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(JsonNode urn) {
    return urn.isString() && isMicrosofts(urn.stringValue());
  }

  private static boolean isMicrosofts(String urn) {
    return urn.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }
}
