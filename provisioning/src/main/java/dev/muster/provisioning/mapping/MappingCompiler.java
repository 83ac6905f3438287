package dev.muster.provisioning.mapping;

import dev.muster.provisioning.expression.EntryAttributes;
import dev.muster.provisioning.expression.Evaluation;
import dev.muster.provisioning.expression.Expression;
import dev.muster.provisioning.expression.ExpressionException;
import dev.muster.provisioning.mapping.CompiledMapping.CompiledAttribute;
import dev.muster.provisioning.source.Entry;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Makes mappings ready to run: reads their expressions, and their target paths against the core
/// schemas.
public final class MappingCompiler {
  private final Clock clock;
  private final RandomGenerator random;

  /// @param clock for the function Now
  /// @param random for the function Guid
  public MappingCompiler(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// Throws [MappingException] for an expression or a path that cannot be read, and for a mapping
  /// that matches by nothing.
  public CompiledMapping compile(ObjectMapping mapping) {
    var schema =
        SchemaRegistry.core()
            .findResourceType(mapping.objectType())
            .orElseThrow(() ->
                new MappingException(
                    "there are no objects of type \"%s\"; there are User and Group"
                        .formatted(mapping.objectType())));
    if (mapping.attributes().stream().allMatch(attribute -> attribute.matchingPriority() == 0)) {
      throw new MappingException(
          "the mapping of %s has no matching attribute; give one a matching priority"
              .formatted(mapping.objectType()));
    }
    return new CompiledMapping(
        mapping,
        mapping.attributes().stream().map(attribute -> compile(attribute, schema)).toList());
  }

  private CompiledAttribute compile(AttributeMapping mapping, ResourceSchema schema) {
    try {
      var path = TargetPath.parse(mapping.target(), schema);
      var expression = Expression.compile(mapping.expression());
      return new CompiledAttribute(
          mapping,
          entry -> value(expression, entry, mapping, path),
          mapping.defaultValue().map(StringNode::valueOf).map(path::typed),
          path::read,
          path::write,
          path.caseExact(),
          path.extension());
    } catch (ExpressionException e) {
      throw new MappingException(
          "mapping to \"%s\": expression %s: %s"
              .formatted(mapping.target(), mapping.expression(), e.getMessage()));
    } catch (ScimException e) {
      throw new MappingException("mapping to \"%s\": %s".formatted(mapping.target(), e.detail()));
    }
  }

  private Optional<JsonNode> value(
      Expression expression, Entry entry, AttributeMapping mapping, TargetPath path) {
    var evaluation = new Evaluation(new EntryAttributes(entry.attributes()), clock, random);
    var value = expression.evaluate(evaluation);
    // A reference is the id of an entry, whatever the target makes of it.
    return mapping.reference().isPresent() ? value : value.map(path::typed);
  }
}
