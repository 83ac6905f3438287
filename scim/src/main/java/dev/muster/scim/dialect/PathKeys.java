package dev.muster.scim.dialect;

import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `{"op": "replace", "value": {"name.givenName": "Ann", "title": "Boss"}}` → the plain members in
/// one operation, each path in one of its own.
record PathKeys() implements Rewriting.OfOperation {

  @Override
  public boolean fits(PatchStep step, PatchTarget.Resource target) {
    if (step.members().isEmpty()) {
      return false;
    }
    for (var member : step.members().get().properties()) {
      if (isPath(member.getKey(), target.schema())
          || (member.getValue() instanceof ObjectNode part
              && schema(member.getKey(), target.schema())
              && part.properties().stream()
                  .anyMatch(inner -> isPart(member.getKey(), inner.getKey(), target.schema())))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<PatchStep> rewrite(PatchStep step, PatchTarget.Resource target) {
    var schema = target.schema();
    var members = step.members().orElseThrow();
    var steps = new ArrayList<PatchStep>();
    for (var member : List.copyOf(members.properties())) {
      var key = member.getKey();
      if (isPath(key, schema)) {
        steps.add(step.withPath(key).withValue(members.remove(key)));
      } else if (member.getValue() instanceof ObjectNode part && schema(key, schema)) {
        takeParts(step, key, part, schema, steps);
        if (part.isEmpty()) {
          members.remove(key);
        }
      }
    }
    if (!members.isEmpty()) {
      steps.addFirst(step);
    }
    return steps;
  }

  private static void takeParts(
      PatchStep step, String urn, ObjectNode part, ResourceSchema schema, List<PatchStep> steps) {
    for (var inner : List.copyOf(part.properties())) {
      if (isPart(urn, inner.getKey(), schema)) {
        steps.add(step.withPath(urn + ":" + inner.getKey()).withValue(part.remove(inner.getKey())));
      }
    }
  }

  private static boolean schema(String key, ResourceSchema schema) {
    return key.equalsIgnoreCase(schema.base().id()) || schema.findExtension(key).isPresent();
  }

  private static boolean isPart(String urn, String key, ResourceSchema schema) {
    return (key.indexOf('.') >= 0 || key.indexOf('[') >= 0) && isPath(urn + ":" + key, schema);
  }

  // The name of an attribute, and the URN of a schema, are no paths to be taken apart.
  private static boolean isPath(String key, ResourceSchema schema) {
    if (key.indexOf('.') < 0 && key.indexOf('[') < 0 && key.indexOf(':') < 0) {
      return false;
    }
    return !schema(key, schema) && find(key, schema).isPresent();
  }

  private static Optional<PatchTarget> find(String key, ResourceSchema schema) {
    var path = ExtensionNames.findPath(key, schema).orElse(key);
    return PatchTarget.find(path, schema);
  }
}
