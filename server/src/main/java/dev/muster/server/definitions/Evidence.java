package dev.muster.server.definitions;

import dev.muster.scim.definition.Obstacle;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Looks for resources that stand in the way of changes. Each type of resources is walked through
/// once, however many changes there are, and no further than all of them are known to be obstructed
/// often enough.
final class Evidence {
  /// How many resources are counted at most for one obstacle.
  static final int COUNTED = 1_000;

  private static final int PAGE = 1_000;
  private static final int NAMED = 3;

  private final ResourceStore resources;
  private final TenantId tenant;

  Evidence(ResourceStore resources, TenantId tenant) {
    this.resources = resources;
    this.tenant = tenant;
  }

  /// Resources in which an obstacle stands.
  ///
  /// @param some names of a few of them
  record Found(long count, List<String> some) {
    static final Found NONE = new Found(0, List.of());

    Found {
      some = List.copyOf(some);
    }

    boolean isNone() {
      return count == 0;
    }

    Found and(Found other) {
      var names = new ArrayList<>(some);
      names.addAll(other.some);
      return new Found(count + other.count, names.stream().limit(NAMED).toList());
    }

    /// Such as `3 resources (Badge 7, Badge 8, Badge 9)`.
    @Override
    public String toString() {
      var number = count >= COUNTED ? "at least " + count : String.valueOf(count);
      return "%s %s (%s%s)"
          .formatted(
              number,
              count == 1 ? "resource" : "resources",
              String.join(", ", some),
              count > some.size() ? ", …" : "");
    }
  }

  /// What is found of each obstacle among the resources of one type.
  Map<Obstacle, Found> among(ResourceType type, Collection<Obstacle> obstacles) {
    var found = new LinkedHashMap<Obstacle, Found>();
    obstacles.forEach(obstacle -> found.put(obstacle, Found.NONE));
    var open = new ArrayList<>(found.keySet());
    var after = "";
    while (!open.isEmpty()) {
      var page = resources.scan(tenant, type.name(), after, PAGE);
      for (var resource : page) {
        open.removeIf(obstacle -> isEnough(note(found, obstacle, resource, type)));
      }
      if (page.size() < PAGE) {
        return found;
      }
      after = page.getLast().id();
    }
    return found;
  }

  private static Found note(
      Map<Obstacle, Found> found, Obstacle obstacle, StoredResource resource, ResourceType type) {
    var before = found.getOrDefault(obstacle, Found.NONE);
    if (!obstacle.standsIn(resource.document(), type)) {
      return before;
    }
    var now = before.and(new Found(1, List.of(nameOf(resource))));
    found.put(obstacle, now);
    return now;
  }

  private static boolean isEnough(Found found) {
    return found.count() >= COUNTED;
  }

  private static String nameOf(StoredResource resource) {
    return "%s %s".formatted(resource.resourceType(), resource.id());
  }
}
