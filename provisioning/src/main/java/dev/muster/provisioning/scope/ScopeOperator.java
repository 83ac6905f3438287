package dev.muster.provisioning.scope;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a clause of a scoping filter compares: Entra's fourteen operators under Entra's names, and
/// Muster's own for memberships and dates.
public enum ScopeOperator {
  /// The attribute's value occurs in the clause's value.
  OCCURS_IN("&", Operand.TEXT),
  NOT_OCCURS_IN("!&", Operand.TEXT),
  ENDS_WITH("ENDS_WITH", Operand.TEXT),
  EQUALS("EQUALS", Operand.TEXT),
  NOT_EQUALS("NOT EQUALS", Operand.TEXT),
  GREATER_THAN("Greater_Than", Operand.INTEGER),
  GREATER_THAN_OR_EQUALS("Greater_Than_OR_EQUALS", Operand.INTEGER),
  INCLUDES("Includes", Operand.TEXT),
  IS_TRUE("IS TRUE", Operand.NONE),
  IS_FALSE("IS FALSE", Operand.NONE),
  IS_NULL("IS NULL", Operand.NONE),
  IS_NOT_NULL("IS NOT NULL", Operand.NONE),
  REGEX_MATCH("REGEX MATCH", Operand.REGEX),
  NOT_REGEX_MATCH("NOT REGEX MATCH", Operand.REGEX),

  /// The entry is in one of the groups, directly or through groups in groups.
  MEMBER_OF("MEMBER OF", Operand.GROUP),
  NOT_MEMBER_OF("NOT MEMBER OF", Operand.GROUP),
  DIRECT_MEMBER_OF("DIRECT MEMBER OF", Operand.GROUP),
  NOT_DIRECT_MEMBER_OF("NOT DIRECT MEMBER OF", Operand.GROUP),

  /// The attribute's date, moved by the clause's value, has come.
  DATE_REACHED("DATE REACHED", Operand.OFFSET),

  /// The attribute's date, moved by the clause's value, is still to come, or there is none.
  DATE_NOT_REACHED("DATE NOT REACHED", Operand.OFFSET);

  private final String label;
  private final Operand operand;

  ScopeOperator(String label, Operand operand) {
    this.label = label;
    this.operand = operand;
  }

  /// What a clause's values have to be.
  enum Operand {
    NONE("no value"),
    TEXT("a text"),
    INTEGER("a whole number such as 12"),
    REGEX("a regular expression such as ^A.*"),
    GROUP("the id of a group"),
    OFFSET("a number of days, weeks, months or years such as P7D or -P1M; P0D for the day itself");

    private final String expected;

    Operand(String expected) {
      this.expected = expected;
    }

    String expected() {
      return expected;
    }
  }

  /// The name in Entra's and Muster's JSON.
  public String label() {
    return label;
  }

  /// Whether Entra knows the operator.
  public boolean entras() {
    return compareTo(NOT_REGEX_MATCH) <= 0;
  }

  public boolean ofGroups() {
    return operand == Operand.GROUP;
  }

  public boolean ofDates() {
    return operand == Operand.OFFSET;
  }

  /// Whether a clause has values.
  public boolean takesValues() {
    return operand != Operand.NONE;
  }

  Operand operand() {
    return operand;
  }

  /// The operator of a name, whatever its case and whether its words are joined by spaces or
  /// underscores: Entra's pages and files differ in both.
  public static Optional<ScopeOperator> find(String name) {
    return Arrays.stream(values())
        .filter(operator -> key(operator.label).equals(key(name)))
        .findFirst();
  }

  /// All names, for errors and menus.
  public static List<String> labels() {
    return Arrays.stream(values()).map(ScopeOperator::label).toList();
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
