package dev.muster.scim.dialect;

import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Attributes of extensions under names that are not the RFC's: without the URN (`manager`), or
/// with it before a name at the top of a resource (`urn:…:User:department`).
final class ExtensionNames {
  private ExtensionNames() {}

  /// The path with its URN, if it names an attribute that the base schema lacks and exactly one
  /// extension has.
  static Optional<String> findPath(String path, ResourceSchema schema) {
    if (path.indexOf(':') >= 0) {
      return Optional.empty();
    }
    int end = end(path);
    return findOwner(path.substring(0, end), schema).map(urn -> urn + ":" + path);
  }

  private static int end(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '.' || path.charAt(i) == '[') {
        return i;
      }
    }
    return path.length();
  }

  private static Optional<String> findOwner(String attribute, ResourceSchema schema) {
    if (schema.baseAttributes().find(attribute).isPresent()) {
      return Optional.empty();
    }
    var owners = new ArrayList<String>(1);
    for (var extension : schema.extensions()) {
      var known = schema.findExtension(extension.id()).orElseThrow();
      if (known.attributes().find(attribute).isPresent()) {
        owners.add(extension.id());
      }
    }
    return owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty();
  }

  /// A member of a resource that belongs into an extension.
  private record Stray(String urn, String attribute) {
    static Optional<Stray> find(String key, ResourceSchema schema) {
      int colon = key.lastIndexOf(':');
      if (colon < 0) {
        return findOwner(key, schema).map(urn -> new Stray(urn, key));
      }
      var name = key.substring(colon + 1);
      return schema
          .findExtension(key.substring(0, colon))
          .filter(extension -> extension.attributes().find(name).isPresent())
          .map(extension -> new Stray(extension.schema().id(), name));
    }
  }

  /// Paths of operations.
  record OfPath() implements Rewriting.OfOperation {
    @Override
    public boolean fits(PatchStep step, PatchTarget.Resource target) {
      return step.path().flatMap(path -> findPath(path, target.schema())).isPresent();
    }

    @Override
    public List<PatchStep> rewrite(PatchStep step, PatchTarget.Resource target) {
      return List.of(
          step.withPath(findPath(step.path().orElseThrow(), target.schema()).orElseThrow()));
    }
  }

  /// Members of resources.
  record OfMember() implements Rewriting.OfResource {
    @Override
    public boolean fits(ObjectNode resource, ResourceSchema schema) {
      if (!schema.extensions().isEmpty()) {
        for (var member : resource.properties()) {
          if (Stray.find(member.getKey(), schema).isPresent()) {
            return true;
          }
        }
      }
      return false;
    }

    /// What the extension has itself stays: it is the RFC's form.
    @Override
    public void rewrite(ObjectNode resource, ResourceSchema schema) {
      for (var member : List.copyOf(resource.properties())) {
        Stray.find(member.getKey(), schema)
            .ifPresent(stray -> {
              resource.remove(member.getKey());
              move(member, stray, resource);
            });
      }
    }

    private static void move(Map.Entry<String, JsonNode> member, Stray stray, ObjectNode resource) {
      var key = Members.findName(resource, stray.urn()).orElse(stray.urn());
      if (resource.get(key) instanceof ObjectNode extension) {
        if (Members.find(extension, stray.attribute()).isEmpty()) {
          extension.set(stray.attribute(), member.getValue());
        }
      } else {
        resource.putObject(key).set(stray.attribute(), member.getValue());
      }
    }
  }
}
