package dev.muster.scim.definition;

import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Schema;

/// One difference between what a tenant has defined and what it wants to define, with the verdict
/// whether resources that are there allow it: widening is free, tightening asks that every resource
/// fits already.
public sealed interface SchemaChange {
  /// What changes, in words, such as `attribute "urn:…:badge": required from false to true`.
  String description();

  Verdict verdict();

  /// Whether resources of this type may stand in the way.
  boolean concerns(ResourceType type);

  /// A change of a schema, which concerns every type that it is a part of.
  sealed interface OfSchema extends SchemaChange {
    String urn();

    @Override
    default boolean concerns(ResourceType type) {
      return type.schema().equalsIgnoreCase(urn())
          || type.extensions().stream().anyMatch(e -> e.schema().equalsIgnoreCase(urn()));
    }
  }

  /// A change of one resource type.
  sealed interface OfType extends SchemaChange {
    String typeName();

    @Override
    default boolean concerns(ResourceType type) {
      return type.name().equalsIgnoreCase(typeName());
    }
  }

  record SchemaAdded(String urn) implements OfSchema {
    @Override
    public String description() {
      return "schema \"%s\" is new".formatted(urn);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Free();
    }
  }

  /// A schema that nothing uses any more; what used it has changes of its own.
  record SchemaRemoved(String urn) implements OfSchema {
    @Override
    public String description() {
      return "schema \"%s\" goes".formatted(urn);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Free();
    }
  }

  /// Another name or description.
  record SchemaDescribed(String urn) implements OfSchema {
    @Override
    public String description() {
      return "schema \"%s\": another name or description".formatted(urn);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Free();
    }
  }

  record AttributeAdded(Place place, boolean required) implements OfSchema {
    @Override
    public String urn() {
      return place.schema();
    }

    @Override
    public String description() {
      return "attribute \"%s\" is new".formatted(place);
    }

    @Override
    public Verdict verdict() {
      return required
          ? new Verdict.Unless(
              new Obstacle.NoValue(place),
              "without a value of it, which is required",
              "add it as optional, give every resource a value, then make it required")
          : new Verdict.Free();
    }
  }

  record AttributeRemoved(Place place) implements OfSchema {
    @Override
    public String urn() {
      return place.schema();
    }

    @Override
    public String description() {
      return "attribute \"%s\" goes".formatted(place);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Unless(
          new Obstacle.AValue(place), "with a value of it", "remove the values first");
    }
  }

  record AttributeChanged(
      Place place, Characteristic characteristic, Attribute before, Attribute after)
      implements OfSchema {
    @Override
    public String urn() {
      return place.schema();
    }

    @Override
    public String description() {
      return "attribute \"%s\": %s from %s to %s"
          .formatted(
              place, characteristic.keyword(), characteristic.of(before), characteristic.of(after));
    }

    @Override
    public Verdict verdict() {
      return AttributeVerdict.of(this);
    }
  }

  record TypeAdded(String typeName) implements OfType {
    @Override
    public String description() {
      return "resource type \"%s\" is new".formatted(typeName);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Free();
    }
  }

  record TypeRemoved(String typeName) implements OfType {
    @Override
    public String description() {
      return "resource type \"%s\" goes".formatted(typeName);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Unless(new Obstacle.AResource(), "of this type", "delete them first");
    }
  }

  /// Another spelling of the name, another endpoint or another base schema.
  record TypeMoved(String typeName, String what) implements OfType {
    @Override
    public String description() {
      return "resource type \"%s\": another %s".formatted(typeName, what);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Unless(
          new Obstacle.AResource(),
          "of this type, which clients know by it",
          "define another resource type");
    }
  }

  record TypeDescribed(String typeName) implements OfType {
    @Override
    public String description() {
      return "resource type \"%s\": another description".formatted(typeName);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Free();
    }
  }

  /// An optional extension of a type; a required one is besides [ExtensionRequired].
  record ExtensionAdded(String typeName, Schema schema) implements OfType {
    @Override
    public String description() {
      return "resource type \"%s\": extension \"%s\" is new".formatted(typeName, schema.id());
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Unless(
          new Obstacle.Misfit(schema),
          "with something under its URN that does not fit, kept while it was undeclared",
          "change the definition or what they carry");
    }
  }

  record ExtensionRemoved(String typeName, String urn) implements OfType {
    @Override
    public String description() {
      return "resource type \"%s\": extension \"%s\" goes".formatted(typeName, urn);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Unless(
          new Obstacle.AnExtension(urn), "with it", "remove its attributes from them first");
    }
  }

  record ExtensionRequired(String typeName, String urn) implements OfType {
    @Override
    public String description() {
      return "resource type \"%s\": extension \"%s\" becomes required".formatted(typeName, urn);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Unless(
          new Obstacle.NoExtension(urn),
          "without it",
          "declare it optional, give every resource its attributes, then make it required");
    }
  }

  record ExtensionOptional(String typeName, String urn) implements OfType {
    @Override
    public String description() {
      return "resource type \"%s\": extension \"%s\" becomes optional".formatted(typeName, urn);
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Free();
    }
  }
}
