package dev.muster.provisioning.plan;

import dev.muster.provisioning.mapping.TargetState.Reference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One attribute of a target object that is to change, with its last known value — Entra's
/// `modifiedProperty`.
///
/// @param before null-node if the target was not known to have a value
/// @param after null-node if the value is to be cleared; for a reference, the referenced entry's
///   source id
/// @param reference the object that the attribute is to refer to, whose target id is found when the
///   action is applied
/// @param added the values that are to be added, where those that the target has besides stay; none
///   if the whole value is replaced
public record AttributeChange(
    String path,
    JsonNode before,
    JsonNode after,
    Optional<Reference> reference,
    List<JsonNode> added) {

  public AttributeChange {
    // What an older version has stored knows nothing of it.
    added = List.copyOf(Objects.requireNonNullElse(added, List.of()));
  }

  /// A change that replaces the whole value.
  public AttributeChange(
      String path, JsonNode before, JsonNode after, Optional<Reference> reference) {
    this(path, before, after, reference, List.of());
  }

  /// The same change, made by adding these values.
  AttributeChange adding(List<JsonNode> values) {
    return new AttributeChange(path, before, after, reference, values);
  }
}
