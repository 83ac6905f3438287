package dev.muster.scim.dialect;

import dev.muster.scim.dialect.Dialect.Rules;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Takes the rules to a resource, or to what an operation without path brings of one: to its
/// members, then to their values.
final class ResourceRewrite {
  private final Rules rules;
  private final Set<DialectRule> fired;

  ResourceRewrite(Rules rules, Set<DialectRule> fired) {
    this.rules = rules;
    this.fired = fired;
  }

  /// Changes the resource in place.
  void rewrite(ObjectNode resource, ResourceSchema schema) {
    for (var rule : rules.resources()) {
      if (rule.rewriting().fits(resource, schema)) {
        fired.add(rule.rule());
        rule.rewriting().rewrite(resource, schema);
      }
    }
    new ValueWalk(rules.values(), fired).resource(resource, schema);
  }
}
