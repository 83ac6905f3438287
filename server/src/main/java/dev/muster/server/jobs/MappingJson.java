package dev.muster.server.jobs;

import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.AttributeMapping.Authority;
import dev.muster.provisioning.mapping.AttributeMapping.Nulls;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.mapping.ObjectMapping.NestedMembers;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.RequestFields;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Object mappings as the admin API reads and shows them.
final class MappingJson {
  private MappingJson() {}

  static ObjectNode of(ObjectMapping mapping) {
    var json =
        ScimJson.object()
            .put("objectType", mapping.objectType())
            .put("endpoint", mapping.endpoint())
            .put("enabled", mapping.enabled())
            .put("members", mapping.members())
            .put("nestedMembers", Keywords.of(mapping.nestedMembers()))
            .put("outOfScope", Keywords.of(mapping.outOfScope()))
            .put("missing", Keywords.of(mapping.missing()));
    var actions = json.putArray("actions");
    EnumSet.allOf(Flow.class).stream()
        .filter(mapping.flow()::contains)
        .forEach(flow -> actions.add(Keywords.of(flow)));
    json.set("filters", FilterJson.of(mapping.filter()));
    var attributes = json.putArray("attributes");
    mapping.attributes().forEach(attribute -> attributes.add(of(attribute)));
    return json;
  }

  private static ObjectNode of(AttributeMapping attribute) {
    var json =
        ScimJson.object()
            .put("target", attribute.target())
            .put("type", Keywords.of(attribute.kind()))
            .put("expression", attribute.expression());
    attribute.defaultValue().ifPresent(value -> json.put("default", value));
    if (attribute.matchingPriority() > 0) {
      json.put("match", attribute.matchingPriority());
    }
    attribute.reference().ifPresent(type -> json.put("reference", type));
    return json.put("apply", Keywords.of(attribute.apply()))
        .put("nulls", Keywords.of(attribute.nulls()))
        .put("authority", Keywords.of(attribute.authority()));
  }

  /// Reads a mapping strictly. Throws 400 naming the field.
  static ObjectMapping read(RequestFields fields) {
    var objectType = fields.requireString("objectType");
    var members = fields.findBoolean("members").orElse(false);
    var leaver = members ? Leaver.DELETE : Leaver.DISABLE;
    var mapping =
        new ObjectMapping(
            objectType,
            fields.findString("endpoint").orElse("/" + objectType + "s"),
            fields.findBoolean("enabled").orElse(true),
            members,
            actions(fields),
            fields.findKeyword("outOfScope", Leaver.class).orElse(leaver),
            fields.findKeyword("missing", Leaver.class).orElse(leaver),
            fields.groups("attributes").stream().map(MappingJson::attribute).toList(),
            FilterJson.read(fields),
            fields.findKeyword("nestedMembers", NestedMembers.class).orElse(NestedMembers.FLATTEN));
    fields.refuseOthers();
    return mapping;
  }

  private static Set<Flow> actions(RequestFields fields) {
    return fields
        .findStrings("actions")
        .map(names -> names.stream().map(name -> action(fields, name)).collect(Collectors.toSet()))
        .orElse(EnumSet.allOf(Flow.class));
  }

  private static Flow action(RequestFields fields, String name) {
    return EnumSet.allOf(Flow.class).stream()
        .filter(flow -> Keywords.of(flow).equals(name))
        .findFirst()
        .orElseThrow(() ->
            fields.invalid(
                "actions",
                "there is no \"%s\"; there are %s"
                    .formatted(name, String.join(", ", Keywords.of(Flow.class)))));
  }

  private static AttributeMapping attribute(RequestFields fields) {
    // The type follows from the expression; who sends back what was shown sends it along.
    fields.find("type");
    var attribute =
        new AttributeMapping(
            fields.requireString("target"),
            text(fields),
            fields.findString("default"),
            fields.findInteger("match").orElse(0),
            fields.findKeyword("apply", Apply.class).orElse(Apply.ALWAYS),
            fields.findString("reference"),
            fields.findKeyword("nulls", Nulls.class).orElse(Nulls.AS_THE_JOB),
            fields.findKeyword("authority", Authority.class).orElse(Authority.SOURCE));
    fields.refuseOthers();
    if (attribute.matchingPriority() < 0) {
      throw fields.invalid("match", "is negative; 1 is tried first, 0 does not match");
    }
    return attribute;
  }

  // An empty expression is one: nothing flows.
  private static String text(RequestFields fields) {
    return fields
        .find("expression")
        .map(node -> {
          if (!node.isString()) {
            throw fields.invalid("expression", "expected a string, found " + node);
          }
          return node.stringValue();
        })
        .orElse("");
  }

  /// Several mappings, one for each type of object.
  static List<ObjectMapping> readAll(RequestFields fields, String field) {
    var mappings = fields.groups(field).stream().map(MappingJson::read).toList();
    var types = mappings.stream().map(ObjectMapping::objectType).distinct().count();
    if (types < mappings.size()) {
      throw fields.invalid(field, "two mappings are of the same objectType; join them into one");
    }
    return mappings;
  }
}
