package dev.muster.provisioning.expression;

import dev.muster.provisioning.source.Entry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Evaluates expressions over an entry, at 2026-03-31T09:30:00Z.
final class Evaluations {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-31T09:30:00Z"), ZoneOffset.UTC);

  private Evaluations() {}

  static Optional<JsonNode> evaluate(String expression, String attributes) {
    return evaluate(expression, attributes, 1);
  }

  static Optional<JsonNode> evaluate(String expression, String attributes, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var document = (ObjectNode) JsonMapper.shared().readTree(attributes);
    return Expression.compile(expression)
        .evaluate(new Entry("User", "e1", "Zoë", document), new Environment(CLOCK, random));
  }

  /// The value as text, `∅` if there is none.
  static String text(String expression, String attributes) {
    return evaluate(expression, attributes).map(Values::text).orElse("∅");
  }

  static String text(String expression) {
    return text(expression, "{}");
  }
}
