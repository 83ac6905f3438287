package dev.muster.provisioning.mapping;

import java.util.Optional;

/// One line of a mapping: which target attribute gets what — Entra's `attributeMapping`.
///
/// @param target path in the target, such as `name.givenName` or `emails[type eq "work"].value`
/// @param expression `[attribute]` for a direct mapping, `"text"` for a constant, or a function
///   call
/// @param defaultValue written on create when the expression gives nothing
/// @param matchingPriority 0: not a matching attribute; else the order in which matching attributes
///   are tried
/// @param apply when the attribute is written
/// @param reference object type of the entries whose source id the expression yields; the target
///   gets their target id
public record AttributeMapping(
    String target,
    String expression,
    Optional<String> defaultValue,
    int matchingPriority,
    Apply apply,
    Optional<String> reference) {

  /// When a mapping applies — Entra's `flowType`.
  public enum Apply {
    ALWAYS,
    ON_CREATE
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
