package dev.muster.provisioning.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a target object holds or should hold, attribute path by attribute path: values, and
/// references to other objects by their id in the source. An attribute without a value is not in
/// it.
///
/// @param values by path as the mapping writes it, such as `emails[type eq "work"].value`
/// @param references by path, such as `urn:…:User:manager`
public record TargetState(Map<String, JsonNode> values, Map<String, Reference> references) {
  public static final TargetState EMPTY = new TargetState(Map.of(), Map.of());

  public TargetState {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
  }

  /// An object of the same job, named by its entry.
  public record Reference(String objectType, String sourceId) {}
}
