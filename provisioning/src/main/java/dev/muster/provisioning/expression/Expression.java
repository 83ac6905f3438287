package dev.muster.provisioning.expression;

import dev.muster.provisioning.source.Entry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A compiled expression: `[attribute]`, `"text"` or a function call such as `Join(" ",
/// [name.givenName], [name.familyName])`, in Entra's language.
///
/// What Muster adds to it: names of functions ignore case, conditions take `And` and `Or` and do
/// not fail on absent values, and an attribute may be a path with a filter.
public final class Expression {
  private static final Set<String> GENERATING = Set.of("Guid", "RandomString", "SelectUniqueValue");

  private final String text;
  private final Term term;

  private Expression(String text, Term term) {
    this.text = text;
    this.term = term;
  }

  /// Compiles an expression. Throws [ExpressionException] naming the column and the way out.
  public static Expression compile(String text) {
    return new Expression(text, ExpressionParser.parse(text));
  }

  /// All functions in the order of their groups.
  public static List<FunctionSignature> functions() {
    return Functions.all().stream().map(Function::signature).toList();
  }

  /// The value for an entry: text, a number, a boolean, or an array or object as it stands in the
  /// entry; empty when there is none. Throws [EvaluationException] for an entry whose values do not
  /// fit.
  public Optional<JsonNode> evaluate(Entry entry, Environment environment) {
    return Optional.of(new Evaluation(entry, environment).value(term))
        .filter(value -> !Values.isNull(value));
  }

  /// The rules of `SelectUniqueValue`, each as an expression, in their order; empty for every other
  /// expression.
  public List<Expression> alternatives() {
    return term instanceof Term.Call(var function, var rules, int column)
            && function.name().equals("SelectUniqueValue")
        ? rules.stream().map(rule -> new Expression(text, rule)).toList()
        : List.of();
  }

  /// Whether values are only ever added to the target's, as Entra does for
  /// `AppRoleAssignmentsComplex`.
  public boolean addsOnly() {
    return uses(term, function -> function.name().equals("AppRoleAssignmentsComplex"));
  }

  /// Whether the value differs each time (`Guid`, `RandomString`) or is meant for a new object
  /// (`SelectUniqueValue`), so that it can be written on create only.
  public boolean onCreateOnly() {
    return uses(term, function -> GENERATING.contains(function.name()));
  }

  /// Whether logs have to show `[Redact]` in place of the value.
  public boolean redacted() {
    return uses(term, function -> function.name().equals("Redact"));
  }

  /// Whether the value depends on the entry.
  public boolean readsEntry() {
    return reads(term);
  }

  private static boolean reads(Term term) {
    return switch (term) {
      case Term.Call call -> call.arguments().stream().anyMatch(Expression::reads);
      case Term.Comparison comparison -> reads(comparison.left()) || reads(comparison.right());
      case Term.Attribute attribute -> true;
      case Term.Constant constant -> false;
      case Term.Omitted omitted -> false;
    };
  }

  private static boolean uses(Term term, Predicate<Function> wanted) {
    return switch (term) {
      case Term.Call call ->
          wanted.test(call.function())
              || call.arguments().stream().anyMatch(argument -> uses(argument, wanted));
      case Term.Comparison comparison ->
          uses(comparison.left(), wanted) || uses(comparison.right(), wanted);
      case Term.Constant constant -> false;
      case Term.Attribute attribute -> false;
      case Term.Omitted omitted -> false;
    };
  }

  /// The expression as it was written.
  @Override
  public String toString() {
    return text;
  }
}
