package dev.muster.scim.resource;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeSet;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.Returned;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What of a resource a response shows: by each attribute's `returned`, and by the parameters
/// `attributes` or `excludedAttributes` (RFC 7644 §3.9).
///
/// A name that no schema knows selects nothing.
public final class Projection {
  private final ResourceSchema schema;
  private final Mode mode;
  private final NamedAttributes named;

  private Projection(ResourceSchema schema, Mode mode, NamedAttributes named) {
    this.schema = schema;
    this.mode = mode;
    this.named = named;
  }

  /// The projection that the two parameters ask for. Throws `invalidValue` when both do, and
  /// `invalidPath` for a name that is none.
  public static Projection of(
      List<String> attributes, List<String> excluded, ResourceSchema schema) {
    if (!attributes.isEmpty() && !excluded.isEmpty()) {
      throw ScimException.invalidValue(
          "\"attributes\" and \"excludedAttributes\" exclude each other; send one of them");
    }
    if (!attributes.isEmpty()) {
      return new Projection(schema, Mode.ONLY, NamedAttributes.of(attributes, schema));
    }
    if (!excluded.isEmpty()) {
      return new Projection(schema, Mode.WITHOUT, NamedAttributes.of(excluded, schema));
    }
    return defaults(schema);
  }

  /// The projection without either parameter.
  public static Projection defaults(ResourceSchema schema) {
    return new Projection(schema, Mode.DEFAULT, NamedAttributes.NONE);
  }

  /// A new object with what the response shows. Parts that are shown whole are shared with the
  /// resource, so neither may be modified afterwards.
  public ObjectNode apply(ObjectNode resource) {
    var shown = ScimJson.object();
    for (var property : resource.properties()) {
      var attribute = schema.baseAttributes().find(property.getKey());
      if (attribute.isPresent()) {
        show("", attribute.get(), property.getValue(), shown);
        continue;
      }
      var extension = schema.findExtension(property.getKey());
      if (extension.isPresent()) {
        showExtension(extension.get(), property.getValue(), shown);
      } else if (UndeclaredExtensions.isUrn(property.getKey())
          && showsUndeclared(property.getKey())) {
        shown.set(property.getKey(), property.getValue());
      }
    }
    return shown;
  }

  /// Whether a response shows everything that a document may hold, so that there is nothing to
  /// leave out.
  public boolean showsAll() {
    return mode == Mode.DEFAULT && schema.isShownWhole();
  }

  /// Whether a response shows that attribute or, of a complex one, a part of it: what it does not
  /// show need not be loaded.
  public boolean includes(String attributePath) {
    var found = schema.find(AttributePath.parse(attributePath));
    if (found.isEmpty()) {
      return false;
    }
    var path = found.get();
    var key = path.extension().map(urn -> urn + ":").orElse("") + path.attribute().name();
    return shows(key, path.attribute())
        && path.subAttribute().map(sub -> showsPart(key, sub)).orElse(true);
  }

  // Nothing is known of its attributes: whoever names one of them gets all.
  private boolean showsUndeclared(String urn) {
    return switch (mode) {
      case DEFAULT -> true;
      case ONLY -> named.namesInUndeclared(urn);
      case WITHOUT -> !named.namesUndeclared(urn);
    };
  }

  private void showExtension(
      ResourceSchema.Extension extension, JsonNode values, ObjectNode shown) {
    var urn = extension.schema().id();
    var part = ScimJson.object();
    AttributeSet attributes = extension.attributes();
    for (var property : values.properties()) {
      attributes
          .find(property.getKey())
          .ifPresent(attribute -> show(urn + ":", attribute, property.getValue(), part));
    }
    if (!part.isEmpty()) {
      shown.set(urn, part);
    }
  }

  private void show(String prefix, Attribute attribute, JsonNode value, ObjectNode shown) {
    var key = prefix + attribute.name();
    if (!shows(key, attribute)) {
      return;
    }
    if (!attribute.complex() || showsWhole(key, attribute)) {
      shown.set(attribute.name(), value);
      return;
    }
    parts(key, attribute, value).ifPresent(part -> shown.set(attribute.name(), part));
  }

  private boolean shows(String key, Attribute attribute) {
    return switch (attribute.returned()) {
      case NEVER -> false;
      case ALWAYS -> true;
      case REQUEST -> mode == Mode.ONLY && named.names(key);
      case DEFAULT ->
          switch (mode) {
            case DEFAULT -> true;
            case ONLY -> named.names(key);
            case WITHOUT -> !named.namesWhole(key);
          };
    };
  }

  private boolean showsPart(String key, Attribute sub) {
    return switch (sub.returned()) {
      case NEVER -> false;
      case ALWAYS -> true;
      case REQUEST -> mode == Mode.ONLY && named.namesPart(key, sub.name());
      case DEFAULT ->
          switch (mode) {
            case DEFAULT -> true;
            // Of an attribute that is always returned, all is shown unless a part was named.
            case ONLY ->
                named.namesWhole(key) || !named.names(key) || named.namesPart(key, sub.name());
            case WITHOUT -> !named.namesPart(key, sub.name());
          };
    };
  }

  private boolean showsWhole(String key, Attribute attribute) {
    for (var sub : attribute.subAttributes()) {
      if (sub.returned() != Returned.ALWAYS && !showsPart(key, sub)) {
        return false;
      }
    }
    return true;
  }

  private Optional<JsonNode> parts(String key, Attribute attribute, JsonNode value) {
    if (value instanceof ArrayNode elements) {
      var shown = JsonNodeFactory.instance.arrayNode(elements.size());
      elements.forEach(element -> parts(key, attribute, element).ifPresent(shown::add));
      return shown.isEmpty() ? Optional.empty() : Optional.of(shown);
    }
    var shown = ScimJson.object();
    for (var sub : attribute.subAttributes()) {
      var part = value.get(sub.name());
      if (part != null && showsPart(key, sub)) {
        shown.set(sub.name(), part);
      }
    }
    return shown.isEmpty() ? Optional.empty() : Optional.of(shown);
  }

  private enum Mode {
    DEFAULT,
    ONLY,
    WITHOUT
  }
}
