package dev.muster.scim.resource;

import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.ResourceSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The attributes that a parameter names, whole or by sub-attribute. Keys are attribute names in
/// schema spelling, with the URN of their extension.
final class NamedAttributes {
  static final NamedAttributes NONE = new NamedAttributes();

  private final Set<String> whole = new HashSet<>();
  private final Map<String, Set<String>> parts = new HashMap<>();
  private final Set<String> undeclared = new HashSet<>();

  private NamedAttributes() {}

  static NamedAttributes of(List<String> names, ResourceSchema schema) {
    var named = new NamedAttributes();
    for (var name : names) {
      named.add(name.strip(), schema);
    }
    return named;
  }

  boolean names(String key) {
    return whole.contains(key) || parts.containsKey(key);
  }

  boolean namesWhole(String key) {
    return whole.contains(key);
  }

  boolean namesPart(String key, String subAttribute) {
    return parts.getOrDefault(key, Set.of()).contains(subAttribute);
  }

  /// Whether an extension is named that the type does not declare.
  boolean namesUndeclared(String urn) {
    return undeclared.contains(urn.toLowerCase(Locale.ROOT));
  }

  /// Whether such an extension is named, or an attribute of it.
  boolean namesInUndeclared(String urn) {
    var prefix = urn.toLowerCase(Locale.ROOT) + ":";
    return namesUndeclared(urn) || undeclared.stream().anyMatch(name -> name.startsWith(prefix));
  }

  private void add(String name, ResourceSchema schema) {
    if (name.isEmpty()) {
      return;
    }
    // Microsoft's tests ask for emails[type eq "work"]; values are not picked, so that is emails.
    int bracket = name.indexOf('[');
    if (bracket > 0) {
      add(name.substring(0, bracket), schema);
      return;
    }
    if (name.equalsIgnoreCase(schema.base().id())) {
      schema.base().attributes().forEach(attribute -> whole.add(attribute.name()));
      return;
    }
    var extension = schema.findExtension(name);
    if (extension.isPresent()) {
      var prefix = extension.get().schema().id() + ":";
      extension
          .get()
          .attributes()
          .attributes()
          .forEach(attribute -> whole.add(prefix + attribute.name()));
      return;
    }
    if (UndeclaredExtensions.isUrn(name)) {
      undeclared.add(name.toLowerCase(Locale.ROOT));
    }
    schema.find(AttributePath.parse(name)).ifPresent(this::add);
  }

  private void add(CheckedPath path) {
    var key = path.extension().map(urn -> urn + ":").orElse("") + path.attribute().name();
    if (path.subAttribute().isEmpty()) {
      whole.add(key);
      return;
    }
    parts.computeIfAbsent(key, k -> new HashSet<>()).add(path.subAttribute().get().name());
  }
}
