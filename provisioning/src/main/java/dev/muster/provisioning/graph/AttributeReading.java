package dev.muster.provisioning.graph;

import dev.muster.provisioning.expression.Expression;
import dev.muster.provisioning.expression.ExpressionException;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.AttributeMapping.Authority;
import dev.muster.provisioning.mapping.AttributeMapping.Nulls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Reads the attribute mappings of one object mapping — Graph's `attributeMapping`.
final class AttributeReading {
  private final GraphNames names;
  private final List<String> notes;
  private final Map<String, String> metadata;
  private final boolean group;
  private final List<AttributeMapping> attributes = new ArrayList<>();
  private final Set<String> targets = new HashSet<>();
  private boolean members;

  AttributeReading(
      GraphNames names, List<String> notes, Map<String, String> metadata, boolean group) {
    this.names = names;
    this.notes = notes;
    this.metadata = metadata;
    this.group = group;
  }

  /// Whether the members of groups are mapped, which is no attribute here.
  boolean members() {
    return members;
  }

  List<AttributeMapping> all() {
    return metadata.containsKey("composite") ? attributes : SchemaReader.ranked(attributes);
  }

  void add(JsonNode json) {
    var target = json.path("targetAttributeName").asString("");
    if (group && target.equalsIgnoreCase("members")) {
      members = true;
      return;
    }
    if (!targets.add(target.toLowerCase(Locale.ROOT))) {
      notes.add("%s is mapped twice; the second was left out".formatted(target));
      return;
    }
    var graph = metadata.containsKey(target + ".type") ? "" : expression(json);
    if (graph.isEmpty()) {
      attributes.add(
          new AttributeMapping(target, "", defaultValue(json), 0, Apply.ALWAYS, Optional.empty()));
      return;
    }
    try {
      attributes.add(
          attribute(json, target, Expression.compile(GraphNames.rename(graph, names::toMuster))));
    } catch (ExpressionException e) {
      notes.add("%s was left out: %s, in %s".formatted(target, e.getMessage(), graph));
    }
  }

  private AttributeMapping attribute(JsonNode json, String target, Expression expression) {
    var flow = json.path("flowType").asString("Always");
    var apply = apply(target, flow);
    if (expression.onCreateOnly() && apply != Apply.ON_CREATE) {
      notes.add(
          "%s is written on create only: %s makes another value each time"
              .formatted(target, expression));
      apply = Apply.ON_CREATE;
    }
    if (json.path("flowBehavior").asString("").equals("FlowAlways")) {
      notes.add(
          "%s flows when it differs: \"FlowAlways\" would send what the target has already"
              .formatted(target));
    }
    var byName = target + ".";
    return new AttributeMapping(
        target,
        expression.toString(),
        defaultValue(json),
        json.path("matchingPriority").asInt(0),
        apply,
        reference(target, expression),
        SchemaReader.constant(Nulls.class, metadata, byName + "nulls", Nulls.AS_THE_JOB),
        flow.equals("AttributeAddOnly")
            ? Authority.TARGET
            : SchemaReader.constant(
                Authority.class, metadata, byName + "authority", Authority.SOURCE));
  }

  private static Optional<String> defaultValue(JsonNode json) {
    return Optional.of(json.path("defaultValue").asString("")).filter(text -> !text.isEmpty());
  }

  private Apply apply(String target, String flow) {
    return switch (flow) {
      case "Always", "AttributeAddOnly" -> Apply.ALWAYS;
      case "ObjectAddOnly" -> Apply.ON_CREATE;
      case "MultiValueAddOnly", "ValueAddOnly" -> Apply.ADD_VALUES;
      default -> {
        notes.add("%s: the flow type \"%s\" became Always".formatted(target, flow));
        yield Apply.ALWAYS;
      }
    };
  }

  private Optional<String> reference(String target, Expression expression) {
    var named = Optional.ofNullable(metadata.get(target + ".reference"));
    var manager = GraphNames.rename("[manager]", names::toMuster);
    return named.isEmpty() && expression.toString().equals(manager) ? Optional.of("User") : named;
  }

  /// The expression in Entra's words. A mapping without a source is a constant.
  private static String expression(JsonNode json) {
    var source = json.path("source");
    if (source.isObject()) {
      return expressionOf(source);
    }
    var constant = json.path("defaultValue").asString("");
    return constant.isEmpty() ? "" : StringNode.valueOf(constant).toString();
  }

  private static String expressionOf(JsonNode source) {
    var written = source.path("expression").asString("");
    if (!written.isBlank()) {
      return written;
    }
    var name = source.path("name").asString("");
    return switch (source.path("type").asString("")) {
      case "Attribute" -> "[" + name + "]";
      case "Constant" -> StringNode.valueOf(name).toString();
      default -> {
        var call = new StringJoiner(", ", name + "(", ")");
        source
            .path("parameters")
            .forEach(parameter -> call.add(expressionOf(parameter.path("value"))));
        yield call.toString();
      }
    };
  }
}
