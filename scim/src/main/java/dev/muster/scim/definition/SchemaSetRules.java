package dev.muster.scim.definition;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.DiscoverySchemas;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Returned;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What a set of definitions has to hold to as a whole, whatever was there before.
final class SchemaSetRules {
  private static final int MOST_SCHEMAS = 100;
  private static final int MOST_ATTRIBUTES = 500;
  // What may stand before an attribute in a path, see AttributePath.
  private static final Pattern URN =
      Pattern.compile("(?i)urn:[a-z0-9][a-z0-9-]{0,31}(:[a-z0-9+,.=@;$_!*'%/-]+)+");
  private static final Pattern TYPE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
  private static final Set<String> TAKEN_ENDPOINTS =
      Set.of("/schemas", "/resourcetypes", "/serviceproviderconfig", "/bulk", "/me");
  // A resource's schemas, id and meta are the service provider's (RFC 7643 §3.1).
  private static final Set<String> TAKEN_NAMES = Set.of("schemas", "id", "meta");
  private static final String COMMON = "urn:ietf:params:scim:schemas:core:2.0:common";

  private SchemaSetRules() {}

  static SchemaSet checked(SchemaSet set) {
    requireDistinct("schema", set.schemas(), Schema::id);
    requireDistinct("resource type", set.resourceTypes(), ResourceType::name);
    if (set.schemas().size() > MOST_SCHEMAS) {
      throw ScimException.invalidValue(
          "%d schemas are too many; a tenant may have %d"
              .formatted(set.schemas().size(), MOST_SCHEMAS));
    }
    set.schemas().forEach(SchemaSetRules::require);
    set.resourceTypes().forEach(SchemaSetRules::require);
    var registry = set.registry();
    requireOneTypePerBase(registry);
    return new SchemaSet(set.schemas(), set.resourceTypes(), indexed(set.indexed(), registry));
  }

  private static void require(Schema schema) {
    if (!URN.matcher(schema.id()).matches()) {
      throw ScimException.invalidValue(
          "schema \"%s\": the id is a URN such as \"urn:example:params:scim:schemas:2.0:Device\""
              .formatted(schema.id()));
    }
    var lower = schema.id().toLowerCase(Locale.ROOT);
    var core = SchemaSet.coreSchema(schema.id());
    if (core.isPresent()) {
      CoreRules.require(core.get(), schema);
    } else if (lower.startsWith("urn:ietf:params:scim:api:")
        || lower.equals(COMMON)
        || DiscoverySchemas.find(lower).isPresent()) {
      throw ScimException.invalidValue(
          "schema \"%s\": this URN is the protocol's own; choose another".formatted(schema.id()));
    }
    if (schema.attributes().size() > MOST_ATTRIBUTES) {
      throw ScimException.invalidValue(
          "schema \"%s\": %d attributes are too many; it may have %d"
              .formatted(schema.id(), schema.attributes().size(), MOST_ATTRIBUTES));
    }
    for (var attribute : schema.attributes()) {
      require(schema.id() + ":" + attribute.name(), attribute);
    }
  }

  private static void require(String label, Attribute attribute) {
    if (TAKEN_NAMES.contains(attribute.name().toLowerCase(Locale.ROOT))) {
      throw ScimException.invalidValue(
          "attribute \"%s\": every resource has \"%s\" already; choose another name"
              .formatted(label, attribute.name()));
    }
    requireSound(label, attribute);
    for (var sub : attribute.subAttributes()) {
      requireSound(label + "." + sub.name(), sub);
    }
  }

  private static void requireSound(String label, Attribute attribute) {
    // RFC 7643 §7: a writeOnly attribute "MUST NOT be returned", so "returned" is "never".
    if (attribute.mutability() == Mutability.WRITE_ONLY && attribute.returned() != Returned.NEVER) {
      throw ScimException.invalidValue(
          "attribute \"%s\": writeOnly is never returned; set \"returned\" to \"never\""
              .formatted(label));
    }
    if (attribute.mutability() == Mutability.READ_ONLY && attribute.required()) {
      throw ScimException.invalidValue(
          "attribute \"%s\": no client may set what is readOnly, so it cannot be required"
              .formatted(label));
    }
  }

