package dev.muster.scim.patch;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.patch.PatchOperation.Add;
import dev.muster.scim.patch.PatchOperation.Remove;
import dev.muster.scim.patch.PatchOperation.Replace;
import dev.muster.scim.path.PatchPath;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.resource.ValueReader;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Group's PATCH in two parts: what it does to the document, and to the members. The members'
/// part is known without knowing the members: changing some of them costs the same in a group of
/// any size.
///
/// @param document may have no operations
public record GroupPatch(PatchOp document, MembersChange members) {
  private static final String MEMBERS = "members";

  /// Separates the operations on `members` from the others. Throws `invalidValue` for a member
  /// without `value`, `invalidPath` for a value path that asks for more than `value eq "id"`.
  public static GroupPatch split(PatchOp patch, ResourceSchema schema) {
    var splitter =
        new Splitter(
            schema, schema.baseAttributes().find(MEMBERS).orElseThrow(() -> noMembers(schema)));
    patch.operations().forEach(splitter::take);
    return new GroupPatch(new PatchOp(splitter.others), splitter.change());
  }

  private static ScimException noMembers(ResourceSchema schema) {
    return ScimException.invalidPath("%s has no members".formatted(schema.type().name()));
  }

  /// The ids in a value of `members`: an array of members, or one member.
  public static List<String> ids(JsonNode value, Attribute members) {
    var ids = new LinkedHashSet<String>();
    ValueReader.readGiven(members, MEMBERS, value)
        .ifPresent(read -> read.forEach(member -> ids.add(id(member))));
    return List.copyOf(ids);
  }

  private static String id(JsonNode member) {
    var id = member.path("value");
    if (!id.isString()) {
      throw ScimException.invalidValue("a member has no \"value\": " + member);
    }
    return id.stringValue();
  }

  /// Gathers what happens to each member; of two operations on one member the later counts.
  private static final class Splitter {
    private final ResourceSchema schema;
    private final Attribute members;
    private final List<PatchOperation> others = new ArrayList<>();
    private final Map<String, Boolean> joins = new LinkedHashMap<>();
    private boolean replaced;

    Splitter(ResourceSchema schema, Attribute members) {
      this.schema = schema;
      this.members = members;
    }

    MembersChange change() {
      var add = new ArrayList<String>();
      var remove = new ArrayList<String>();
      joins.forEach((id, join) -> (join ? add : remove).add(id));
      return replaced ? new MembersChange.ReplaceAll(add) : new MembersChange.Delta(add, remove);
    }

    void take(PatchOperation operation) {
      switch (operation) {
        case Add(var path, var value) -> {
          if (path.isEmpty()) {
            var parted = part(value);
            parted.document().ifPresent(rest -> others.add(new Add(path, rest)));
            parted.members().forEach(this::add);
          } else if (onMembers(path.get())) {
            requireWhole(path.get());
            add(value);
          } else {
            others.add(operation);
          }
        }
        case Replace(var path, var value) -> {
          if (path.isEmpty()) {
            var parted = part(value);
            parted.document().ifPresent(rest -> others.add(new Replace(path, rest)));
            parted.members().forEach(this::replace);
          } else if (onMembers(path.get())) {
            requireWhole(path.get());
            replace(value);
          } else {
            others.add(operation);
          }
        }
        case Remove(var path) -> {
          if (onMembers(path)) {
            remove(path);
          } else {
            others.add(operation);
          }
        }
      }
    }

    private void add(JsonNode value) {
      ids(value, members).forEach(id -> joins.put(id, true));
    }

    private void replace(JsonNode value) {
      clear();
      add(value);
    }

    private void clear() {
      joins.clear();
      replaced = true;
    }

    private void remove(PatchPath path) {
      switch (path) {
        case PatchPath.OfAttribute whole -> {
          requireWhole(whole);
          clear();
        }
        case PatchPath.OfValue element ->
            named(FilterChecker.checkValueFilter(element.filter(), members), element)
                .forEach(id -> joins.put(id, false));
      }
    }

    /// The ids that a filter names: `value eq "id"`, several of them joined by `or`.
    private static Set<String> named(CheckedFilter filter, PatchPath path) {
      return switch (filter) {
        case CheckedFilter.Compare(var attribute, var operator, var id)
            when operator == Operator.EQ && attribute.leaf().name().equals("value") ->
            Set.of(id.asString());
        case CheckedFilter.Or(var left, var right) -> {
          var ids = new LinkedHashSet<>(named(left, path));
          ids.addAll(named(right, path));
          yield ids;
        }
        case CheckedFilter.Compare compare -> throw unnamed(path);
        case CheckedFilter.Constant constant -> throw unnamed(path);
        case CheckedFilter.And and -> throw unnamed(path);
        case CheckedFilter.Not not -> throw unnamed(path);
        case CheckedFilter.Present present -> throw unnamed(path);
        case CheckedFilter.ValuePath inner -> throw unnamed(path);
      };
    }

    private static ScimException unnamed(PatchPath path) {
      return ScimException.invalidPath(
          "PATCH: path \"%s\": name members by their id: members[value eq \"id\"]".formatted(path));
    }

    private boolean onMembers(PatchPath path) {
      return path.path().attribute().equalsIgnoreCase(MEMBERS)
          && path.path().schema().map(this::isBase).orElse(true);
    }

    private boolean isBase(String urn) {
      return urn.equalsIgnoreCase(schema.base().id());
    }

    private static void requireWhole(PatchPath path) {
      if (!(path instanceof PatchPath.OfAttribute) || path.path().subAttribute().isPresent()) {
        throw ScimException.mutability(
            "PATCH: path \"%s\": a member cannot be changed, only added or removed"
                .formatted(path));
      }
    }

    /// Parts a value without path. Its members may stand under the URN of the base schema.
    private Parted part(JsonNode value) {
      if (!(value instanceof ObjectNode object)) {
        return new Parted(Optional.of(value), List.of());
      }
      var rest = ScimJson.object();
      var found = new ArrayList<JsonNode>();
      for (var attribute : object.properties()) {
        if (isMembers(attribute.getKey())) {
          found.add(attribute.getValue());
        } else if (isBase(attribute.getKey())) {
          var inner = part(attribute.getValue());
          inner.document().ifPresent(node -> rest.set(attribute.getKey(), node));
          found.addAll(inner.members());
        } else {
          rest.set(attribute.getKey(), attribute.getValue());
        }
      }
      return new Parted(rest.isEmpty() ? Optional.empty() : Optional.of(rest), found);
    }

    private boolean isMembers(String key) {
      if (key.equalsIgnoreCase(MEMBERS)) {
        return true;
      }
      if (key.regionMatches(true, 0, MEMBERS, 0, MEMBERS.length()) && key.contains("[")) {
        throw ScimException.invalidPath(
            "PATCH: \"%s\" in a value; write it as the operation's path".formatted(key));
      }
      return key.equalsIgnoreCase(schema.base().id() + ":" + MEMBERS);
    }
  }

  /// A value without path in two parts.
  private record Parted(Optional<JsonNode> document, List<JsonNode> members) {}
}
