package dev.muster.scim.provider;

import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.DateTimeText;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a resource is sorted by: the value of one attribute in comparable form. Text is in the form
/// of lookup values and ordered by code point, so that a database's order is the same.
public sealed interface SortKey extends Comparable<SortKey> {

  /// No value: after all values.
  record None() implements SortKey {}

  /// Folded unless the attribute is caseExact.
  record Text(String value) implements SortKey {}

  /// A number; false is 0 and true is 1.
  record Numeric(BigDecimal value) implements SortKey {}

  record Moment(Instant value) implements SortKey {}

  /// The key of a resource.
  static SortKey of(StoredResource resource, CheckedPath path) {
    var value = path.extension().isPresent() ? null : common(resource, path.toString());
    return value != null ? value : of(valueIn(resource.document(), path), path);
  }

  @Override
  default int compareTo(SortKey other) {
    if (this instanceof Text(var left) && other instanceof Text(var right)) {
      return CodePoints.compare(left, right);
    }
    if (this instanceof Numeric(var left) && other instanceof Numeric(var right)) {
      return left.compareTo(right);
    }
    if (this instanceof Moment(var left) && other instanceof Moment(var right)) {
      return left.compareTo(right);
    }
    return Integer.compare(rank(), other.rank());
  }

  private int rank() {
    return switch (this) {
      case Numeric numeric -> 0;
      case Moment moment -> 1;
      case Text text -> 2;
      case None none -> 3;
    };
  }

  // Attributes that stand beside the document.
  private static @Nullable SortKey common(StoredResource resource, String path) {
    return switch (path) {
      // Equal keys are ordered by id.
      case "id" -> new None();
      case "meta.resourceType" -> new Text(resource.resourceType());
      case "meta.created" -> new Moment(resource.created());
      case "meta.lastModified" -> new Moment(resource.lastModified());
      case "meta.version" -> new Numeric(BigDecimal.valueOf(resource.version()));
      // It ends in the id.
      case "meta.location" -> new Text(resource.id());
      default -> null;
    };
  }

  private static SortKey of(JsonNode value, CheckedPath path) {
    return switch (path.leaf().type()) {
      case STRING, REFERENCE, BINARY ->
          value.isString() && !value.stringValue().isEmpty()
              ? new Text(Lookups.normalise(path, value.stringValue()))
              : new None();
      case INTEGER, DECIMAL -> value.isNumber() ? new Numeric(value.decimalValue()) : new None();
      case BOOLEAN ->
          value.isBoolean()
              ? new Numeric(value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO)
              : new None();
      case DATE_TIME ->
          DateTimeText.parse(value.isString() ? value.stringValue() : "")
              .<SortKey>map(Moment::new)
              .orElseGet(None::new);
      case COMPLEX -> new None();
    };
  }

  private static JsonNode valueIn(JsonNode document, CheckedPath path) {
    var container = path.extension().map(document::path).orElse(document);
    var value = primary(container.path(path.attribute().name()));
    return path.subAttribute().map(sub -> primary(value.path(sub.name()))).orElse(value);
  }

  private static JsonNode primary(JsonNode value) {
    if (!value.isArray()) {
      return value;
    }
    for (var one : value) {
      if (one.path("primary").asBoolean(false)) {
        return one;
      }
    }
    return value.path(0);
  }
}