  private static void require(ResourceType type) {
    if (!TYPE_NAME.matcher(type.name()).matches()) {
      throw ScimException.invalidValue(
          "resource type \"%s\": a name is a letter, then up to 63 letters, digits, \"-\" or \"_\""
              .formatted(type.name()));
    }
    if (TAKEN_ENDPOINTS.contains(type.endpoint().toLowerCase(Locale.ROOT))) {
      throw ScimException.invalidValue(
          "resource type \"%s\": the endpoint \"%s\" is the protocol's own; choose another"
              .formatted(type.name(), type.endpoint()));
    }
    SchemaSet.coreType(type.name()).ifPresent(core -> CoreRules.require(core, type));
    requireDistinct(
        "resource type \"%s\": extension".formatted(type.name()),
        type.extensions(),
        ResourceType.Extension::schema);
    for (var extension : type.extensions()) {
      if (extension.schema().equalsIgnoreCase(type.schema())) {
        throw ScimException.invalidValue(
            "resource type \"%s\": \"%s\" is its base schema already, not an extension"
                .formatted(type.name(), type.schema()));
      }
    }
  }

  // What a resource is follows from its base schema.
  private static void requireOneTypePerBase(SchemaRegistry registry) {
    var owners = new HashMap<String, String>();
    for (var type : registry.resourceTypes()) {
      var owner = owners.put(type.schema().toLowerCase(Locale.ROOT), type.name());
      if (owner != null) {
        throw ScimException.invalidValue(
            "resource type \"%s\": schema \"%s\" is the base of \"%s\" already; define one of its own"
                .formatted(type.name(), type.schema(), owner));
      }
    }
  }

  /// The paths in their schemas' spelling, each once.
  private static List<AttributePath> indexed(List<AttributePath> paths, SchemaRegistry registry) {
    return paths.stream().map(path -> indexed(path, registry)).distinct().toList();
  }

  private static AttributePath indexed(AttributePath path, SchemaRegistry registry) {
    var urn =
        path.schema()
            .orElseThrow(() ->
                unfit(path, "name it with the URN of its schema, such as \"urn:…:%s\"", path));
    var schema =
        registry.findSchema(urn).orElseThrow(() -> unfit(path, "there is no schema \"%s\"", urn));
    var found =
        find(schema, path)
            .orElseThrow(() -> unfit(path, "schema \"%s\" has no such attribute", urn));
    if (found.leaf().complex()) {
      throw unfit(
          path,
          "it is complex; index one of its sub-attributes, such as \"%s\"",
          path + "." + found.leaf().subAttributes().getFirst().name());
    }
    if (found.attribute().returned() == Returned.NEVER
        || found.leaf().returned() == Returned.NEVER) {
      throw unfit(path, "it is %s returned, so nobody may search for it", "never");
    }
    return new AttributePath(
        Optional.of(schema.id()),
        found.attribute().name(),
        found.subAttribute().map(Attribute::name));
  }

  private static Optional<CheckedPath> find(Schema schema, AttributePath path) {
    return schema
        .findAttribute(path.attribute())
        .flatMap(attribute ->
            path.subAttribute().isEmpty()
                ? Optional.of(new CheckedPath(Optional.empty(), attribute, Optional.empty()))
                : attribute
                    .findSubAttribute(path.subAttribute().get())
                    .map(sub -> new CheckedPath(Optional.empty(), attribute, Optional.of(sub))));
  }

  private static ScimException unfit(AttributePath path, String problem, Object argument) {
    return ScimException.invalidValue(
        "indexed: \"%s\": %s".formatted(path, problem.formatted(argument)));
  }

  private static <T> void requireDistinct(String kind, List<T> all, Function<T, String> name) {
    var names = new HashSet<String>();
    for (var one : all) {
      if (!names.add(name.apply(one).toLowerCase(Locale.ROOT))) {
        throw ScimException.invalidValue(
            "%s \"%s\" is given twice".formatted(kind, name.apply(one)));
      }
    }
  }
}
