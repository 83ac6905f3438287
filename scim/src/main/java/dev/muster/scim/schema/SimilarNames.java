package dev.muster.scim.schema;

import dev.muster.scim.path.AttributePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Guesses which attribute a misspelt path meant, for the "did you mean" of a message.
final class SimilarNames {
  private static final int MAX_DISTANCE = 2;

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
    var best = Optional.<String>empty();
    int bestDistance = MAX_DISTANCE + 1;
    for (var candidate : candidates) {
      int distance = distance(name, candidate.name());
      // A name of two letters is within two edits of everything short.
      if (distance < bestDistance && distance < name.length()) {
        best = Optional.of(candidate.name());
        bestDistance = distance;
      }
    }
    return best;
  }

  /// Levenshtein distance, whatever the case.
  private static int distance(String left, String right) {
    if (Math.abs(left.length() - right.length()) > MAX_DISTANCE) {
      return Integer.MAX_VALUE;
    }
    var a = left.toLowerCase(Locale.ROOT);
    var b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
