package dev.muster.scim.schema;

import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Chooses the paths by which clients find resources. Entra and Okta match on userName, externalId,
/// displayName or an e-mail address; what is unique has to be found for the check itself; a tenant
/// may ask for more.
final class IndexedPaths {
  private static final List<AttributePath> MATCHED =
      Stream.of("externalId", "displayName", "emails.value").map(AttributePath::parse).toList();

  private IndexedPaths() {}

  static List<CheckedPath> of(ResourceSchema schema, List<AttributePath> requested) {
    var paths = new ArrayList<CheckedPath>();
    schema.baseAttributes().attributes().stream()
        .flatMap(attribute -> unique(Optional.empty(), attribute))
        .forEach(paths::add);
    for (var extension : schema.extensions()) {
      extension.attributes().stream()
          .flatMap(attribute -> unique(Optional.of(extension.id()), attribute))
          .forEach(paths::add);
    }
    Stream.concat(MATCHED.stream(), requested.stream())
        .flatMap(wanted -> schema.find(wanted).stream())
        .filter(path -> !path.leaf().complex() && !paths.contains(path))
        .forEach(paths::add);
    return List.copyOf(paths);
  }

  private static Stream<CheckedPath> unique(Optional<String> extension, Attribute attribute) {
    if (attribute.complex()) {
      return attribute.subAttributes().stream()
          .filter(IndexedPaths::isUnique)
          .map(sub -> new CheckedPath(extension, attribute, Optional.of(sub)));
    }
    return Stream.of(attribute)
        .filter(IndexedPaths::isUnique)
        .map(simple -> new CheckedPath(extension, simple, Optional.empty()));
  }

  // The store's own key keeps id unique; it is not part of the document.
  private static boolean isUnique(Attribute attribute) {
    return attribute.uniqueness() != Uniqueness.NONE
        && attribute.mutability() != Mutability.READ_ONLY;
  }
}
