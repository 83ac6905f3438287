package dev.muster.scim.patch;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.resource.ValueReader;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Mutability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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
    if (edit == Edit.REMOVE) {
      requireOptional(path.leaf());
    }
    if (path.subAttribute().isPresent()) {
      editPart(path.subAttribute().get(), edit, raw);
    } else if (edit == Edit.REMOVE) {
      container.remove(name);
    } else if (attribute.multiValued()) {
      editValues(edit, raw);
    } else if (attribute.complex()) {
      editObject(edit, raw);
    } else {
      put(edit, ValueReader.readOne(attribute, label, raw));
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
    var selected = values.selectedBy(selection);
    if (edit == Edit.REMOVE) {
      removeSelected(values, selected, selection);
      return;
    }
    if (selected.isEmpty()) {
      var made = made(selection, edit);
      if (ValueReader.isUnassigned(raw)) {
        return;
      }
      values.append(made);
      selected = List.of(made);
    }
    if (path.subAttribute().isPresent()) {
      editPartOf(values, selected, path.subAttribute().get(), edit, raw);
    } else {
      editWhole(values, selected, selection, edit, raw);
    }
    store(values);
  }

  private void editValues(Edit edit, JsonNode raw) {
    var given = ValueReader.readGiven(attribute, label, raw);
    var values = edit == Edit.ADD ? values() : Values.none(label);
    given.ifPresent(elements -> elements.forEach(values::addOnce));
    store(values);
  }

  /// Sets those parts of a complex attribute that are given, and leaves the others as they are (RFC
  /// 7644 §3.5.2.3); a part given as null goes.
  private void editObject(Edit edit, JsonNode raw) {
    var given = ValueReader.findObject(attribute, label, raw);
    if (given.isEmpty()) {
      put(edit, Optional.empty());
      return;
    }
    var before = container.get(name);
    var parts =
        before instanceof ObjectNode present && !isOther(present, given.get())
            ? present
            : ScimJson.object();
    for (var part : given.get().properties()) {
      attribute
          .findSubAttribute(part.getKey())
          .filter(sub -> sub.mutability() != Mutability.READ_ONLY)
          .ifPresent(sub -> setPart(parts, sub, edit, part.getValue()));
    }
    storeObject(parts);
  }

  /// Whether another thing is referred to: a new manager takes nothing over from the old one.
  private static boolean isOther(ObjectNode present, ObjectNode given) {
    return given.properties().stream()
        .filter(part -> part.getKey().equalsIgnoreCase(VALUE))
        .map(Map.Entry::getValue)
        .anyMatch(value -> !value.equals(present.get(VALUE)));
  }

  private void editPart(Attribute sub, Edit edit, JsonNode raw) {
    if (attribute.multiValued()) {
      var values = values();
      if (values.isEmpty() && edit != Edit.REMOVE) {
        values.append(ScimJson.object());
      }
      editPartOf(values, values.objects(), sub, edit, raw);
      store(values);
      return;
    }
    var parts = container.get(name) instanceof ObjectNode present ? present : ScimJson.object();
    setPart(parts, sub, edit, raw);
    storeObject(parts);
  }

  private void editPartOf(
      Values values, List<ObjectNode> targets, Attribute sub, Edit edit, JsonNode raw) {
    targets.forEach(value -> setPart(value, sub, edit, raw));
    if (edit == Edit.REMOVE || ValueReader.isUnassigned(raw)) {
      values.removeHollow();
    }
  }

  private void setPart(ObjectNode object, Attribute sub, Edit edit, JsonNode raw) {
    var before = object.get(sub.name());
    var value = part(before, sub, edit, raw);
    requireMutable(before, sub, value);
    value.ifPresentOrElse(found -> object.set(sub.name(), found), () -> object.remove(sub.name()));
    // An address of what was referred to before would be wrong now.
    if (sub.name().equals(VALUE) && before != null && !before.equals(object.get(VALUE))) {
      object.remove("$ref");
    }
  }

  // In a singular attribute, whose document before is known whole, ImmutableRule sees to it.
  private void requireMutable(@Nullable JsonNode before, Attribute sub, Optional<JsonNode> after) {
    if (attribute.multiValued()
        && sub.mutability() == Mutability.IMMUTABLE
        && before != null
        && !after.equals(Optional.of(before))) {
      throw ScimException.mutability(
          "PATCH: attribute \"%s.%s\" is immutable and already %s; remove the whole value and add"
                  .formatted(label, sub.name(), before)
              + " another");
    }
  }

  private Optional<JsonNode> part(
      @Nullable JsonNode before, Attribute sub, Edit edit, JsonNode raw) {
    if (edit == Edit.REMOVE) {
      return Optional.empty();
    }
    var partLabel = label + "." + sub.name();
    var value = ValueReader.readGiven(sub, partLabel, raw);
    if (edit == Edit.ADD && before instanceof ArrayNode) {
      var values = Values.of(before, partLabel);
      value.ifPresent(elements -> elements.forEach(values::addOnce));
      return Optional.of(values.settled());
    }
    return value;
  }

  private void editWhole(
      Values values, List<ObjectNode> selected, ValueSelection selection, Edit edit, JsonNode raw) {
    // SAP's client replaces one value by an array of one.
    var one = raw.isArray() && raw.size() == 1 ? raw.get(0) : raw;
    var parts = ValueReader.readOne(attribute, label, one);
    if (parts.isEmpty()) {
      if (edit == Edit.REPLACE) {
        values.removeIf(selection);
      }
      return;
    }
    for (var value : selected) {
      if (edit == Edit.REPLACE) {
        value.removeAll();
        // What the filter says of the value still holds, unless the new value says otherwise.
        selection.described().ifPresent(value::setAll);
      }
      value.setAll((ObjectNode) parts.get());
    }
  }

  /// The value that a filter describes, to be added since there is none; a replace fails then (RFC
  /// 7644 §3.5.2.3).
  private ObjectNode made(ValueSelection selection, Edit edit) {
    return selection
        .described()
        .filter(value -> edit == Edit.ADD)
        .orElseThrow(() ->
            ScimException.noTarget(
                "PATCH: no value of \"%s\" matches the filter of the path".formatted(label)));
  }

  private void removeSelected(Values values, List<ObjectNode> selected, ValueSelection selection) {
    if (path.subAttribute().isPresent()) {
      var sub = path.subAttribute().get();
      requireOptional(sub);
      selected.forEach(value -> value.remove(sub.name()));
      values.removeHollow();
    } else {
      values.removeIf(selection);
    }
    store(values);
  }

  private void requireOptional(Attribute target) {
    if (target.required()) {
      throw ScimException.mutability(
          "PATCH: attribute \"%s\" is required and cannot be removed; replace it".formatted(path));
    }
  }

  private Values values() {
    return Values.of(container.get(name), label);
  }

  private void store(Values values) {
    var settled = values.settled();
    if (settled.isEmpty()) {
      container.remove(name);
    } else {
      container.set(name, settled);
    }
  }

  private void storeObject(ObjectNode parts) {
    if (parts.isEmpty()) {
      container.remove(name);
    } else {
      container.set(name, parts);
    }
  }

  private void put(Edit edit, Optional<JsonNode> value) {
    if (value.isPresent()) {
      container.set(name, value.get());
    } else if (edit == Edit.REPLACE) {
      container.remove(name);
    }
  }
}
