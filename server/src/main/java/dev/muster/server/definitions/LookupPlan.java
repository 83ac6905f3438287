package dev.muster.server.definitions;

import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.scim.schema.Uniqueness;
import dev.muster.store.resource.LookupChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Says what a change of definitions means for lookups, type by type.
final class LookupPlan {
  private LookupPlan() {}

  /// The changes for types that were there before: what is new has no resources yet.
  ///
  /// @param valueless whether no resource has a value at a path that is to be unique
  static List<LookupChange> between(
      SchemaRegistry before, SchemaRegistry after, Predicate<CheckedPath> valueless) {
    var changes = new ArrayList<LookupChange>();
    for (var type : before.resourceTypes()) {
      var old = before.findResourceType(type.name()).orElseThrow();
      after.findResourceType(type.name()).ifPresent(now -> compare(old, now, valueless, changes));
    }
    return changes;
  }

  private static void compare(
      ResourceSchema old,
      ResourceSchema now,
      Predicate<CheckedPath> valueless,
      List<LookupChange> changes) {
    var had = byName(old);
    var has = byName(now);
    has.forEach((name, path) -> {
      var was = had.get(name);
      if (was == null) {
        changes.add(new LookupChange.Want(now, path, isUnique(path), valueless.test(path)));
      } else if (isUnique(path) && !isUnique(was)) {
        changes.add(new LookupChange.MakeUnique(now, path));
      } else if (!isUnique(path) && isUnique(was)) {
        changes.add(new LookupChange.MakeCommon(now, path));
      }
    });
    had.forEach((name, path) -> {
      if (!has.containsKey(name)) {
        changes.add(new LookupChange.Drop(old, path));
      }
    });
  }

  private static Map<String, CheckedPath> byName(ResourceSchema schema) {
    var paths = new LinkedHashMap<String, CheckedPath>();
    schema.indexedPaths().forEach(path -> paths.put(path.toString(), path));
    return paths;
  }

  private static boolean isUnique(CheckedPath path) {
    return path.leaf().uniqueness() != Uniqueness.NONE;
  }
}
