package dev.muster.provisioning.mapping;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line of a mapping: which target attribute gets what — Entra's `attributeMapping`.
///
/// @param target path in the target, such as `name.givenName` or `emails[type eq "work"].value`
/// @param expression `[attribute]` for a direct mapping, `"text"` for a constant, a function call,
///   or nothing: then the target's attribute is left alone, and gets the default where it is empty
/// @param defaultValue written on create when the expression gives nothing
/// @param matchingPriority 0: not a matching attribute; else the order in which matching attributes
///   are tried; those of the same priority have to match together
/// @param apply when the attribute is written
/// @param reference object type of the entries whose source id the expression yields; the target
///   gets their target id
/// @param nulls what happens when the expression gives nothing any more
/// @param authority who wins where source and target differ
public record AttributeMapping(
    String target,
    String expression,
    Optional<String> defaultValue,
    int matchingPriority,
    Apply apply,
    Optional<String> reference,
    Nulls nulls,
    Authority authority) {

  private static final Pattern NOW = Pattern.compile("(?i)\\bNow\\s*\\(");

  public AttributeMapping {
    expression = expression.strip();
    // What an older version has stored knows nothing of these.
    nulls = Objects.requireNonNullElse(nulls, Nulls.AS_THE_JOB);
    authority = Objects.requireNonNullElse(authority, Authority.SOURCE);
  }

  /// A mapping that treats absent values as its job says, and whose source wins.
  public AttributeMapping(
      String target,
      String expression,
      Optional<String> defaultValue,
      int matchingPriority,
      Apply apply,
      Optional<String> reference) {
    this(
        target,
        expression,
        defaultValue,
        matchingPriority,
        apply,
        reference,
        Nulls.AS_THE_JOB,
        Authority.SOURCE);
  }

  /// What becomes of the target's value when the source has none any more.
  public enum Nulls {
    AS_THE_JOB,
    /// It is removed.
    CLEAR,
    /// It stays, as it does in Entra.
    KEEP
  }

  /// Whose value holds.
  public enum Authority {
    /// The source's, always.
    SOURCE,
    /// The target's, as soon as it has one: the source fills in what is empty.
    TARGET
  }

  /// What the expression is — Entra's mapping types.
  public enum Kind {
    DIRECT,
    CONSTANT,
    EXPRESSION,
    NONE
  }

  public Kind kind() {
    if (expression.isEmpty()) {
      return Kind.NONE;
    }
    return switch (expression.charAt(0)) {
      case '[' -> Kind.DIRECT;
      case '"' -> Kind.CONSTANT;
      default -> Kind.EXPRESSION;
    };
  }

  /// Whether the value may become another one as time passes, though the entry stays as it is: the
  /// expression asks for the present moment.
  public boolean dependsOnTime() {
    return apply != Apply.ON_CREATE && NOW.matcher(expression).find();
  }

  /// The same mapping with another place among the matching ones.
  public AttributeMapping withMatchingPriority(int priority) {
    return new AttributeMapping(
        target, expression, defaultValue, priority, apply, reference, nulls, authority);
  }

  /// The same mapping, applied otherwise.
  AttributeMapping with(Apply otherApply, Nulls otherNulls) {
    return new AttributeMapping(
        target,
        expression,
        defaultValue,
        matchingPriority,
        otherApply,
        reference,
        otherNulls,
        authority);
  }

  /// When a mapping applies — Entra's `flowType`.
  public enum Apply {
    ALWAYS,
    ON_CREATE,
    /// Always, and what the target has besides stays: Entra's `MultiValueAddOnly`.
    ADD_VALUES
  }

  /// Whether the line makes the temporary password of a new user. It is no state of the object: a
  /// password is never compared, kept or written again.
  public boolean password() {
    return target.equalsIgnoreCase("password");
  }

  public static AttributeMapping of(String target, String expression) {
    return new AttributeMapping(
        target, expression, Optional.empty(), 0, Apply.ALWAYS, Optional.empty());
  }

  public static AttributeMapping matching(String target, String expression, int priority) {
    return new AttributeMapping(
        target, expression, Optional.empty(), priority, Apply.ALWAYS, Optional.empty());
  }

  public static AttributeMapping reference(String target, String expression, String objectType) {
    return new AttributeMapping(
        target, expression, Optional.empty(), 0, Apply.ALWAYS, Optional.of(objectType));
  }
}
