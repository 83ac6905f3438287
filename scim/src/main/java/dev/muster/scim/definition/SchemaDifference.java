package dev.muster.scim.definition;

import dev.muster.scim.definition.SchemaChange.AttributeAdded;
import dev.muster.scim.definition.SchemaChange.AttributeChanged;
import dev.muster.scim.definition.SchemaChange.AttributeRemoved;
import dev.muster.scim.definition.SchemaChange.ExtensionAdded;
import dev.muster.scim.definition.SchemaChange.ExtensionOptional;
import dev.muster.scim.definition.SchemaChange.ExtensionRemoved;
import dev.muster.scim.definition.SchemaChange.ExtensionRequired;
import dev.muster.scim.definition.SchemaChange.SchemaAdded;
import dev.muster.scim.definition.SchemaChange.SchemaDescribed;
import dev.muster.scim.definition.SchemaChange.SchemaRemoved;
import dev.muster.scim.definition.SchemaChange.TypeAdded;
import dev.muster.scim.definition.SchemaChange.TypeDescribed;
import dev.muster.scim.definition.SchemaChange.TypeMoved;
import dev.muster.scim.definition.SchemaChange.TypeRemoved;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Takes the difference of two sets of definitions apart into changes.
public final class SchemaDifference {
  private static final String EXTERNAL_ID = "externalId";

  private final SchemaRegistry before;
  private final SchemaRegistry after;
  private final List<SchemaChange> changes = new ArrayList<>();

  private SchemaDifference(SchemaRegistry before, SchemaRegistry after) {
    this.before = before;
    this.after = after;
  }

  /// The changes that lead from one set to another: of schemas, then of resource types.
  public static List<SchemaChange> between(SchemaSet before, SchemaSet after) {
    var difference = new SchemaDifference(before.registry(), after.registry());
    difference.compareSchemas();
    difference.compareTypes();
    return List.copyOf(difference.changes);
  }

  private void compareSchemas() {
    for (var schema : before.schemas()) {
      after
          .findSchema(schema.id())
          .ifPresentOrElse(
              found -> compare(schema, found), () -> add(new SchemaRemoved(schema.id())));
    }
    for (var schema : after.schemas()) {
      if (before.findSchema(schema.id()).isEmpty()) {
        add(new SchemaAdded(schema.id()));
      }
    }
  }

  private void compare(Schema old, Schema now) {
    if (!old.id().equals(now.id())) {
      // Documents name it in its old spelling.
      old.attributes().forEach(gone -> add(new AttributeRemoved(Place.of(old.id(), gone.name()))));
    }
    if (!old.name().equals(now.name()) || !old.description().equals(now.description())) {
      add(new SchemaDescribed(old.id()));
    }
    compare(attributes(old), attributes(now), name -> Place.of(old.id(), name));
  }

  /// The schema's attributes and, for a base schema, the externalId that it has without saying so.
  private List<Attribute> attributes(Schema schema) {
    var attributes = new ArrayList<>(schema.attributes());
    if (schema.findAttribute(EXTERNAL_ID).isEmpty()
        && isBase(schema, before)
        && isBase(schema, after)) {
      SchemaRegistry.core()
          .findResourceType("User")
          .flatMap(user -> user.baseAttributes().find(EXTERNAL_ID))
          .ifPresent(attributes::add);
    }
    return attributes;
  }

  private static boolean isBase(Schema schema, SchemaRegistry registry) {
    return registry.resourceTypes().stream()
        .anyMatch(type -> type.schema().equalsIgnoreCase(schema.id()));
  }

  private void compare(List<Attribute> old, List<Attribute> now, Function<String, Place> place) {
    for (var attribute : old) {
      find(now, attribute.name())
          .ifPresentOrElse(
              found -> compare(place.apply(attribute.name()), attribute, found),
              () -> add(new AttributeRemoved(place.apply(attribute.name()))));
    }
    for (var attribute : now) {
      if (find(old, attribute.name()).isEmpty()) {
        add(new AttributeAdded(place.apply(attribute.name()), attribute.required()));
      }
    }
  }

  private void compare(Place place, Attribute old, Attribute now) {
    for (var characteristic : Characteristic.values()) {
      if (characteristic.differs(old, now)) {
        add(new AttributeChanged(place, characteristic, old, now));
      }
    }
    // Of another type altogether the parts are no longer to be compared.
    if (old.complex() && now.complex()) {
      compare(old.subAttributes(), now.subAttributes(), place::part);
    }
  }

  private void compareTypes() {
    for (var type : before.resourceTypes()) {
      after
          .findResourceType(type.name())
          .ifPresentOrElse(
              found -> compare(type, found.type()), () -> add(new TypeRemoved(type.name())));
    }
    for (var type : after.resourceTypes()) {
      if (before.findResourceType(type.name()).isEmpty()) {
        add(new TypeAdded(type.name()));
      }
    }
  }

  private void compare(ResourceType old, ResourceType now) {
    if (!old.name().equals(now.name())) {
      add(new TypeMoved(old.name(), "spelling of its name"));
    }
    if (!old.endpoint().equals(now.endpoint())) {
      add(new TypeMoved(old.name(), "endpoint"));
    }
    if (!old.schema().equals(now.schema())) {
      add(new TypeMoved(old.name(), "base schema"));
    }
    if (!old.description().equals(now.description())) {
      add(new TypeDescribed(old.name()));
    }
    for (var extension : old.extensions()) {
      if (find(now, extension).isEmpty()) {
        add(new ExtensionRemoved(old.name(), extension.schema()));
      }
    }
    now.extensions().forEach(extension -> compare(old, extension));
  }

  private void compare(ResourceType old, ResourceType.Extension now) {
    var was = find(old, now);
    if (was.isEmpty()) {
      add(new ExtensionAdded(old.name(), after.findSchema(now.schema()).orElseThrow()));
    }
    if (now.required() && !was.map(ResourceType.Extension::required).orElse(false)) {
      add(new ExtensionRequired(old.name(), now.schema()));
    }
    if (!now.required() && was.map(ResourceType.Extension::required).orElse(false)) {
      add(new ExtensionOptional(old.name(), now.schema()));
    }
  }

  private static Optional<ResourceType.Extension> find(
      ResourceType type, ResourceType.Extension extension) {
    return type.extensions().stream()
        .filter(one -> one.schema().equalsIgnoreCase(extension.schema()))
        .findFirst();
  }

  private static Optional<Attribute> find(List<Attribute> attributes, String name) {
    return attributes.stream().filter(a -> a.name().equalsIgnoreCase(name)).findFirst();
  }

  private void add(SchemaChange change) {
    changes.add(change);
  }
}
