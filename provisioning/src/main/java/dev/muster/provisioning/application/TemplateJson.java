package dev.muster.provisioning.application;

import dev.muster.client.ScimConnection;
import dev.muster.client.pace.RateLimit;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.target.CapabilityOverrides;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Templates as JSON. Mappings are told by what they have otherwise than the default ones: `omit`
/// target paths, `set` lines.
final class TemplateJson {
  private static final Set<String> FIELDS =
      Set.of(
          "title",
          "quirks",
          "rateLimits",
          "announcesLimits",
          "membersPerRequest",
          "capabilities",
          "mappings");
  private static final int MEMBERS_PER_REQUEST = 1_000;

  private TemplateJson() {}

  /// Throws IllegalArgumentException naming a field that is not known.
  static ApplicationTemplate read(String name, ObjectNode json) {
    for (var field : json.propertyNames()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException("template %s: unknown field %s".formatted(name, field));
      }
    }
    return new ApplicationTemplate(
        name,
        json.path("title").asString(),
        strings(json.path("quirks")),
        json.path("rateLimits").valueStream().map(TemplateJson::rateLimit).toList(),
        json.path("announcesLimits").asBoolean(false)
            ? Optional.empty()
            : Optional.of(ScimConnection.DEFAULT_REQUESTS_PER_SECOND),
        json.path("membersPerRequest").asInt(MEMBERS_PER_REQUEST),
        capabilities(json.path("capabilities")),
        DefaultMappings.directoryToScim().stream()
            .map(mapping -> mapping(mapping, json.path("mappings").path(mapping.objectType())))
            .toList());
  }

  private static RateLimit rateLimit(JsonNode json) {
    return new RateLimit(
        new HashSet<>(strings(json.path("methods"))),
        Optional.ofNullable(json.get("endpoint")).map(JsonNode::asString),
        json.path("largerThan").asInt(-1),
        json.path("requests").asInt(),
        Duration.parse(json.path("per").asString()),
        json.path("burst").asInt(),
        json.path("members").asBoolean(false));
  }

  private static CapabilityOverrides capabilities(JsonNode json) {
    return new CapabilityOverrides(
        bool(json, "patch"),
        bool(json, "bulk"),
        integer(json, "maxOperations"),
        integer(json, "maxPayloadSize"),
        bool(json, "filter"),
        bool(json, "cursor"),
        integer(json, "pageSize"),
        bool(json, "etag"));
  }

  private static ObjectMapping mapping(ObjectMapping mapping, JsonNode json) {
    var set = json.path("set").valueStream().map(TemplateJson::line).toList();
    var gone = new HashSet<>(strings(json.path("omit")));
    var lines = new ArrayList<AttributeMapping>();
    for (var line : mapping.attributes()) {
      var instead = set.stream().filter(s -> s.target().equals(line.target())).findFirst();
      if (!gone.contains(line.target())) {
        lines.add(instead.orElse(line));
      }
    }
    return mapping.withAttributes(lines);
  }

  private static AttributeMapping line(JsonNode json) {
    return new AttributeMapping(
        json.path("target").asString(),
        json.path("expression").asString(),
        Optional.empty(),
        json.path("matchingPriority").asInt(0),
        Apply.valueOf(json.path("apply").asString(Apply.ALWAYS.name())),
        Optional.empty());
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static Optional<Boolean> bool(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::booleanValue);
  }

  private static Optional<Integer> integer(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::intValue);
  }
}
