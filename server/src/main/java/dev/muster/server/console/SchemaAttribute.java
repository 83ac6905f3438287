package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An attribute of a schema with its characteristics (RFC 7643 §2.2), as a person reads and changes
/// it.
///
/// @param path name, or `parent.name` of a sub-attribute
/// @param traits what is not the default, in words
public record SchemaAttribute(
    String path,
    String type,
    String description,
    boolean multiValued,
    boolean required,
    boolean caseExact,
    String mutability,
    String returned,
    String uniqueness,
    List<String> canonicalValues,
    List<String> referenceTypes,
    List<String> traits) {
  private static final String SUB_ATTRIBUTES = "subAttributes";

  public SchemaAttribute {
    canonicalValues = List.copyOf(canonicalValues);
    referenceTypes = List.copyOf(referenceTypes);
    traits = List.copyOf(traits);
  }

  /// One that is yet to be made.
  static SchemaAttribute blank() {
    return of("", ScimJson.object());
  }

  public boolean isSub() {
    return path.contains(".");
  }

  /// The last part of the path.
  public String name() {
    return path.substring(path.indexOf('.') + 1);
  }

  /// Whether filters on it can have an index.
  public boolean isIndexable() {
    return !type.equals("complex") && !type.equals("binary");
  }

  /// All attributes of a schema in its order, each before its sub-attributes.
  static List<SchemaAttribute> all(JsonNode schema) {
    var all = new ArrayList<SchemaAttribute>();
    for (var attribute : schema.path("attributes")) {
      var name = attribute.path("name").asString();
      all.add(of(name, attribute));
      attribute
          .path(SUB_ATTRIBUTES)
          .forEach(sub -> all.add(of(name + "." + sub.path("name").asString(), sub)));
    }
    return all;
  }

  private static SchemaAttribute of(String path, JsonNode json) {
    return new SchemaAttribute(
        path,
        json.path("type").asString("string"),
        json.path("description").asString(""),
        json.path("multiValued").asBoolean(false),
        json.path("required").asBoolean(false),
        json.path("caseExact").asBoolean(false),
        json.path("mutability").asString("readWrite"),
        json.path("returned").asString("default"),
        json.path("uniqueness").asString("none"),
        strings(json.path("canonicalValues")),
        strings(json.path("referenceTypes")),
        traits(json));
  }

  private static List<String> traits(JsonNode json) {
    var traits = new ArrayList<String>();
    for (var flag : List.of("required", "multiValued", "caseExact")) {
      if (json.path(flag).asBoolean(false)) {
        traits.add(
            switch (flag) {
              case "multiValued" -> "several values";
              case "caseExact" -> "case counts";
              default -> flag;
            });
      }
    }
    other(json, "mutability", "readWrite").ifPresent(traits::add);
    other(json, "returned", "default").ifPresent(word -> traits.add("returned " + word));
    other(json, "uniqueness", "none").ifPresent(word -> traits.add("unique, " + word));
    return traits;
  }

  private static Optional<String> other(JsonNode json, String name, String preset) {
    return Optional.of(json.path(name).asString(preset)).filter(word -> !word.equals(preset));
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }

  /// Puts what was typed in into a schema, in the place of the attribute of a path; a new one is
  /// put behind the others. Throws 400 when the schema has not, or no longer, what it belongs to.
  ///
  /// @param parent of a new sub-attribute; empty text for none
  /// @param path of the attribute that is changed; empty text for a new one
  static void put(ObjectNode schema, String parent, String path, Form form) {
    var owner = path.contains(".") ? path.substring(0, path.indexOf('.')) : parent;
    var siblings = owner.isEmpty() ? array(schema, "attributes") : subAttributes(schema, owner);
    var attribute =
        path.isEmpty()
            ? siblings.addObject().put("name", form.text("name"))
            : require(siblings, path.substring(path.indexOf('.') + 1));
    attribute
        .put("type", form.text("type"))
        .put("description", form.text("description"))
        .put("multiValued", form.isChecked("multiValued"))
        .put("required", form.isChecked("required"))
        .put("caseExact", form.isChecked("caseExact"))
        .put("mutability", form.text("mutability"))
        .put("returned", form.text("returned"))
        .put("uniqueness", form.text("uniqueness"));
    putStrings(attribute, "canonicalValues", form.lines("canonicalValues"));
    putStrings(attribute, "referenceTypes", form.lines("referenceTypes"));
    form.lines(SUB_ATTRIBUTES).forEach(line -> addSub(attribute, line));
  }

  /// A line such as `city string`; without a type it is a string.
  private static void addSub(ObjectNode attribute, String line) {
    var words = line.split("\\s+", 2);
    array(attribute, SUB_ATTRIBUTES)
        .addObject()
        .put("name", words[0])
        .put("type", words.length > 1 ? words[1] : "string");
  }

  /// Takes an attribute out of a schema. Throws 400 if it has none such.
  static void remove(ObjectNode schema, String path) {
    var dot = path.indexOf('.');
    var siblings =
        dot < 0 ? array(schema, "attributes") : subAttributes(schema, path.substring(0, dot));
    var name = path.substring(dot + 1);
    require(siblings, name);
    for (var i = siblings.size() - 1; i >= 0; i--) {
      if (isCalled(siblings.get(i), name)) {
        siblings.remove(i);
      }
    }
  }

  private static ArrayNode subAttributes(ObjectNode schema, String owner) {
    return array(require(array(schema, "attributes"), owner), SUB_ATTRIBUTES);
  }

  private static ArrayNode array(ObjectNode json, String name) {
    return json.get(name) instanceof ArrayNode array ? array : json.putArray(name);
  }

  private static ObjectNode require(ArrayNode siblings, String name) {
    return StreamSupport.stream(siblings.spliterator(), false)
        .filter(one -> isCalled(one, name))
        .map(ObjectNode.class::cast)
        .findFirst()
        .orElseThrow(() ->
            HttpException.invalid("name", "there is no attribute \"%s\" any more".formatted(name)));
  }

  private static boolean isCalled(JsonNode attribute, String name) {
    return attribute.path("name").asString().equals(name);
  }

  private static void putStrings(ObjectNode json, String name, List<String> values) {
    json.remove(name);
    if (!values.isEmpty()) {
      values.forEach(json.putArray(name)::add);
    }
  }
}
