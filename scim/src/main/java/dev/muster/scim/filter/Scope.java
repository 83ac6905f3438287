package dev.muster.scim.filter;

import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Optional;

/// What the paths of a filter are relative to: a resource or, between brackets, one value.
sealed interface Scope {
  Optional<CheckedPath> find(AttributePath path);

  Optional<String> findSimilar(AttributePath path);

  /// The attributes of a resource type.
  record OfResource(ResourceSchema schema) implements Scope {
    @Override
    public Optional<CheckedPath> find(AttributePath path) {
      return schema.find(path);
    }

    @Override
    public Optional<String> findSimilar(AttributePath path) {
      return schema.findSimilar(path);
    }
  }

  /// The sub-attributes of one attribute.
  record OfValue(Attribute attribute) implements Scope {
    @Override
    public Optional<CheckedPath> find(AttributePath path) {
      if (path.schema().isPresent() || path.subAttribute().isPresent()) {
        return Optional.empty();
      }
      return attribute
          .findSubAttribute(path.attribute())
          .map(sub -> new CheckedPath(Optional.empty(), sub, Optional.empty()));
    }

    @Override
    public Optional<String> findSimilar(AttributePath path) {
      // Repeating the attribute inside its own brackets: emails[emails.type eq "work"].
      return path.subAttribute()
          .filter(sub -> path.attribute().equalsIgnoreCase(attribute.name()))
          .or(() -> attribute.findSimilarSubAttribute(path.attribute()));
    }
  }
}
