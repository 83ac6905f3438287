package dev.muster.provisioning.job;

import dev.muster.provisioning.mapping.TargetState;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// That a source entry and a target object are the same person or group, and what the target was
/// last known to hold — Entra's object connection.
///
/// @param disabled whether the target object was disabled because its entry left the scope or the
///   source
/// @param departure why and since when the object is disabled; empty for one that is not
public record Link(
    String objectType,
    String sourceId,
    String targetId,
    TargetState known,
    boolean disabled,
    Optional<Departure> departure) {

  /// A link of an object that nobody disabled.
  public Link(
      String objectType, String sourceId, String targetId, TargetState known, boolean disabled) {
    this(objectType, sourceId, targetId, known, disabled, Optional.empty());
  }

  /// What people call the object.
  public String displayName() {
    return Stream.of("displayName", "userName")
        .flatMap(path -> Stream.ofNullable(known.values().get(path)))
        .map(JsonNode::asString)
        .findFirst()
        .orElse(sourceId);
  }
}
