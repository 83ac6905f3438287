package dev.muster.provisioning.target;

import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.patch.PatchOperation;
import dev.muster.scim.patch.PatchOperation.Add;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.PatchPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a PATCH for providers that do not make a value which a value path describes.
///
/// Entra adds `emails[type eq "work"].value` whether or not there is such a value, and most
/// providers make it then. By the letter of RFC 7644 §3.5.2 there is no target: those who keep to
/// it get the whole value, `{"type": "work", "value": …}`, added to `emails`.
final class WholeValues {
  private WholeValues() {}

  /// One value of a multi-valued attribute, as paths name it.
  private record Element(AttributePath attribute, Filter filter) {}

  /// The same PATCH with whole values; empty if nothing in it has a value path to write anew.
  static Optional<ObjectNode> rewrite(ObjectNode patchOp) {
    var values = new LinkedHashMap<Element, ObjectNode>();
    var operations = new ArrayList<PatchOperation>();
    for (var operation : PatchOp.parse(patchOp).operations()) {
      if (operation instanceof Add(Optional<PatchPath> path, JsonNode value)
          && path.orElse(null) instanceof PatchPath.OfValue element
          && element.subAttribute().isPresent()) {
        values
            .computeIfAbsent(
                new Element(element.path(), element.filter()), whole -> described(element.filter()))
            .set(element.subAttribute().get(), value);
      } else {
        operations.add(operation);
      }
    }
    values.forEach((element, value) -> operations.add(add(element.attribute(), value)));
    return values.isEmpty() ? Optional.empty() : Optional.of(new PatchOp(operations).toJson());
  }

  private static PatchOperation add(AttributePath attribute, ObjectNode value) {
    return new Add(
        Optional.of(new PatchPath.OfAttribute(attribute)),
        JsonNodeFactory.instance.arrayNode().add(value));
  }

  private static ObjectNode described(Filter filter) {
    var value = JsonNodeFactory.instance.objectNode();
    describe(filter, value);
    return value;
  }

  private static void describe(Filter filter, ObjectNode value) {
    switch (filter) {
      case Filter.And(var left, var right) -> {
        describe(left, value);
        describe(right, value);
      }
      case Filter.Compare(var path, var operator, var expected) -> {
        if (operator == Operator.EQ) {
          value.set(path.attribute(), expected);
        }
      }
      case Filter.Or or -> {}
      case Filter.Not not -> {}
      case Filter.Present present -> {}
      case Filter.ValuePath inner -> {}
    }
  }
}
