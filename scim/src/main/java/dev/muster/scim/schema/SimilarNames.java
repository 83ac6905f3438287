package dev.muster.scim.schema;

import dev.muster.scim.path.AttributePath;
import java.util.List;
import java.util.Optional;

/// Guesses which attribute a misspelt path meant, for the "did you mean" of a message.
final class SimilarNames {
  private final ResourceSchema schema;

  SimilarNames(ResourceSchema schema) {
    this.schema = schema;
  }

  Optional<String> to(AttributePath path) {
    var prefix = path.schema().map(urn -> urn + ":").orElse("");
    var known = schema.find(new AttributePath(path.schema(), path.attribute(), Optional.empty()));
    if (known.isPresent()) {
      var subAttributes = known.get().attribute().subAttributes();
      return nearest(path.subAttribute().orElse(""), subAttributes)
          .map(sub -> prefix + path.attribute() + "." + sub);
    }
    var rest = path.subAttribute().map(sub -> "." + sub).orElse("");
    return inExtension(path)
        .or(() -> nearest(path.attribute(), siblings(path)).map(name -> prefix + name + rest));
  }

  // Forgetting the URN is the commonest mistake with extension attributes.
  private Optional<String> inExtension(AttributePath path) {
    if (path.schema().isPresent()) {
      return Optional.empty();
    }
    return schema.extensions().stream()
        .map(extension ->
            new AttributePath(Optional.of(extension.id()), path.attribute(), path.subAttribute()))
        .filter(qualified -> schema.find(qualified).isPresent())
        .findFirst()
        .map(AttributePath::toString);
  }

  private List<Attribute> siblings(AttributePath path) {
    var urn = path.schema().filter(id -> !id.equalsIgnoreCase(schema.base().id()));
    if (urn.isEmpty()) {
      return schema.baseAttributes().attributes();
    }
    return schema.findExtension(urn.get()).map(e -> e.schema().attributes()).orElse(List.of());
  }

  static Optional<String> nearest(String name, List<Attribute> candidates) {
    return NearestName.to(name, candidates.stream().map(Attribute::name).toList());
  }
}
