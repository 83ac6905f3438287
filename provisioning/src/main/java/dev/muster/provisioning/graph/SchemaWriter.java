package dev.muster.provisioning.graph;

import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Authority;
import dev.muster.provisioning.mapping.AttributeMapping.Kind;
import dev.muster.provisioning.mapping.AttributeMapping.Nulls;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.scope.ScopingFilter;
import dev.muster.provisioning.scope.ScopingFilter.Quantifier;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a job's mappings as a synchronization schema. What Graph has no place for stands in the
/// `metadata` of its object mapping, and is read again from there.
public final class SchemaWriter {
  static final String METADATA = "Muster.";

  private final GraphNames names;

  private SchemaWriter(GraphNames names) {
    this.names = names;
  }

  /// The schema of some mappings.
  ///
  /// @param application the target directory's name
  public static ObjectNode write(
      String application, List<ObjectMapping> mappings, GraphNames names) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", application).put("version", "1");
    var writer = new SchemaWriter(names);
    var directories = json.putArray("directories");
    directories.addObject().put("id", "source").put("name", "Azure Active Directory");
    directories.addObject().put("id", "target").put("name", application);
    var rule =
        json.putArray("synchronizationRules")
            .addObject()
            .put("id", "outbound")
            .put("name", "Provision to " + application)
            .put("editable", true)
            .put("priority", 1)
            .put("sourceDirectoryName", "Azure Active Directory")
            .put("targetDirectoryName", application);
    var objects = rule.putArray("objectMappings");
    mappings.forEach(mapping -> objects.add(writer.mapping(mapping)));
    rule.putArray("metadata");
    return json;
  }

  private ObjectNode mapping(ObjectMapping mapping) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", "Provision %ss".formatted(mapping.objectType()))
            .put("enabled", mapping.enabled())
            .put("sourceObjectName", mapping.objectType())
            .put("targetObjectName", mapping.objectType())
            .put("flowTypes", flow(mapping));
    if (mapping.filter().groups().isEmpty()) {
      json.putNull("scope");
    } else {
      json.set("scope", filter(mapping.filter()));
    }
    var attributes = json.putArray("attributeMappings");
    var metadata = json.putArray("metadata");
    metadata(metadata, "endpoint", mapping.endpoint());
    metadata(metadata, "outOfScope", mapping.outOfScope().name());
    metadata(metadata, "missing", mapping.missing().name());
    metadata(metadata, "nestedMembers", mapping.nestedMembers().name());
    var ranks =
        mapping.attributes().stream()
            .map(AttributeMapping::matchingPriority)
            .filter(priority -> priority > 0)
            .toList();
    if (ranks.stream().distinct().count() < ranks.size()) {
      metadata(metadata, "composite", "true");
    }
    for (var attribute : mapping.attributes()) {
      attributes.add(attribute(attribute));
      metadata(metadata, attribute);
    }
    if (mapping.members()) {
      attributes.add(attribute(AttributeMapping.of("members", "[members]")));
    }
    return json;
  }

  private static String flow(ObjectMapping mapping) {
    var flow = new StringJoiner(", ");
    flow.setEmptyValue("None");
    if (mapping.flow().contains(Flow.CREATE)) {
      flow.add("Add");
    }
    if (mapping.flow().contains(Flow.UPDATE)) {
      flow.add("Update");
    }
    if (mapping.flow().contains(Flow.DELETE)) {
      flow.add("Delete");
    }
    return flow.toString();
  }

  private ObjectNode attribute(AttributeMapping attribute) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("targetAttributeName", attribute.target())
            .put("matchingPriority", attribute.matchingPriority())
            .put("flowType", flowType(attribute))
            .put("flowBehavior", "FlowWhenChanged")
            .put("exportMissingReferences", false);
    attribute
        .defaultValue()
        .ifPresentOrElse(
            value -> json.put("defaultValue", value), () -> json.putNull("defaultValue"));
    if (attribute.kind() == Kind.NONE) {
      json.putNull("source");
    } else {
      json.set("source", source(attribute));
    }
    return json;
  }

  private ObjectNode source(AttributeMapping attribute) {
    var expression = GraphNames.rename(attribute.expression(), names::toGraph);
    var source = JsonNodeFactory.instance.objectNode().put("expression", expression);
    switch (attribute.kind()) {
      case DIRECT ->
          source
              .put("name", expression.substring(1, expression.length() - 1))
              .put("type", "Attribute");
      case CONSTANT -> source.put("name", expression).put("type", "Constant");
      case EXPRESSION, NONE ->
          source.put("name", expression.replaceFirst("\\s*\\(.*", "")).put("type", "Function");
    }
    source.putArray("parameters");
    return source;
  }

  private static String flowType(AttributeMapping attribute) {
    return switch (attribute.apply()) {
      case ALWAYS -> "Always";
      case ON_CREATE -> "ObjectAddOnly";
      case ADD_VALUES -> "MultiValueAddOnly";
    };
  }

  private ObjectNode filter(ScopingFilter filter) {
    var json = JsonNodeFactory.instance.objectNode();
    var groups = json.putArray("groups");
    for (var group : filter.groups()) {
      var clauses = groups.addObject().put("name", group.title()).putArray("clauses");
      for (var clause : group.clauses()) {
        var written =
            clauses
                .addObject()
                .put("sourceOperandName", names.toGraph(clause.attribute()))
                .put("operatorName", clause.operator().label());
        clause.values().forEach(written.putObject("targetOperand").putArray("values")::add);
        if (clause.quantifier() == Quantifier.ANY) {
          written.put("multivaluedComparisonType", "Any");
        }
      }
    }
    json.putArray("inputFilterGroups");
    json.putArray("categoryFilterGroups");
    return json;
  }

  private static void metadata(ArrayNode metadata, AttributeMapping attribute) {
    var prefix = attribute.target() + ".";
    attribute.reference().ifPresent(type -> metadata(metadata, prefix + "reference", type));
    if (attribute.nulls() != Nulls.AS_THE_JOB) {
      metadata(metadata, prefix + "nulls", attribute.nulls().name());
    }
    if (attribute.authority() != Authority.SOURCE) {
      metadata(metadata, prefix + "authority", attribute.authority().name());
    }
    if (attribute.kind() == Kind.NONE) {
      metadata(metadata, prefix + "type", "NONE");
    }
  }

  private static void metadata(ArrayNode metadata, String key, String value) {
    metadata.addObject().put("key", METADATA + key).put("value", value);
  }
}
