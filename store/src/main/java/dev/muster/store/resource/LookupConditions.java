package dev.muster.store.resource;

import dev.muster.scim.filter.FoldedText;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.provider.Lookups;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.store.resource.Narrowed.Condition;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Conditions on indexed attributes, answered by the table `lookups`.
///
/// @param schema of the type that is asked for
/// @param parameter takes a value and gives the parameter's place in SQL, such as `:p0`
record LookupConditions(ResourceSchema schema, Function<Object, String> parameter) {
  // Lookups keep at least this much of a long value as it is.
  private static final int PREFIX = 199;

  Optional<Condition> compare(CheckedPath path, Operator operator, JsonNode value) {
    if (!isIndexed(path) || (value.isString() && value.stringValue().isEmpty())) {
      return Optional.empty();
    }
    return switch (operator) {
      case EQ -> Optional.of(equal(path, value));
      // Of several values, ne asks whether any differs; that is not the opposite of eq.
      case NE -> isSingular(path) ? Optional.of(equal(path, value).not()) : Optional.empty();
      case SW -> isText(path) ? beginning(path, value.stringValue()) : Optional.empty();
      case CO, EW, GT, GE, LT, LE -> Optional.empty();
    };
  }

  Optional<Condition> present(CheckedPath path) {
    return isIndexed(path) ? Optional.of(new Condition.IdIn(lookups(path))) : Optional.empty();
  }

  private Condition equal(CheckedPath path, JsonNode value) {
    var normal = parameter.apply(Lookups.normalise(path, value));
    return new Condition.IdIn(lookups(path) + " AND value = " + normal);
  }

  // Both databases order lookups by code point, so a beginning is a range.
  private Optional<Condition> beginning(CheckedPath path, String text) {
    var prefix = path.leaf().caseExact() ? text : FoldedText.fold(text);
    if (prefix.length() > PREFIX || endsOpen(prefix)) {
      return Optional.empty();
    }
    var from = parameter.apply(prefix);
    var to = parameter.apply(successor(prefix));
    return Optional.of(
        new Condition.IdIn(lookups(path) + " AND value >= " + from + " AND value < " + to));
  }

  private String lookups(CheckedPath path) {
    return "SELECT resource_id FROM lookups"
        + " WHERE tenant_id = :tenant AND resource_type = :type AND attribute = "
        + parameter.apply(path.toString());
  }

  private boolean isIndexed(CheckedPath path) {
    return schema.isSearchable(path)
        && path.subAttribute().filter(sub -> sub.multiValued()).isEmpty();
  }

  private static boolean isText(CheckedPath path) {
    var type = path.leaf().type();
    return type == AttributeType.STRING
        || type == AttributeType.REFERENCE
        || type == AttributeType.BINARY;
  }

  private static boolean isSingular(CheckedPath path) {
    return !path.attribute().multiValued() && !path.leaf().multiValued();
  }

  // After these no simple successor exists, or it would be no character.
  static boolean endsOpen(String prefix) {
    int last = prefix.codePointBefore(prefix.length());
    return last == Character.MAX_CODE_POINT
        || (last >= Character.MIN_SURROGATE - 1 && last <= Character.MAX_SURROGATE);
  }

  /// The first text that does not begin with a prefix, and is behind all that do.
  static String successor(String prefix) {
    int last = prefix.codePointBefore(prefix.length());
    return prefix.substring(0, prefix.length() - Character.charCount(last))
        + Character.toString(last + 1);
  }
}
