package dev.muster.provisioning.mapping;

import dev.muster.provisioning.expression.Environment;
import dev.muster.provisioning.expression.EvaluationException;
import dev.muster.provisioning.expression.Expression;
import dev.muster.provisioning.expression.ExpressionException;
import dev.muster.provisioning.expression.Values;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.AttributeMapping.Nulls;
import dev.muster.provisioning.mapping.CompiledMapping.CompiledAttribute;
import dev.muster.provisioning.scope.CompiledFilter;
import dev.muster.provisioning.source.Entry;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Makes object mappings ready to run: compiles their expressions and resolves their target paths
/// against the core schemas (RFC 7643 §4). A path that no core schema knows is a custom attribute:
/// it takes whatever its expression gives.
public final class MappingCompiler {
  private final Environment environment;
  private final FlowSettings flow;

  /// A compiler of mappings whose expressions use this clock and this randomness.
  public MappingCompiler(Environment environment) {
    this(environment, FlowSettings.DEFAULT);
  }

  private MappingCompiler(Environment environment, FlowSettings flow) {
    this.environment = environment;
    this.flow = flow;
  }

  /// The compiler of a job's mappings: with what the job says for all its attributes.
  public MappingCompiler with(FlowSettings settings) {
    return new MappingCompiler(
        new Environment(environment.clock(), environment.random(), settings.defaultDomain()),
        settings);
  }

  /// Compiles a mapping with secure randomness. Throws [MappingException] naming the attribute, the
  /// column and the way out.
  public static CompiledMapping compile(ObjectMapping mapping, Clock clock) {
    return new MappingCompiler(new Environment(clock, new SecureRandom())).compile(mapping);
  }

  /// Compiles a mapping to what RFC 7643 defines. Throws [MappingException] naming the attribute,
  /// the column and the way out.
  public CompiledMapping compile(ObjectMapping mapping) {
    return compile(mapping, SchemaRegistry.core());
  }

  /// Compiles a mapping. Throws [MappingException] naming the attribute, the column and the way
  /// out.
  ///
  /// @param schemas what the target is known to define
  public CompiledMapping compile(ObjectMapping mapping, SchemaRegistry schemas) {
    var schema = schemas.findResourceType(mapping.objectType());
    var targets = new HashSet<String>();
    for (var attribute : mapping.attributes()) {
      if (!targets.add(attribute.target().toLowerCase(Locale.ROOT))) {
        throw new MappingException(attribute.target(), "it is mapped twice; remove one of the two");
      }
    }
    var attributes =
        mapping.attributes().stream()
            .map(this::effective)
            .map(attribute -> attribute(attribute, schema))
            .toList();
    var compiled =
        new CompiledMapping(
            mapping.withAttributes(attributes.stream().map(CompiledAttribute::mapping).toList()),
            attributes);
    CompiledFilter.compile(mapping.filter());
    return compiled;
  }

  /// The mapping with what follows from its job and its expression.
  private AttributeMapping effective(AttributeMapping mapping) {
    var nulls =
        mapping.nulls() == Nulls.AS_THE_JOB
            ? (flow.nullsClear() ? Nulls.CLEAR : Nulls.KEEP)
            : mapping.nulls();
    var adds =
        mapping.apply() == Apply.ALWAYS
            && expression(mapping).map(Expression::addsOnly).orElse(false);
    return mapping.with(adds ? Apply.ADD_VALUES : mapping.apply(), nulls);
  }

  CompiledAttribute attribute(AttributeMapping mapping, Optional<ResourceSchema> schema) {
    var expression = expression(mapping);
    var target = TargetAttribute.resolve(mapping.target(), schema);
    return new CompiledAttribute(
        mapping,
        entry -> expression.flatMap(given -> value(mapping, given, target, entry)),
        mapping.defaultValue().flatMap(text -> defaultValue(mapping, text, target)),
        target::current,
        target::write,
        target.caseExact(),
        target.extension(),
        expression.map(Expression::redacted).orElse(false),
        expression.map(Expression::alternatives).orElse(List.of()).stream()
            .<Function<Entry, Optional<JsonNode>>>map(
                rule -> entry -> value(mapping, rule, target, entry))
            .toList());
  }

  /// Empty for a mapping of the kind none.
  private static Optional<Expression> expression(AttributeMapping mapping) {
    if (mapping.kind() == AttributeMapping.Kind.NONE) {
      if (mapping.matchingPriority() > 0) {
        throw new MappingException(
            mapping.target(), "objects cannot be matched by it without an expression; write one");
      }
      return Optional.empty();
    }
    try {
      var expression = Expression.compile(mapping.expression());
      if (expression.onCreateOnly() && mapping.apply() != Apply.ON_CREATE) {
        throw new MappingException(
            mapping.target(),
            "%s makes a value for a new object; apply it on create only".formatted(expression));
      }
      if (expression.onCreateOnly() && mapping.matchingPriority() > 0) {
        throw new MappingException(
            mapping.target(),
            "%s makes a new value, by which nothing can be matched; match by another attribute"
                .formatted(expression));
      }
      if (mapping.password()) {
        requireTemporary(mapping, expression);
      }
      return Optional.of(expression);
    } catch (ExpressionException e) {
      throw new MappingException(
          mapping.target(), "%s, in %s".formatted(e.getMessage(), mapping.expression()), e);
    }
  }

  /// Passwords are never synchronised: a new user may get one that was made for this once.
  private static void requireTemporary(AttributeMapping mapping, Expression expression) {
    var onceOnly = mapping.apply() == Apply.ON_CREATE && mapping.defaultValue().isEmpty();
    if (!onceOnly
        || !expression.onCreateOnly()
        || !expression.redacted()
        || expression.readsEntry()) {
      throw new MappingException(
          mapping.target(),
          "a password is never synchronised; apply on create only, without a default value, an"
              + " expression such as Redact(RandomString(16, 2, 2, 2, 2)) that reads no attribute");
    }
  }

  private static Optional<JsonNode> defaultValue(
      AttributeMapping mapping, String text, TargetAttribute target) {
    try {
      return target.type().convert(StringNode.valueOf(text));
    } catch (EvaluationException e) {
      throw new MappingException(
          mapping.target(), "the default value %s".formatted(e.getMessage()), e);
    }
  }

  private Optional<JsonNode> value(
      AttributeMapping mapping, Expression expression, TargetAttribute target, Entry entry) {
    try {
      var value = expression.evaluate(entry, environment);
      return mapping.reference().isPresent()
          ? value.map(MappingCompiler::sourceId).filter(Values::isPresent)
          : value.flatMap(target.type()::convert);
    } catch (EvaluationException e) {
      throw new MappingException(
          mapping.target(),
          "%s, in %s for the entry \"%s\"".formatted(e.getMessage(), expression, entry.id()),
          e);
    }
  }

  // A manager in a SCIM document is a complex value; its source id is the value's value.
  private static JsonNode sourceId(JsonNode value) {
    return StringNode.valueOf(Values.text(value));
  }
}
