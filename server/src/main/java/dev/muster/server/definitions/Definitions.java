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
            "%s: refused because of %s %s; %s"
                .formatted(change.description(), found, reason, wayOut);
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

  /// What a change comes to.
  ///
  /// @param refusals why it cannot be made; empty when it can
  record Report(List<Judged> changes, List<String> refusals) {}

  /// What a change would be, and what is in its way.
  Report dryRun(Tenant tenant, SchemaSet after) {
    var before = of(tenant.id());
    var plan = plan(tenant.id(), before, after);
    var refusals = new ArrayList<>(plan.refusals());
    store.refusal(tenant.id(), plan.lookups()).map(Refusals::of).ifPresent(refusals::add);
    return new Report(plan.judged(), refusals);
  }

  /// Makes a change. Throws 409 naming every part of it that resources stand in the way of.
  SchemaSet change(Tenant tenant, UnaryOperator<SchemaSet> change) {
    var before = of(tenant.id());
    var after = change.apply(before);
    if (after.equals(before)) {
      return before;
    }
    var plan = plan(tenant.id(), before, after);
    if (!plan.refusals().isEmpty()) {
      throw HttpException.conflict("definitions", String.join("\n", plan.refusals()));
    }
    var document = SchemaSetJson.render(after);
    var outcome =
        store.change(tenant.id(), tenant.revision(), document, plan.lookups(), clock.instant());
    live.forget(tenant.id());
    if (!(outcome instanceof DefinitionOutcome.Changed)) {
      throw HttpException.conflict("definitions", Refusals.of(outcome));
    }
    return after;
  }

  /// A change, judged, with what it means for lookups.
  private record Plan(List<Judged> judged, List<LookupChange> lookups) {
    List<String> refusals() {
      return judged.stream().filter(one -> !one.possible()).map(Judged::refusal).toList();
    }
  }

  private Plan plan(TenantId tenant, SchemaSet before, SchemaSet after) {
    var old = before.registry();
    var now = after.registry();
    var values = new HashMap<CheckedPath, Evidence.Found>();
    newlyUnique(old, now).forEach(path -> values.put(path, Evidence.Found.NONE));
    var judged = judge(tenant, before, SchemaDifference.between(before, after), values);
    return new Plan(
        judged,
        LookupPlan.between(
            old, now, path -> values.getOrDefault(path, Evidence.Found.NONE).isNone()));
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
      if (before
          .findSchema(urn)
          .flatMap(s -> s.findAttribute(path.attribute().name()))
          .isPresent()) {
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
