package dev.muster.store.resource;

import dev.muster.scim.filter.CheckedFilter;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// A filter taken apart: a condition in SQL that holds for every resource which the filter matches,
/// and the filter that is left to evaluate on those. Without a residue the condition says the same
/// as the filter.
///
/// @param condition empty when SQL can say nothing
record Narrowed(Optional<Condition> condition, Optional<CheckedFilter> residue) {

  static Narrowed exactly(Condition condition) {
    return new Narrowed(Optional.of(condition), Optional.empty());
  }

  static Narrowed nothing(CheckedFilter filter) {
    return new Narrowed(Optional.empty(), Optional.of(filter));
  }

  /// This with another residue: the whole of what was taken apart.
  Narrowed leaving(CheckedFilter whole) {
    return new Narrowed(condition, Optional.of(whole));
  }

  Narrowed and(Narrowed other) {
    return new Narrowed(
        join(condition, other.condition, Condition::and),
        join(residue, other.residue, CheckedFilter.And::new));
  }

  Narrowed or(Narrowed other, CheckedFilter whole) {
    if (condition.isEmpty() || other.condition.isEmpty()) {
      return nothing(whole);
    }
    var either = exactly(condition.get().or(other.condition.get()));
    return residue.isEmpty() && other.residue.isEmpty() ? either : either.leaving(whole);
  }

  Narrowed not(CheckedFilter whole) {
    return residue.isEmpty() && condition.isPresent()
        ? exactly(condition.get().not())
        : nothing(whole);
  }

  private static <T> Optional<T> join(
      Optional<? extends T> left, Optional<? extends T> right, BinaryOperator<T> both) {
    if (left.isPresent() && right.isPresent()) {
      return Optional.of(both.apply(left.get(), right.get()));
    }
    return left.isPresent() ? Optional.of(left.get()) : right.map(value -> value);
  }

  /// A condition on a row `r` of `resources`.
  sealed interface Condition {
    String sql();

    /// Whether an index finds what it holds for, so that this is likely to be little.
    boolean selective();

    default Condition and(Condition other) {
      return new Term("(" + sql() + " AND " + other.sql() + ")", selective() || other.selective());
    }

    default Condition or(Condition other) {
      // One list of ids keeps the index useful where OR would not.
      if (this instanceof IdIn(var left) && other instanceof IdIn(var right)) {
        return new IdIn(left + " UNION ALL " + right);
      }
      return new Term("(" + sql() + " OR " + other.sql() + ")", selective() && other.selective());
    }

    default Condition not() {
      return new Term("NOT (" + sql() + ")", false);
    }

    /// The resource's id is among those that a query finds.
    record IdIn(String select) implements Condition {
      @Override
      public String sql() {
        return "r.id IN (" + select + ")";
      }

      @Override
      public boolean selective() {
        return true;
      }
    }

    /// Any other condition, in parentheses where it needs them.
    record Term(String sql, boolean selective) implements Condition {}
  }
}
