package dev.muster.scim.dialect;

import dev.muster.scim.filter.Operator;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceSchema;
import java.util.List;
import java.util.Optional;

/// The comparisons in a filter, or in a path that has one, as far as they can be made out: nothing
/// is refused, that is for the parser of the RFC's grammar.
record FilterSketch(String text, List<Comparison> comparisons) {
  FilterSketch {
    comparisons = List.copyOf(comparisons);
  }

  static FilterSketch of(String text) {
    return new FilterSketch(text, new FilterScan(text).comparisons());
  }

  /// A piece of the text without blanks, or a string with its quotes.
  record Word(String text, int start, int end) {
    boolean isQuoted() {
      return text.startsWith("\"");
    }

    FilterEdit replacedBy(String replacement) {
      return new FilterEdit(start, end, replacement);
    }
  }

  /// The brackets behind an attribute.
  ///
  /// @param closing index of the closing one; -1 while they are open
  record Brackets(String attribute, int opening, int closing) {
    boolean closed() {
      return closing >= 0;
    }
  }

  /// `attribute operator literal`.
  ///
  /// @param brackets those that the comparison stands in, or follows with a dot
  /// @param literal empty after `pr`; several words if quotes are missing
  record Comparison(
      Optional<Brackets> brackets, Word attribute, Word operator, List<Word> literal) {
    Comparison {
      literal = List.copyOf(literal);
    }

    boolean followsBrackets() {
      return brackets.isPresent() && brackets.get().closed();
    }

    /// The attribute's name without the dot that follows brackets.
    String name() {
      return followsBrackets() ? attribute.text().substring(1) : attribute.text();
    }

    int end() {
      return literal.isEmpty() ? operator.end() : literal.getLast().end();
    }

    /// The attribute that is compared, if the schema has it.
    Optional<Attribute> attribute(ResourceSchema schema) {
      return brackets.isEmpty()
          ? PatchTarget.find(name(), schema).map(target -> target.path().leaf())
          : PatchTarget.find(brackets.get().attribute(), schema)
              .flatMap(target -> target.path().leaf().findSubAttribute(name()));
    }
  }

  static boolean isOperator(String word) {
    return word.equalsIgnoreCase("pr") || Operator.find(word).isPresent();
  }
}
