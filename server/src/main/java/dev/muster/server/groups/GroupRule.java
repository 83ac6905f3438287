package dev.muster.server.groups;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A dynamic group's rule, ready to run.
final class GroupRule {
  /// What no user's document holds: a rule over groups would depend on its own result.
  private static final Set<String> COMPUTED = Set.of("groups", "meta");

  private final CheckedFilter filter;

  private GroupRule(CheckedFilter filter) {
    this.filter = filter;
  }

  /// Reads a rule. Throws [ScimException] for one that is no filter over users, or that asks for
  /// what a user's document does not hold.
  static GroupRule parse(String text, ResourceSchema users) {
    var filter = FilterChecker.check(text, users);
    attributes(filter)
        .map(path -> path.attribute().name().toLowerCase(Locale.ROOT))
        .filter(COMPUTED::contains)
        .findFirst()
        .ifPresent(name -> {
          throw ScimException.invalidFilter(
              "a rule cannot ask for \"%s\", which is worked out for each answer; ask for attributes such as department"
                  .formatted(name));
        });
    return new GroupRule(filter);
  }

  /// @param user a user's document with its id
  boolean matches(ObjectNode user) {
    return FilterEvaluator.matches(filter, user);
  }

  private static Stream<CheckedPath> attributes(CheckedFilter filter) {
    return switch (filter) {
      case CheckedFilter.And(var left, var right) ->
          Stream.concat(attributes(left), attributes(right));
      case CheckedFilter.Or(var left, var right) ->
          Stream.concat(attributes(left), attributes(right));
      case CheckedFilter.Not(var operand) -> attributes(operand);
      case CheckedFilter.Compare compare -> Stream.of(compare.path());
      case CheckedFilter.Constant constant -> Stream.of();
      case CheckedFilter.Present present -> Stream.of(present.path());
      case CheckedFilter.ValuePath value -> Stream.of(value.path());
    };
  }
}
