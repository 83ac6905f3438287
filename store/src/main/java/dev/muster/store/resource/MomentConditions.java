package dev.muster.store.resource;

import dev.muster.scim.filter.Operator;
import dev.muster.store.Moments;
import dev.muster.store.resource.Narrowed.Condition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// Conditions on a column of microseconds, compared with a moment that may be finer.
///
/// @param parameter takes a value and gives the parameter's place in SQL, such as `:p0`
record MomentConditions(Function<Object, String> parameter) {

  Optional<Condition> compare(String column, Operator operator, String moment) {
    long floor;
    boolean whole;
    try {
      var instant = Instant.parse(moment);
      floor = Moments.micros(instant);
      whole = Moments.ofMicros(floor).equals(instant);
    } catch (ArithmeticException | DateTimeException e) {
      return Optional.empty();
    }
    return switch (operator) {
      case GT -> Optional.of(term(column, " > ", floor));
      case LE -> Optional.of(term(column, " <= ", floor));
      case GE -> Optional.of(term(column, whole ? " >= " : " > ", floor));
      case LT -> Optional.of(term(column, whole ? " < " : " <= ", floor));
      case EQ -> whole ? Optional.of(term(column, " = ", floor)) : Optional.empty();
      case NE -> whole ? Optional.of(term(column, " <> ", floor)) : Optional.empty();
      case CO, SW, EW -> Optional.empty();
    };
  }

  private Condition term(String column, String operator, long micros) {
    return new Condition.Term(column + operator + parameter.apply(micros), false);
  }
}
