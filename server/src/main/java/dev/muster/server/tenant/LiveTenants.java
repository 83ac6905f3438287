package dev.muster.server.tenant;

import dev.muster.scim.definition.SchemaSet;
import dev.muster.scim.definition.SchemaSetJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.schema.SchemaOptions;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.store.resource.DefinitionStore;
import dev.muster.store.resource.LookupWork;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The tenants that are in use, each made once for its revision.
///
/// A change made here counts at once; one made at another replica of the server within
/// [#REMEMBERED].
public final class LiveTenants {
  /// How long a tenant is used before it is asked for its revision again.
  static final Duration REMEMBERED = Duration.ofSeconds(2);

  /// After which no server works by what a tenant was before a change, not even in a request that
  /// had begun by then.
  public static final Duration FORGOTTEN = REMEMBERED.multipliedBy(3);

  private final TenantStore tenants;
  private final DefinitionStore definitions;
  private final Clock clock;
  private final Map<TenantId, Remembered> known = new ConcurrentHashMap<>();
  private final Map<String, TenantId> ids = new ConcurrentHashMap<>();

  public LiveTenants(TenantStore tenants, DefinitionStore definitions, Clock clock) {
    this.tenants = tenants;
    this.definitions = definitions;
    this.clock = clock;
  }

  /// The tenant of that id.
  public Optional<LiveTenant> find(TenantId id) {
    var now = clock.instant();
    var remembered = known.get(id);
    if (remembered != null && now.isBefore(remembered.until())) {
      return Optional.of(remembered.tenant());
    }
    var found = tenants.find(id);
    if (found.isEmpty()) {
      known.remove(id);
    }
    return found.map(tenant -> remember(tenant, now));
  }

  /// The tenant of that name.
  public Optional<LiveTenant> find(String name) {
    var id = ids.get(name);
    if (id != null) {
      var live = find(id);
      if (live.isPresent() && live.get().name().equals(name)) {
        return live;
      }
      ids.remove(name);
    }
    var found = tenants.find(name);
    found.ifPresent(tenant -> ids.put(name, tenant.id()));
    return found.map(tenant -> remember(tenant, clock.instant()));
  }

  /// All tenants by name.
  public List<LiveTenant> all() {
    var now = clock.instant();
    return tenants.tenants().stream().map(tenant -> remember(tenant, now)).toList();
  }

  /// The tenant of that id, which something else has said to exist.
  public LiveTenant require(TenantId id) {
    return find(id)
        .orElseThrow(() -> new IllegalStateException("there is no tenant " + id.value()));
  }

  /// Forgets a tenant: what was just changed counts from the next request on.
  public void forget(TenantId id) {
    known.remove(id);
  }

  private LiveTenant remember(Tenant tenant, Instant now) {
    return known
        .compute(
            tenant.id(),
            (id, remembered) ->
                new Remembered(
                    remembered != null && remembered.tenant().tenant().equals(tenant)
                        ? remembered.tenant()
                        : live(tenant),
                    now.plus(REMEMBERED)))
        .tenant();
  }

  private LiveTenant live(Tenant tenant) {
    var settings = TenantSettings.read(tenant.settings());
    var schemas = schemas(tenant, settings);
    return new LiveTenant(
        tenant,
        settings,
        schemas,
        settings.dialect().dialect(),
        new Redaction(schemas, settings.requestLog().redacted()));
  }

  private SchemaRegistry schemas(Tenant tenant, TenantSettings settings) {
    var set = definitions.find(tenant.id()).map(SchemaSetJson::readKept).orElse(SchemaSet.CORE);
    return set.registry(unfinished(tenant), settings.undeclaredExtensions());
  }

  private SchemaOptions.Unfinished unfinished(Tenant tenant) {
    return new SchemaOptions.Unfinished(
        definitions.work(tenant.id()).stream()
            .filter(work -> work.task() == LookupWork.Task.BUILD)
            .collect(
                Collectors.groupingBy(
                    LookupWork::resourceType,
                    Collectors.mapping(LookupWork::attribute, Collectors.toSet()))));
  }

  private record Remembered(LiveTenant tenant, Instant until) {}
}
