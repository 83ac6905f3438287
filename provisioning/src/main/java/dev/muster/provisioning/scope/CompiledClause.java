package dev.muster.provisioning.scope;

import dev.muster.provisioning.expression.AttributeReader;
import dev.muster.provisioning.expression.DateText;
import dev.muster.provisioning.expression.NetRegex;
import dev.muster.provisioning.expression.Values;
import dev.muster.provisioning.scope.CompiledFilter.Memberships;
import dev.muster.provisioning.scope.ScopeDecision.ClauseVerdict;
import dev.muster.provisioning.scope.ScopingFilter.Clause;
import dev.muster.provisioning.scope.ScopingFilter.Quantifier;
import dev.muster.provisioning.source.Entry;
import dev.muster.scim.message.ScimException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// One clause of a scoping filter, ready to run.
///
/// Null and empty are the same, and every clause but `IS NULL` is false for it, the negated ones
/// too: that is Entra's rule. A date that is not there has not been reached.
sealed interface CompiledClause {

  ClauseVerdict evaluate(Entry entry, Memberships memberships, Instant now);

  /// Compiles a clause. Throws `IllegalArgumentException` with what is wrong and the way out.
  static CompiledClause compile(Clause clause) {
    checkValues(clause);
    return switch (clause.operator()) {
      case MEMBER_OF -> new OfGroups(clause, true, true);
      case NOT_MEMBER_OF -> new OfGroups(clause, true, false);
      case DIRECT_MEMBER_OF -> new OfGroups(clause, false, true);
      case NOT_DIRECT_MEMBER_OF -> new OfGroups(clause, false, false);
      case DATE_REACHED -> new OfDate(clause, reader(clause), offset(clause), true);
      case DATE_NOT_REACHED -> new OfDate(clause, reader(clause), offset(clause), false);
      case IS_NULL -> new OfPresence(clause, reader(clause), false);
      case IS_NOT_NULL -> new OfPresence(clause, reader(clause), true);
      case OCCURS_IN -> any(clause, value -> text -> value.contains(text));
      case NOT_OCCURS_IN -> none(clause, value -> text -> value.contains(text));
      case ENDS_WITH -> any(clause, value -> text -> text.endsWith(value));
      case EQUALS -> any(clause, CompiledClause::equal);
      case NOT_EQUALS -> none(clause, CompiledClause::equal);
      case INCLUDES -> any(clause, value -> text -> text.contains(value));
      case REGEX_MATCH -> any(clause, CompiledClause::regex);
      case NOT_REGEX_MATCH -> none(clause, CompiledClause::regex);
      case GREATER_THAN -> any(clause, value -> compared(value, order -> order > 0));
      case GREATER_THAN_OR_EQUALS -> any(clause, value -> compared(value, order -> order >= 0));
      case IS_TRUE -> truth(clause, true);
      case IS_FALSE -> truth(clause, false);
    };
  }

  /// Compares the values of an attribute.
  record OfValues(Clause clause, AttributeReader reader, Predicate<JsonNode> test)
      implements CompiledClause {
    @Override
    public ClauseVerdict evaluate(Entry entry, Memberships memberships, Instant now) {
      var values = present(reader, entry);
      var holds =
          !values.isEmpty()
              && (clause.quantifier() == Quantifier.ANY
                  ? values.stream().anyMatch(test)
                  : values.stream().allMatch(test));
      return new ClauseVerdict(clause.toString(), holds, seen(values), Optional.empty());
    }
  }

  /// Asks whether an attribute has a value.
  record OfPresence(Clause clause, AttributeReader reader, boolean expected)
      implements CompiledClause {
    @Override
    public ClauseVerdict evaluate(Entry entry, Memberships memberships, Instant now) {
      var values = present(reader, entry);
      return new ClauseVerdict(
          clause.toString(), values.isEmpty() != expected, seen(values), Optional.empty());
    }
  }

  /// Asks whether the entry is in one of some groups.
  record OfGroups(Clause clause, boolean nested, boolean member) implements CompiledClause {
    @Override
    public ClauseVerdict evaluate(Entry entry, Memberships memberships, Instant now) {
      var groups = nested ? memberships.all() : memberships.direct();
      var found = clause.values().stream().filter(groups::contains).toList();
      return new ClauseVerdict(
          clause.toString(), found.isEmpty() != member, found, Optional.empty());
    }
  }

