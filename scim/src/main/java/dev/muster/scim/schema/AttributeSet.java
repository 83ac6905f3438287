package dev.muster.scim.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Attributes by their names, whatever the case (RFC 7643 §2.1).
public final class AttributeSet {
  private final List<Attribute> attributes;
  private final Map<String, Attribute> byName;

  AttributeSet(Collection<Attribute> attributes) {
    this.attributes = List.copyOf(attributes);
    this.byName = HashMap.newHashMap(attributes.size() * 2);
    for (var attribute : attributes) {
      byName.put(attribute.name(), attribute);
      byName.put(attribute.name().toLowerCase(Locale.ROOT), attribute);
    }
  }

  /// The attributes in the order of their schema.
  public List<Attribute> attributes() {
    return attributes;
  }

  /// The attribute of that name. The schema's own spelling, which nearly everyone uses, is found
  /// without lower-casing.
  public Optional<Attribute> find(String name) {
    var exact = byName.get(name);
    return exact != null
        ? Optional.of(exact)
        : Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }
}
