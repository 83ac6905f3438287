package dev.muster.scim.schema;

import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// A resource type with its schemas at hand: the place where a name that a client wrote meets the
/// attribute that it means. Names and URNs ignore case throughout (RFC 7643 §2.1).
public final class ResourceSchema {
  private final ResourceType type;
  private final Schema base;
  private final List<Schema> extensions;
  private final AttributeSet baseAttributes;
  private final Map<String, Extension> extensionsByUrn = new HashMap<>();
  private final List<CheckedPath> indexedPaths;
  private final Set<String> searchable = new HashSet<>();
  private final boolean undeclaredExtensions;
  private final boolean shownWhole;

  private ResourceSchema(
      ResourceType type, Schema base, List<Schema> extensions, SchemaOptions options) {
    this.type = type;
    this.base = base;
    this.extensions = List.copyOf(extensions);
    this.baseAttributes = withCommonAttributes(base);
    for (var schema : extensions) {
      var extension = new Extension(schema, new AttributeSet(schema.attributes()));
      extensionsByUrn.put(schema.id(), extension);
      extensionsByUrn.put(schema.id().toLowerCase(Locale.ROOT), extension);
    }
    this.undeclaredExtensions = options.undeclaredExtensions();
    this.indexedPaths = IndexedPaths.of(this, options.indexed());
    indexedPaths.forEach(path -> searchable.add(path.toString()));
    searchable.removeAll(options.unfinished().of(type));
    this.shownWhole =
        isShownWhole(baseAttributes.attributes())
            && extensions.stream().allMatch(extension -> isShownWhole(extension.attributes()));
  }

  static ResourceSchema resolve(
      ResourceType type, BiFunction<ResourceType, String, Schema> schemas, SchemaOptions options) {
    var extensions = type.extensions().stream().map(e -> schemas.apply(type, e.schema())).toList();
    return new ResourceSchema(type, schemas.apply(type, type.schema()), extensions, options);
  }

  public ResourceType type() {
    return type;
  }

  /// The base schema, as published; the common attributes are not in it.
  public Schema base() {
    return base;
  }

  /// The schemas of the type's extensions, in the resource type's order.
  public List<Schema> extensions() {
    return extensions;
  }

  /// Attributes that stand at the top of a resource: the base schema's and the common ones.
  public AttributeSet baseAttributes() {
    return baseAttributes;
  }

  /// The extension of that URN; empty also for the URN of the base schema.
  public Optional<Extension> findExtension(String urn) {
    var exact = extensionsByUrn.get(urn);
    return exact != null
        ? Optional.of(exact)
        : Optional.ofNullable(extensionsByUrn.get(urn.toLowerCase(Locale.ROOT)));
  }

  /// Whether a resource may carry extensions that the type does not declare.
  public boolean undeclaredExtensions() {
    return undeclaredExtensions;
  }

  /// The attribute that a path means. The base schema's URN may be written or left out; attributes
  /// of an extension need its URN (RFC 7644 §3.10).
  public Optional<CheckedPath> find(AttributePath path) {
    if (path.schema().isEmpty() || path.schema().get().equalsIgnoreCase(base.id())) {
      return resolve(Optional.empty(), baseAttributes, path);
    }
    return findExtension(path.schema().get())
        .flatMap(e -> resolve(Optional.of(e.schema().id()), e.attributes(), path));
  }

  /// A path that exists and is spelt nearly like this one, which does not: for messages.
  public Optional<String> findSimilar(AttributePath path) {
    return new SimilarNames(this).to(path);
  }

  /// Paths whose values a store keeps for lookup: externalId, displayName and emails.value where
  /// the type has them, everything that has to be unique, and what the tenant asked for.
  public List<CheckedPath> indexedPaths() {
    return indexedPaths;
  }

  /// Whether a store has lookups of all values at that path of this type.
  public boolean isSearchable(CheckedPath path) {
    return searchable.contains(path.toString());
  }

  /// Whether a store keeps the values of this type's `members` on their own, rather than in the
  /// document: they may be many.
  public boolean keepsMembers() {
    return base.id().equalsIgnoreCase(SchemaUrn.GROUP);
  }

  /// Whether `groups` of this type follows from who is a member of what (RFC 7643 §4.1.2).
  public boolean showsGroups() {
    return baseAttributes
        .find("groups")
        .filter(groups -> groups.complex() && groups.mutability() == Mutability.READ_ONLY)
        .isPresent();
  }

  /// Whether all that is kept of a resource is returned by default (RFC 7643 §2.2).
  public boolean isShownWhole() {
    return shownWhole;
  }

  private static boolean isShownWhole(List<Attribute> attributes) {
    return attributes.stream()
        .filter(attribute -> attribute.mutability() != Mutability.WRITE_ONLY)
        .allMatch(attribute ->
            (attribute.returned() == Returned.ALWAYS || attribute.returned() == Returned.DEFAULT)
                && isShownWhole(attribute.subAttributes()));
  }

  private static Optional<CheckedPath> resolve(
      Optional<String> extension, AttributeSet attributes, AttributePath path) {
    var attribute = attributes.find(path.attribute());
    if (attribute.isEmpty()) {
      return Optional.empty();
    }
    if (path.subAttribute().isEmpty()) {
      return Optional.of(new CheckedPath(extension, attribute.get(), Optional.empty()));
    }
    return attribute
        .get()
        .findSubAttribute(path.subAttribute().get())
        .map(sub -> new CheckedPath(extension, attribute.get(), Optional.of(sub)));
  }

  private static AttributeSet withCommonAttributes(Schema base) {
    var byName = new LinkedHashMap<String, Attribute>();
    for (var common : ShippedSchemas.COMMON_ATTRIBUTES) {
      byName.put(common.name().toLowerCase(Locale.ROOT), common);
    }
    // A schema that defines a common attribute itself knows better, say that externalId is
    // required.
    for (var own : base.attributes()) {
      byName.put(own.name().toLowerCase(Locale.ROOT), own);
    }
    return new AttributeSet(new ArrayList<>(byName.values()));
  }

  /// A schema extension with its attributes by name.
  public record Extension(Schema schema, AttributeSet attributes) {}
}
