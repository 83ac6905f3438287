package dev.muster.server.definitions;

import dev.muster.scim.definition.Obstacle;
import dev.muster.scim.definition.Place;
import dev.muster.scim.definition.SchemaChange;
import dev.muster.scim.definition.SchemaDifference;
import dev.muster.scim.definition.SchemaSet;
import dev.muster.scim.definition.SchemaSetJson;
import dev.muster.scim.definition.Verdict;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.server.http.HttpException;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.DefinitionOutcome;
import dev.muster.store.resource.DefinitionStore;
import dev.muster.store.resource.LookupChange;
import dev.muster.store.resource.LookupWork;
import dev.muster.store.tenant.Tenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Tenants' definitions: reads them, judges changes by the resources that are there, and makes
/// them.
public final class Definitions {
  private final DefinitionStore store;
  private final ResourceStore resources;
  private final LiveTenants live;
  private final Clock clock;

  public Definitions(
      DefinitionStore store, ResourceStore resources, LiveTenants live, Clock clock) {
    this.store = store;
    this.resources = resources;
    this.live = live;
    this.clock = clock;
  }

  /// A change with what was found out about it.
  ///
  /// @param found resources in its way
  record Judged(SchemaChange change, Evidence.Found found) {
    boolean possible() {
      return switch (change.verdict()) {
        case Verdict.Free free -> true;
        case Verdict.IfDistinct distinct -> true;
        case Verdict.Unless unless -> found.isNone();
        case Verdict.Refused refused -> false;
      };
    }

    /// Why it is refused, and what to do; empty when it is not.
    String refusal() {
      if (possible()) {
        return "";
      }
      return switch (change.verdict()) {
        case Verdict.Unless(var obstacle, var reason, var wayOut) ->
            "%s: refused because of %s %s; %s".formatted(change.description(), found, reason, wayOut);
        case Verdict.Refused(var reason, var wayOut) ->
            "%s: %s; %s".formatted(change.description(), reason, wayOut);
        case Verdict.Free free -> "";
        case Verdict.IfDistinct distinct -> "";
      };
    }
  }

  SchemaSet of(TenantId tenant) {
    return store.find(tenant).map(SchemaSetJson::readKept).orElse(SchemaSet.CORE);
  }

  List<LookupWork> work(TenantId tenant) {
    return store.work(tenant);
  }

  /// What a change would be, and which of it is possible.
  List<Judged> judge(Tenant tenant, SchemaSet after) {
    var before = of(tenant.id());
    return judge(tenant.id(), before, SchemaDifference.between(before, after), new HashMap<>());
  }

  /// Makes a change. Throws 409 naming every part of it that resources stand in the way of.
  SchemaSet change(Tenant tenant, UnaryOperator<SchemaSet> change) {
    var before = of(tenant.id());
    var after = change.apply(before);
    if (after.equals(before)) {
      return before;
    }
    var values = new HashMap<CheckedPath, Evidence.Found>();
    newlyUnique(before.registry(), after.registry())
        .forEach(path -> values.put(path, Evidence.Found.NONE));
    var judged = judge(tenant.id(), before, SchemaDifference.between(before, after), values);
    var refusals = judged.stream().filter(j -> !j.possible()).map(Judged::refusal).toList();
    if (!refusals.isEmpty()) {
      throw HttpException.conflict("definitions", String.join("\n", refusals));
    }
    var lookups =
        LookupPlan.between(
            before.registry(),
            after.registry(),
            path -> values.getOrDefault(path, Evidence.Found.NONE).isNone());
    make(tenant, after, lookups);
    return after;
  }

