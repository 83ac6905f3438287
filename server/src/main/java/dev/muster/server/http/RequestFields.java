package dev.muster.server.http;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a JSON request body, each taken by name; what nobody takes is refused, so a field
/// spelt wrong does not pass in silence.
///
/// ```java
/// var fields = RequestFields.of(request);
/// var name = fields.requireString("name");
/// var days = fields.findInteger("expiresInDays");
/// fields.refuseOthers();
/// ```
public final class RequestFields {
  private final String prefix;
  private final ObjectNode body;
  private final Set<String> taken = new LinkedHashSet<>();

  private RequestFields(String prefix, ObjectNode body) {
    this.prefix = prefix;
    this.body = body;
  }

  /// The fields of the body. Throws when it is no JSON object.
  public static RequestFields of(Request request) {
    return of(ScimJson.parseObject(request.body().bytes()));
  }

  /// The fields of an object.
  public static RequestFields of(ObjectNode object) {
    return new RequestFields("", object);
  }

  /// A string that is not blank. Throws 400 naming the field when there is none.
  public String requireString(String field) {
    return findString(field).orElseThrow(() -> invalid(field, "is missing; send a string"));
  }

  public Optional<String> findString(String field) {
    return find(field)
        .map(node -> {
          if (!node.isString() || node.stringValue().isBlank()) {
            throw invalid(field, "expected a string that is not blank, found " + node);
          }
          return node.stringValue();
        });
  }

  public Optional<Integer> findInteger(String field) {
    return find(field)
        .map(node -> {
          if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw invalid(field, "expected a whole number, found " + node);
          }
          return node.intValue();
        });
  }

  public Optional<Boolean> findBoolean(String field) {
    return find(field)
        .map(node -> {
          if (!node.isBoolean()) {
            throw invalid(field, "expected true or false, found " + node);
          }
          return node.booleanValue();
        });
  }

  /// An array of strings; empty when it is left out.
  public List<String> strings(String field) {
    return findStrings(field).orElse(List.of());
  }

  public Optional<ObjectNode> findObject(String field) {
    return find(field).map(node -> object(field, node));
  }

  /// The objects of an array; none if the field is left out.
  public List<ObjectNode> findObjects(String field) {
    return elements(field).stream()
        .flatMap(Collection::stream)
        .map(node -> object(field, node))
        .toList();
  }

  /// The strings of an array.
  public Optional<List<String>> findStrings(String field) {
    return elements(field).map(nodes -> nodes.stream().map(node -> text(field, node)).toList());
  }

  private Optional<List<JsonNode>> elements(String field) {
    return find(field)
        .map(node -> {
          if (!(node instanceof ArrayNode array)) {
            throw invalid(field, "expected an array, found " + node);
          }
          return List.copyOf(array.values());
        });
  }

  private ObjectNode object(String field, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw invalid(field, "expected an object, found " + node);
  }

  private String text(String field, JsonNode node) {
    if (!node.isString()) {
      throw invalid(field, "expected strings, found " + node);
    }
    return node.stringValue();
  }

  /// The fields of an object within the object; none if it is left out. Errors name them by both
  /// names.
  public RequestFields group(String field) {
    return new RequestFields(prefix + field + ".", findObject(field).orElseGet(ScimJson::object));
  }

  /// The objects of an array, each as fields of its own; none if the field is left out. Errors name
  /// them by field, place and name: `mappings[0].objectType`.
  public List<RequestFields> groups(String field) {
    var groups = new ArrayList<RequestFields>();
    for (var object : findObjects(field)) {
      groups.add(new RequestFields("%s%s[%d].".formatted(prefix, field, groups.size()), object));
    }
    return groups;
  }

  /// One of some constants by its name in JSON: `ON_CREATE` is `onCreate`.
  public <E extends Enum<E>> Optional<E> findKeyword(String field, Class<E> type) {
    return findString(field)
        .map(text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> Keywords.of(constant).equals(text))
                .findFirst()
                .orElseThrow(() ->
                    invalid(
                        field,
                        "there is no \"%s\"; there are %s"
                            .formatted(text, String.join(", ", Keywords.of(type))))));
  }

  /// A field of any shape; null counts as left out.
  public Optional<JsonNode> find(String field) {
    taken.add(field);
    return Optional.ofNullable(body.get(field)).filter(node -> !node.isNull());
  }

  /// Throws 400 when the body has a field that was not taken.
  public void refuseOthers() {
    for (var field : body.propertyNames()) {
      if (!taken.contains(field)) {
        throw invalid(field, "unknown field; there are " + String.join(", ", taken));
      }
    }
  }

  /// 400 that names a field by all of its names, to be thrown.
  public HttpException invalid(String field, String detail) {
    return HttpException.invalid(prefix + field, detail);
  }
}
