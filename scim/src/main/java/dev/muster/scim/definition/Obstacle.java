package dev.muster.scim.definition;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.resource.ValueReader;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Schema;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What makes a resource stand in the way of a change.
public sealed interface Obstacle {

  /// Whether it is in a resource of that type.
  boolean standsIn(ObjectNode document, ResourceType type);

  /// The attribute has a value.
  record AValue(Place place) implements Obstacle {
    @Override
    public boolean standsIn(ObjectNode document, ResourceType type) {
      return !place.values(document, type).isEmpty();
    }
  }

  /// The attribute has no value where it could have one.
  record NoValue(Place place) implements Obstacle {
    @Override
    public boolean standsIn(ObjectNode document, ResourceType type) {
      return place.containers(document, type).stream()
          .anyMatch(holder -> ValueReader.isUnassigned(holder.path(place.name())));
    }
  }

  /// The attribute has a value that is none of these.
  record AnotherValue(Place place, List<String> allowed, boolean caseExact) implements Obstacle {
    public AnotherValue {
      allowed = List.copyOf(allowed);
    }

    @Override
    public boolean standsIn(ObjectNode document, ResourceType type) {
      return place.values(document, type).stream().anyMatch(value -> !allows(value.asString("")));
    }

    private boolean allows(String value) {
      return allowed.stream()
          .anyMatch(one -> caseExact ? one.equals(value) : one.equalsIgnoreCase(value));
    }
  }

  /// The resource carries the extension.
  record AnExtension(String urn) implements Obstacle {
    @Override
    public boolean standsIn(ObjectNode document, ResourceType type) {
      return document.has(urn);
    }
  }

  /// The resource does not carry the extension.
  record NoExtension(String urn) implements Obstacle {
    @Override
    public boolean standsIn(ObjectNode document, ResourceType type) {
      return !document.has(urn);
    }
  }

  /// The resource carries something under the extension's URN, kept while nobody had declared it,
  /// that does not fit what is declared now.
  record Misfit(Schema schema) implements Obstacle {
    @Override
    public boolean standsIn(ObjectNode document, ResourceType type) {
      return document.properties().stream()
          .filter(property -> property.getKey().equalsIgnoreCase(schema.id()))
          .anyMatch(kept -> !kept.getKey().equals(schema.id()) || !fits(kept.getValue()));
    }

    private boolean fits(JsonNode kept) {
      return kept.isObject()
          && kept.properties().stream()
              .allMatch(property -> fits(property.getKey(), property.getValue()))
          && schema.attributes().stream()
              .allMatch(attribute -> !attribute.required() || kept.has(attribute.name()));
    }

    private boolean fits(String name, JsonNode value) {
      return schema
          .findAttribute(name)
          .filter(attribute -> attribute.name().equals(name))
          .filter(attribute -> attribute.mutability() != Mutability.READ_ONLY)
          .filter(attribute -> reads(attribute, value))
          .isPresent();
    }

    private static boolean reads(Attribute attribute, JsonNode value) {
      try {
        return ValueReader.read(attribute, attribute.name(), value)
            .filter(value::equals)
            .isPresent();
      } catch (ScimException e) {
        return false;
      }
    }
  }

  /// There is a resource of the type at all.
  record AResource() implements Obstacle {
    @Override
    public boolean standsIn(ObjectNode document, ResourceType type) {
      return true;
    }
  }
}
