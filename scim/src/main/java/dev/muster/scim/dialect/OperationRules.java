package dev.muster.scim.dialect;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.resource.ValueReader;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rules for single operations of a PATCH.
final class OperationRules {
  private OperationRules() {}

  /// `"op": "Replace"` → `"op": "replace"`.
  record OpCase() implements Rewriting.OfOperation {
    @Override
    public boolean fits(PatchStep step, PatchTarget.Resource target) {
      return !step.op().isEmpty() && Character.isUpperCase(step.op().charAt(0));
    }

    @Override
    public List<PatchStep> rewrite(PatchStep step, PatchTarget.Resource target) {
      return List.of(step.withOp(step.op().toLowerCase(Locale.ROOT)));
    }
  }

  /// `"path": ""` → no path.
  record EmptyPath() implements Rewriting.OfOperation {
    @Override
    public boolean fits(PatchStep step, PatchTarget.Resource target) {
      return step.path().isPresent() && step.path().get().isBlank();
    }

    @Override
    public List<PatchStep> rewrite(PatchStep step, PatchTarget.Resource target) {
      return List.of(new PatchStep(step.op(), Optional.empty(), step.value()));
    }
  }

  /// `{"op": "replace", "value": {"id": "7", "displayName": "x"}}`, sent to the resource 7 →
  /// without `id`. Another id is for the provider to refuse.
  record ReadOnlyEcho() implements Rewriting.OfOperation {
    @Override
    public boolean fits(PatchStep step, PatchTarget.Resource target) {
      return step.members().isPresent() && !echoed(step.members().get(), target).isEmpty();
    }

    @Override
    public List<PatchStep> rewrite(PatchStep step, PatchTarget.Resource target) {
      var members = step.members().orElseThrow();
      members.remove(echoed(members, target));
      return List.of(step);
    }

    private static List<String> echoed(ObjectNode members, PatchTarget.Resource target) {
      var names = new ArrayList<String>(0);
      for (var member : members.properties()) {
        var readOnly =
            target
                .schema()
                .baseAttributes()
                .find(member.getKey())
                .filter(attribute -> attribute.mutability() == Mutability.READ_ONLY);
        if (readOnly.isPresent()
            && (!readOnly.get().name().equals("id") || isOwn(member.getValue(), target))) {
          names.add(member.getKey());
        }
      }
      return names;
    }

    private static boolean isOwn(JsonNode id, PatchTarget.Resource target) {
      return target.id().filter(id.asString("")::equals).isPresent();
    }
  }

  /// `{"op": "remove", "path": "members", "value": [{"value": "7"}]}` → `{"op": "remove", "path":
  /// "members[value eq \"7\"]"}`, one operation for each value.
  record RemoveValueList() implements Rewriting.OfReadyOperation {
    @Override
    public boolean fits(PatchStep step, PatchTarget.Resource target) {
      return step.is("remove")
          && step.value().isPresent()
          && !step.value().get().isNull()
          && step.path().isPresent()
          && PatchTarget.find(step.path().get(), target.schema()).isPresent();
    }

    @Override
    public List<PatchStep> rewrite(PatchStep step, PatchTarget.Resource target) {
      var path = step.path().orElseThrow();
      var value = step.value().orElseThrow();
      var found = PatchTarget.find(path, target.schema()).orElseThrow();
      if (found.ofValues() || !found.path().leaf().multiValued()) {
        return List.of(new PatchStep(step.op(), step.path(), Optional.empty()));
      }
      var elements = value.isArray() ? List.copyOf(value.values()) : List.of(value);
      var steps = new ArrayList<PatchStep>(elements.size());
      for (var element : elements) {
        steps.add(
            new PatchStep(
                step.op(), Optional.of(path + "[" + filter(element) + "]"), Optional.empty()));
      }
      // Nobody to remove: adding nobody says so, and keeps the operation's place.
      return steps.isEmpty() ? List.of(step.withOp("add")) : steps;
    }

    private static String filter(JsonNode element) {
      if (!(element instanceof ObjectNode object)) {
        return "value eq " + ScimJson.write(element);
      }
      var value = Members.find(object, "value").filter(RemoveValueList::isComparable);
      if (value.isPresent()) {
        return "value eq " + ScimJson.write(value.get());
      }
      var terms = new ArrayList<String>();
      for (var part : object.properties()) {
        if (isComparable(part.getValue())) {
          terms.add(part.getKey() + " eq " + ScimJson.write(part.getValue()));
        }
      }
      return terms.isEmpty() ? "value eq \"\"" : String.join(" and ", terms);
    }

    private static boolean isComparable(JsonNode value) {
      return value.isValueNode() && !value.isNull();
    }
  }

  /// `{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "x"}` → the same with
  /// `add`, which replaces what is there and makes what is not. Without a value it is a remove.
  record ReplaceCreatesValue() implements Rewriting.OfReadyOperation {
    @Override
    public boolean fits(PatchStep step, PatchTarget.Resource target) {
      return step.is("replace")
          && step.value().isPresent()
          && step.path().filter(path -> choosesPart(path, target.schema())).isPresent();
    }

    @Override
    public List<PatchStep> rewrite(PatchStep step, PatchTarget.Resource target) {
      return List.of(
          ValueReader.isUnassigned(step.value().orElseThrow())
              ? new PatchStep("remove", step.path(), Optional.empty())
              : step.withOp("add"));
    }

    // A filter on the value itself means one that is there.
    private static boolean choosesPart(String path, ResourceSchema schema) {
      return path.indexOf('[') > 0
          && PatchTarget.find(path, schema)
              .filter(target -> target.path().subAttribute().isPresent())
              .isPresent()
          && FilterSketch.of(path).comparisons().stream()
              .noneMatch(comparison -> comparison.name().equalsIgnoreCase("value"));
    }
  }
}
