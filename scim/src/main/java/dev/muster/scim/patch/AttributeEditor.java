package dev.muster.scim.patch;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.resource.ValueReader;
import dev.muster.scim.schema.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes one attribute in the object that holds it.
final class AttributeEditor {
  private static final String VALUE = "value";

  private final ObjectNode container;
  private final CheckedPath path;
  private final Attribute attribute;
  private final String name;
  private final String label;

  AttributeEditor(ObjectNode container, CheckedPath path) {
    this.container = container;
    this.path = path;
    this.attribute = path.attribute();
    this.name = attribute.name();
    this.label = path.extension().map(urn -> urn + ":").orElse("") + name;
  }

  /// An operation whose path has no filter.
  void edit(Edit edit, JsonNode raw) {
    if (path.subAttribute().isPresent()) {
      editPart(path.subAttribute().get(), edit, raw);
    } else if (edit == Edit.REMOVE) {
      remove(raw);
    } else {
      var value = ValueReader.read(attribute, label, raw);
      if (value.isPresent()) {
        write(edit, value.get());
      } else if (edit == Edit.REPLACE) {
        container.remove(name);
      }
    }
  }

  /// An operation on those values that a filter selects.
  void editSelected(ValueSelection selection, Edit edit, JsonNode raw) {
    if (!attribute.multiValued() || !attribute.complex()) {
      throw ScimException.invalidPath(
          "PATCH: attribute \"%s\" has no values to choose from; write its path without a filter"
              .formatted(label));
    }
    var values = values();
    var selected = new ArrayList<ObjectNode>();
    for (var value : values) {
      if (value instanceof ObjectNode object && selection.selects(object)) {
        selected.add(object);
      }
    }
    if (edit == Edit.REMOVE) {
      removeSelected(values, selected, selection);
      return;
    }
    var primariesBefore = primaries(values);
    if (selected.isEmpty()) {
      var made = selection.described().orElseThrow(this::noTarget);
      values.add(made);
      selected.add(made);
    }
    selected.forEach(value -> editValue(value, selection, edit, raw));
    keepOnePrimary(values, primariesBefore);
    store(values);
  }

  private void write(Edit edit, JsonNode value) {
    if (attribute.multiValued()) {
      var values = edit == Edit.ADD ? values() : JsonNodeFactory.instance.arrayNode();
      var primariesBefore = primaries(values);
      value.forEach(element -> addOnce(values, element));
      keepOnePrimary(values, primariesBefore);
      store(values);
    } else if (value instanceof ObjectNode parts && !refers()) {
      container.withObjectProperty(name).setAll(parts);
    } else {
      container.set(name, value);
    }
  }

  /// Whether the attribute is one value with what belongs to it, such as a manager: a new value
  /// takes nothing over from the old one.
  private boolean refers() {
    return attribute.findSubAttribute(VALUE).isPresent();
  }

  private void editPart(Attribute sub, Edit edit, JsonNode raw) {
    var partLabel = label + "." + sub.name();
    var value =
        edit == Edit.REMOVE ? Optional.<JsonNode>empty() : ValueReader.read(sub, partLabel, raw);
    if (!attribute.multiValued()) {
      var parts = container.withObjectProperty(name);
      setPart(parts, sub, value);
      if (parts.isEmpty()) {
        container.remove(name);
      }
      return;
    }
    var values = values();
    if (values.isEmpty() && value.isPresent()) {
      values.add(ScimJson.object());
    }
    for (var element : values) {
      if (element instanceof ObjectNode object) {
        setPart(object, sub, value);
      }
    }
    store(values);
  }

  private static void setPart(ObjectNode object, Attribute sub, Optional<JsonNode> value) {
    value.ifPresentOrElse(found -> object.set(sub.name(), found), () -> object.remove(sub.name()));
  }

  private void editValue(ObjectNode value, ValueSelection selection, Edit edit, JsonNode raw) {
    if (path.subAttribute().isPresent()) {
      var sub = path.subAttribute().get();
      setPart(value, sub, ValueReader.read(sub, label + "." + sub.name(), raw));
      return;
    }
    var parts = ValueReader.readOne(attribute, label, raw);
    if (edit == Edit.REPLACE) {
      value.removeAll();
      // What the filter says of the value still holds, unless the new value says otherwise.
      selection.described().ifPresent(value::setAll);
    }
    if (parts.isPresent() && parts.get() instanceof ObjectNode object) {
      value.setAll(object);
    }
  }

  private void removeSelected(
      ArrayNode values, List<ObjectNode> selected, ValueSelection selection) {
    if (path.subAttribute().isPresent()) {
      selected.forEach(value -> value.remove(path.subAttribute().get().name()));
    } else {
      values.removeIf(value -> value instanceof ObjectNode object && selection.selects(object));
    }
    store(values);
  }

  /// Removes the attribute, or those of its values that the operation names.
  private void remove(JsonNode raw) {
    if (raw.isNull() || !attribute.multiValued()) {
      container.remove(name);
      return;
    }
    var gone = ValueReader.read(attribute, label, raw);
    if (gone.isPresent()) {
      var values = values();
      values.removeIf(value -> isAmong(value, gone.get()));
      store(values);
    }
  }

  private static boolean isAmong(JsonNode value, JsonNode gone) {
    for (var one : gone) {
      if (one.equals(value) || (one.has(VALUE) && one.get(VALUE).equals(value.get(VALUE)))) {
        return true;
      }
    }
    return false;
  }

  private ArrayNode values() {
    return container.get(name) instanceof ArrayNode values
        ? values
        : JsonNodeFactory.instance.arrayNode();
  }

  private void store(ArrayNode values) {
    values.removeIf(value -> value.isObject() && value.isEmpty());
    if (values.isEmpty()) {
      container.remove(name);
    } else {
      container.set(name, values);
    }
  }

  /// Adds a value that is not there yet. One that differs only by being primary or not is that
  /// value with a new setting.
  private static void addOnce(ArrayNode values, JsonNode added) {
    for (var i = 0; i < values.size(); i++) {
      if (values.get(i).equals(added)) {
        return;
      }
      if (withoutPrimary(values.get(i)).equals(withoutPrimary(added))) {
        values.set(i, added);
        return;
      }
    }
    values.add(added);
  }

  private static JsonNode withoutPrimary(JsonNode value) {
    return value instanceof ObjectNode object && object.has("primary")
        ? object.deepCopy().without("primary")
        : value;
  }

  private static List<JsonNode> primaries(ArrayNode values) {
    var primaries = new ArrayList<JsonNode>();
    values.forEach(value -> {
      if (value.path("primary").asBoolean(false)) {
        primaries.add(value.deepCopy());
      }
    });
    return primaries;
  }

  /// A value that has become primary takes that from the one that was (RFC 7644 §3.5.2).
  private static void keepOnePrimary(ArrayNode values, List<JsonNode> before) {
    if (primaries(values).size() < 2) {
      return;
    }
    values.forEach(value -> {
      if (value instanceof ObjectNode object && before.contains(object)) {
        object.put("primary", false);
      }
    });
  }

  private ScimException noTarget() {
    return ScimException.noTarget(
        "PATCH: no value of \"%s\" matches the filter of the path".formatted(label));
  }
}
