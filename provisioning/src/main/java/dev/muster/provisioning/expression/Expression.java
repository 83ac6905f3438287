package dev.muster.provisioning.expression;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An attribute-mapping expression in Entra's language: `[attribute]`, a constant, or a function of
/// such, as in `Join(".", [name.givenName], [name.familyName])`.
public final class Expression {
  private final String text;
  private final Term root;

  private Expression(String text, Term root) {
    this.text = text;
    this.root = root;
  }

  /// Reads an expression. Throws [ExpressionException] naming the column.
  public static Expression compile(String text) {
    return new Expression(text, ExpressionParser.parse(text));
  }

  /// The value for an entry; empty if there is none. An empty text counts as none: nothing is
  /// written for it.
  public Optional<JsonNode> evaluate(Evaluation evaluation) {
    var value = evaluation.value(root);
    var none =
        value.isMissingNode()
            || value.isNull()
            || (value.isString() && value.stringValue().isEmpty())
            || (value.isContainer() && value.isEmpty());
    return none ? Optional.empty() : Optional.of(value);
  }

  @Override
  public String toString() {
    return text;
  }
}