  private void make(Tenant tenant, SchemaSet after, List<LookupChange> lookups) {
    var outcome =
        store.change(
            tenant.id(),
            tenant.revision(),
            SchemaSetJson.render(after),
            lookups,
            clock.instant());
    live.forget(tenant.id());
    switch (outcome) {
      case DefinitionOutcome.Changed changed -> {}
      case DefinitionOutcome.Stale stale ->
          throw HttpException.conflict(
              "definitions", "somebody else has just changed the tenant; read it and try again");
      case DefinitionOutcome.Duplicates(var type, var attribute, var values) ->
          throw HttpException.conflict(
              "definitions",
              ("attribute \"%s\" cannot be unique: several %s resources have %s; give each a value"
                      + " of its own first")
                  .formatted(
                      attribute,
                      type,
                      values.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "))));
      case DefinitionOutcome.NeedsLookups(var type, var attribute) ->
          throw HttpException.conflict(
              "definitions",
              ("attribute \"%s\" cannot be unique yet: too many %s resources have a value to compare"
                      + " them at once; add it to \"indexed\", and make it unique when its lookups"
                      + " are complete")
                  .formatted(attribute, type));
      case DefinitionOutcome.Busy(var work) ->
          throw HttpException.conflict(
              "definitions",
              "attribute \"%s\" of %s: an earlier change of its lookups is not done yet; try again later"
                  .formatted(work.attribute(), work.resourceType()));
    }
  }

  private List<Judged> judge(
      TenantId tenant,
      SchemaSet before,
      List<SchemaChange> changes,
      Map<CheckedPath, Evidence.Found> values) {
    var registry = before.registry();
    var found = new HashMap<Obstacle, Evidence.Found>();
    for (var type : registry.resourceTypes()) {
      var obstacles = obstacles(changes, type);
      var places = places(values.keySet(), type, registry);
      obstacles.addAll(places.keySet());
      if (obstacles.isEmpty()) {
        continue;
      }
      new Evidence(resources, tenant)
          .among(type, obstacles)
          .forEach((obstacle, there) -> {
            found.merge(obstacle, there, Evidence.Found::and);
            if (places.containsKey(obstacle)) {
              values.merge(places.get(obstacle), there, Evidence.Found::and);
            }
          });
    }
    return changes.stream().map(change -> judged(change, found)).toList();
  }

  private static Judged judged(SchemaChange change, Map<Obstacle, Evidence.Found> found) {
    return new Judged(
        change,
        change.verdict() instanceof Verdict.Unless unless
            ? found.getOrDefault(unless.obstacle(), Evidence.Found.NONE)
            : Evidence.Found.NONE);
  }

  private static Set<Obstacle> obstacles(List<SchemaChange> changes, ResourceType type) {
    var obstacles = new LinkedHashSet<Obstacle>();
    for (var change : changes) {
      if (change.concerns(type) && change.verdict() instanceof Verdict.Unless unless) {
        obstacles.add(unless.obstacle());
      }
    }
    return obstacles;
  }

  /// Attributes that are to be unique and have no lookups that would tell.
  private static List<CheckedPath> newlyUnique(SchemaRegistry before, SchemaRegistry after) {
    var paths = new ArrayList<CheckedPath>();
    for (var change : LookupPlan.between(before, after, path -> false)) {
      if (change instanceof LookupChange.Want want && want.unique()) {
        paths.add(want.path());
      }
    }
    return paths;
  }

  private static Map<Obstacle, CheckedPath> places(
      Set<CheckedPath> paths, ResourceType type, SchemaRegistry before) {
    var places = new LinkedHashMap<Obstacle, CheckedPath>();
    for (var path : paths) {
      var urn = path.extension().orElse(type.schema());
      if (before.findSchema(urn).flatMap(s -> s.findAttribute(path.attribute().name())).isPresent()) {
        places.put(new Obstacle.AValue(place(urn, path)), path);
      }
    }
    return places;
  }

  private static Place place(String urn, CheckedPath path) {
    return new Place(
        urn,
        path.subAttribute().map(sub -> path.attribute().name()),
        path.subAttribute().map(Attribute::name).orElse(path.attribute().name()));
  }
}