  /// Compares a date, moved by a period, with now.
  record OfDate(Clause clause, AttributeReader reader, Period offset, boolean reached)
      implements CompiledClause {
    @Override
    public ClauseVerdict evaluate(Entry entry, Memberships memberships, Instant now) {
      var values = present(reader, entry);
      var dates = values.stream().flatMap(value -> moved(value).stream()).sorted().toList();
      Predicate<Instant> test = date -> !date.isAfter(now) == reached;
      var holds =
          dates.isEmpty()
              ? values.isEmpty() && !reached
              : clause.quantifier() == Quantifier.ANY
                  ? dates.stream().anyMatch(test)
                  : dates.stream().allMatch(test);
      return new ClauseVerdict(
          clause.toString(),
          holds,
          seen(values),
          dates.stream().filter(date -> date.isAfter(now)).findFirst());
    }

    private Optional<Instant> moved(JsonNode value) {
      try {
        return DateText.parse(text(value))
            .map(date -> date.atOffset(ZoneOffset.UTC).plus(offset).toInstant());
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  /// What a value of the clause is compared by.
  interface Comparison {
    Predicate<String> with(String value);
  }

  private static CompiledClause any(Clause clause, Comparison comparison) {
    var tests = clause.values().stream().map(comparison::with).toList();
    return new OfValues(
        clause, reader(clause), value -> tests.stream().anyMatch(test -> test.test(text(value))));
  }

  private static CompiledClause none(Clause clause, Comparison comparison) {
    var tests = clause.values().stream().map(comparison::with).toList();
    return new OfValues(
        clause, reader(clause), value -> tests.stream().noneMatch(test -> test.test(text(value))));
  }

  private static CompiledClause truth(Clause clause, boolean expected) {
    return new OfValues(
        clause,
        reader(clause),
        value -> Values.findTruth(value).filter(truth -> truth == expected).isPresent());
  }

  // "True" is a boolean's name in Entra, "true" in SCIM; people write either.
  private static Predicate<String> equal(String value) {
    return text ->
        text.equals(value)
            || ((text.equals("true") || text.equals("false")) && text.equalsIgnoreCase(value));
  }

  private static Predicate<String> regex(String value) {
    try {
      var pattern = NetRegex.compile(value);
      return text -> NetRegex.matches(pattern, text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no regular expression: %s at position %d"
              .formatted(value, e.getDescription(), e.getIndex() + 1),
          e);
    }
  }

  private static Predicate<String> compared(String value, Predicate<Integer> order) {
    var bound =
        integer(value)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "\"%s\" is not a whole number such as 12".formatted(value)));
    return text -> integer(text).filter(number -> order.test(number.compareTo(bound))).isPresent();
  }

  private static Optional<BigInteger> integer(String text) {
    try {
      return text.length() > 100
          ? Optional.empty()
          : Optional.of(new BigDecimal(text.strip()).toBigIntegerExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Period offset(Clause clause) {
    var value = clause.values().getFirst();
    try {
      return Period.parse(value.toUpperCase(Locale.ROOT));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not %s".formatted(value, ScopeOperator.Operand.OFFSET.expected()), e);
    }
  }

  private static AttributeReader reader(Clause clause) {
    try {
      return AttributeReader.of(clause.attribute());
    } catch (ScimException e) {
      throw new IllegalArgumentException(e.detail(), e);
    }
  }

  private static void checkValues(Clause clause) {
    var operator = clause.operator();
    if (operator.takesValues() == clause.values().isEmpty()) {
      throw new IllegalArgumentException(
          "%s takes %s, not %s"
              .formatted(
                  operator.label(),
                  operator.operand().expected(),
                  clause.values().isEmpty() ? "nothing" : clause.values()));
    }
    if (operator.ofDates() && clause.values().size() > 1) {
      throw new IllegalArgumentException(
          "%s takes one value; write one clause for each".formatted(operator.label()));
    }
    if (!operator.ofGroups() && clause.attribute().isBlank()) {
      throw new IllegalArgumentException("it names no attribute; name one such as department");
    }
  }

  private static List<JsonNode> present(AttributeReader reader, Entry entry) {
    var value = reader.read(entry.attributes());
    if (Values.isNull(value) && reader.name().equalsIgnoreCase("id")) {
      value = StringNode.valueOf(entry.id());
    }
    return Values.list(value).stream().filter(Values::isPresent).toList();
  }

  private static String text(JsonNode value) {
    return value.isBoolean() ? value.asString() : Values.text(value);
  }

  private static List<String> seen(List<JsonNode> values) {
    return values.stream().map(CompiledClause::text).toList();
  }
}
