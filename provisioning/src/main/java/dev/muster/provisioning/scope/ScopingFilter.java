package dev.muster.provisioning.scope;

import java.util.List;
import java.util.stream.Collectors;

/// Which entries of an object mapping are in scope by their attributes, in addition to assignment —
/// Entra's `filter`: an entry is in scope if all clauses of at least one group hold. Without groups
/// everyone is.
public record ScopingFilter(List<Group> groups) {
  public static final ScopingFilter NONE = new ScopingFilter(List.of());

  public ScopingFilter {
    groups = List.copyOf(groups);
  }

  /// Clauses that have to hold together, under a title for people.
  public record Group(String title, List<Clause> clauses) {
    public Group {
      clauses = List.copyOf(clauses);
    }
  }

  /// One condition.
  ///
  /// @param attribute path into the entry; for memberships it is not looked at
  /// @param values what is compared with; one of several is enough, and for a negated operator none
  ///   may hold
  /// @param quantifier of a multi-valued attribute
  public record Clause(
      String attribute, ScopeOperator operator, List<String> values, Quantifier quantifier) {
    public Clause {
      values = List.copyOf(values);
    }

    public static Clause of(String attribute, ScopeOperator operator, String... values) {
      return new Clause(attribute, operator, List.of(values), Quantifier.ALL);
    }

    /// As people read it: `department EQUALS "Sales"`.
    @Override
    public String toString() {
      var subject =
          operator.ofGroups() ? "" : (quantifier == Quantifier.ANY ? "any " : "") + attribute + " ";
      var operand =
          values.stream().map(value -> '"' + value + '"').collect(Collectors.joining(" or "));
      return (subject + operator.label() + " " + operand).strip();
    }
  }

  /// How many values of a multi-valued attribute a clause has to hold for — Entra's
  /// `multivaluedComparisonType`.
  public enum Quantifier {
    ALL,
    ANY
  }

  /// Whether time alone can change who is in scope.
  public boolean dated() {
    return clauses().stream().anyMatch(clause -> clause.operator().ofDates());
  }

  /// Ids of the groups whose members are asked for.
  public List<String> groupIds() {
    return clauses().stream()
        .filter(clause -> clause.operator().ofGroups())
        .flatMap(clause -> clause.values().stream())
        .toList();
  }

  /// Whether a clause asks for the members of groups, at any depth or direct ones.
  boolean asksForMembers(boolean nested) {
    return clauses().stream()
        .map(Clause::operator)
        .anyMatch(operator ->
            switch (operator) {
              case MEMBER_OF, NOT_MEMBER_OF -> nested;
              case DIRECT_MEMBER_OF, NOT_DIRECT_MEMBER_OF -> !nested;
              default -> false;
            });
  }

  private List<Clause> clauses() {
    return groups.stream().flatMap(group -> group.clauses().stream()).toList();
  }
}
