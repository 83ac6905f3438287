package dev.muster.scim.dialect;

import dev.muster.scim.dialect.Dialect.Applied;
import dev.muster.scim.schema.ResourceSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes the rules for filters to one filter after another.
final class FilterRewrite {
  private final List<Applied<Rewriting.OfFilter>> rules;
  private final Set<DialectRule> fired;

  FilterRewrite(List<Applied<Rewriting.OfFilter>> rules, Set<DialectRule> fired) {
    this.rules = rules;
    this.fired = fired;
  }

  /// The filter, or the path of an operation with its filter, in RFC form.
  String rewrite(String text, Optional<ResourceSchema> schema) {
    if (rules.isEmpty()) {
      return text;
    }
    var sketch = FilterSketch.of(text);
    for (var rule : rules) {
      var edits = rule.rewriting().edits(sketch, schema);
      if (!edits.isEmpty()) {
        fired.add(rule.rule());
        sketch = FilterSketch.of(FilterEdit.apply(sketch.text(), edits));
      }
    }
    return sketch.text();
  }
}
