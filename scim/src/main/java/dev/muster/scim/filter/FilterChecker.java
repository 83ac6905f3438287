package dev.muster.scim.filter;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.Returned;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Checks a filter against a schema: each attribute exists and may be asked for, each comparison
/// fits its attribute's type (RFC 7644 §3.4.2.2).
///
/// A comparison with null comes out as presence: `title eq null` is `not (title pr)`. A comparison
/// of a whole complex attribute means its `value`: `emails co "x"`, and Entra's `manager eq "id"`.
public final class FilterChecker {
  private final Scope scope;
  private final Function<AttributePath, String> position;
  private final Predicate<AttributePath> elsewhere;

  private FilterChecker(Scope scope, Function<AttributePath, String> position) {
    this(scope, position, path -> false);
  }

  private FilterChecker(
      Scope scope, Function<AttributePath, String> position, Predicate<AttributePath> elsewhere) {
    this.scope = scope;
    this.position = position;
    this.elsewhere = elsewhere;
  }

  /// Checks a filter against the schemas of a resource type. Throws `invalidFilter` naming the
  /// attribute.
  public static CheckedFilter check(Filter filter, ResourceSchema schema) {
    return new FilterChecker(new Scope.OfResource(schema), path -> "").checked(filter);
  }

  /// Reads and checks a filter. Throws `invalidFilter`; messages name the column.
  public static CheckedFilter check(String text, ResourceSchema schema) {
    var filter = Filter.parse(text);
    return new FilterChecker(new Scope.OfResource(schema), path -> column(text, path))
        .checked(filter);
  }

  /// Reads a filter on resources of several types, and checks it against the schemas of each. An
  /// attribute that only some of them have counts as unassigned in the others (RFC 7644 §3.4.2.1).
  /// Throws `invalidFilter`, also for an attribute that none of them has.
  public static List<CheckedFilter> checkAll(String text, List<ResourceSchema> schemas) {
    var filter = Filter.parse(text);
    Predicate<AttributePath> known =
        path -> schemas.stream().anyMatch(schema -> schema.find(path).isPresent());
    return schemas.stream()
        .map(schema ->
            new FilterChecker(new Scope.OfResource(schema), path -> column(text, path), known)
                .checked(filter))
        .toList();
  }

  /// Checks the filter of a value path: its paths name sub-attributes of the attribute. Throws
  /// `invalidFilter`.
  public static CheckedFilter checkValueFilter(Filter filter, Attribute attribute) {
    return new FilterChecker(new Scope.OfValue(attribute), path -> "").checked(filter);
  }

  private CheckedFilter checked(Filter filter) {
    return switch (filter) {
      case Filter.And(var left, var right) -> new CheckedFilter.And(checked(left), checked(right));
      case Filter.Or(var left, var right) -> new CheckedFilter.Or(checked(left), checked(right));
      case Filter.Not(var operand) -> new CheckedFilter.Not(checked(operand));
      case Filter.Present(var path) ->
          isForeign(path)
              ? new CheckedFilter.Constant(false)
              : new CheckedFilter.Present(resolve(path));
      case Filter.Compare(var path, var operator, var value) ->
          isForeign(path)
              ? new CheckedFilter.Constant(holdsOfNothing(operator, value))
              : compare(path, operator, value);
      case Filter.ValuePath(var path, var inner) ->
          isForeign(path) ? new CheckedFilter.Constant(false) : valuePath(path, inner);
    };
  }

  private static boolean holdsOfNothing(Operator operator, JsonNode value) {
    return operator == (value.isNull() ? Operator.EQ : Operator.NE);
  }

  private boolean isForeign(AttributePath path) {
    return scope.find(path).isEmpty() && elsewhere.test(path);
  }

  private CheckedFilter compare(AttributePath written, Operator operator, JsonNode value) {
    var path = resolve(written);
    if (value.isNull()) {
      return unassigned(written, path, operator);
    }
    var target = valueOf(path);
    if (target.leaf().complex()) {
      throw problem(
          written,
          "\"%s\" is complex; compare one of its sub-attributes, such as \"%s.%s\""
              .formatted(written, written, target.leaf().subAttributes().getFirst().name()));
    }
    var fitting = ComparisonValue.fit(target.leaf(), operator, value);
    if (fitting.isEmpty()) {
      throw problem(written, ComparisonValue.misfit(written, target.leaf(), operator, value));
    }
    return new CheckedFilter.Compare(target, operator, fitting.get());
  }

  private CheckedFilter unassigned(AttributePath written, CheckedPath path, Operator operator) {
    var present = new CheckedFilter.Present(path);
    if (operator == Operator.EQ) {
      return new CheckedFilter.Not(present);
    }
    if (operator == Operator.NE) {
      return present;
    }
    throw problem(
        written,
        "\"%s %s null\" has no meaning; null takes eq or ne"
            .formatted(written, operator.keyword()));
  }

  private CheckedFilter valuePath(AttributePath written, Filter inner) {
    var path = resolve(written);
    if (path.subAttribute().isPresent() || !path.attribute().complex()) {
      throw problem(
          written, "\"%s\" has no sub-attributes, so it takes no \"[ ]\"".formatted(written));
    }
    var values = new FilterChecker(new Scope.OfValue(path.attribute()), position);
    return new CheckedFilter.ValuePath(path, values.checked(inner));
  }

  private CheckedPath resolve(AttributePath path) {
    var found = scope.find(path);
    if (found.isEmpty()) {
      var hint =
          scope.findSimilar(path).map(name -> "; did you mean \"%s\"?".formatted(name)).orElse("");
      throw ScimException.invalidFilter(
          "filter: unknown attribute \"%s\"%s%s".formatted(path, position.apply(path), hint));
    }
    // Whether a password matches a guess is nobody's business (RFC 7643 §4.1.1).
    if (found.get().attribute().returned() == Returned.NEVER
        || found.get().leaf().returned() == Returned.NEVER) {
      throw problem(path, "\"%s\" cannot be asked for: it is never returned".formatted(path));
    }
    return found.get();
  }

  private static CheckedPath valueOf(CheckedPath path) {
    if (path.subAttribute().isPresent() || !path.attribute().complex()) {
      return path;
    }
    return path.attribute()
        .findSubAttribute("value")
        .map(value -> new CheckedPath(path.extension(), path.attribute(), Optional.of(value)))
        .orElse(path);
  }

  private ScimException problem(AttributePath path, String problem) {
    return ScimException.invalidFilter("filter: " + problem + position.apply(path));
  }

  private static String column(String text, AttributePath path) {
    var name = path.toString();
    var tokens = new Tokenizer(text, 0, text.length());
    while (!tokens.peek().is(Token.Kind.END)) {
      var token = tokens.next();
      if (token.is(Token.Kind.WORD) && token.text().equals(name)) {
        return " at column " + token.column();
      }
    }
    return "";
  }
}
