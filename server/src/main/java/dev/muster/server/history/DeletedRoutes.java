package dev.muster.server.history;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.FeedEvent.Kind;
import dev.muster.scim.provider.Lookups;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.Write;
import dev.muster.scim.provider.WriteOutcome;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.DeletedResource;
import dev.muster.store.resource.HistoryStore;
import dev.muster.store.resource.TombstoneStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Deleted resources: list them, bring one back under its id.
public final class DeletedRoutes implements AdminRoutes {
  private static final String DELETED = AdminApi.PREFIX + "/tenants/{tenant}/deleted";
  private static final int SHOWN = 100;

  private final TenantLookup lookup;
  private final LiveTenants live;
  private final TombstoneStore tombstones;
  private final ResourceStore resources;
  private final HistoryStore history;
  private final Clock clock;

  public DeletedRoutes(
      TenantLookup lookup,
      LiveTenants live,
      TombstoneStore tombstones,
      ResourceStore resources,
      HistoryStore history,
      Clock clock) {
    this.lookup = lookup;
    this.live = live;
    this.tombstones = tombstones;
    this.resources = resources;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", DELETED, this::list)
        .on("GET", DELETED + "/{id}", this::show)
        .on("POST", DELETED + "/{id}/restore", this::restore);
  }

  private Response list(Request request) {
    var tenant = live.require(lookup.require(request).id());
    var type = request.findQuery("type").orElse("User");
    var paging = Paging.of(request, "deleted");
    var from = paging.position(DeletedCursor::parse).orElse(DeletedCursor.START);
    var q = request.findQuery("q").map(String::strip).filter(text -> !text.isEmpty());
    var read =
        q.map(text ->
                tombstones.beginning(
                    tenant.id(), type, text, from.deleted(), from.id(), paging.toRead()))
            .orElseGet(() ->
                tombstones.before(tenant.id(), type, from.deleted(), from.id(), paging.toRead()));
    return AdminResponses.ok(
        paging.page(
            "resources",
            read,
            deleted -> render(tenant, deleted),
            last -> new DeletedCursor(last.deleted(), last.resource().id()).toString()));
  }

  /// One of them: as it was, with what it belonged to.
  private Response show(Request request) {
    var tenant = live.require(lookup.require(request).id());
    var deleted = require(tenant, request.parameter("id"));
    var json = render(tenant, deleted);
    json.set("resource", tenant.redaction().of(deleted.resource().document()));
    var memberships = tombstones.memberships(tenant.id(), deleted.resource().id(), SHOWN);
    put(json, "groups", tenant, "Group", memberships.groups());
    put(json, "members", tenant, "User", memberships.members());
    return AdminResponses.ok(json);
  }

  /// Those that are still there are named.
  private void put(
      ObjectNode json, String member, LiveTenant tenant, String type, List<String> ids) {
    var names =
        resources.findAll(tenant.id(), type, ids).stream()
            .collect(Collectors.toUnmodifiableMap(StoredResource::id, StoredResource::displayName));
    var array = json.putArray(member);
    for (var id : ids) {
      var one = array.addObject().put("id", id);
      Optional.ofNullable(names.get(id)).ifPresent(name -> one.put("displayName", name));
    }
  }

  private DeletedResource require(LiveTenant tenant, String id) {
    return tombstones
        .find(tenant.id(), id)
        .orElseThrow(() ->
            HttpException.notFound(
                "\"%s\" is not among the deleted resources of \"%s\"; GET %s lists them"
                    .formatted(id, tenant.name(), DELETED)));
  }

  private ObjectNode render(LiveTenant tenant, DeletedResource deleted) {
    var resource = deleted.resource();
    var json = ScimJson.object();
    json.put("id", resource.id());
    json.put("type", resource.resourceType());
    json.put("version", resource.version());
    json.put("displayName", resource.displayName());
    for (var name : new String[] {"userName", "externalId"}) {
      if (resource.document().path(name).isString()) {
        json.set(name, resource.document().get(name));
      }
    }
    var forgotten = deleted.deleted().plus(tenant.settings().retention().deleted());
    json.put("deleted", deleted.deleted().toString()).put("restorableUntil", forgotten.toString());
    history.before(tenant.id(), resource.resourceType(), resource.id(), Long.MAX_VALUE, 1).stream()
        .filter(version -> version.kind() == Kind.DELETED)
        .forEach(version -> json.set("by", HistoryRoutes.render(version.origin())));
    return json;
  }

  private Response restore(Request request) {
    var tenant = live.require(lookup.require(request).id());
    var deleted = require(tenant, request.parameter("id"));
    var outcome = resources.write(tenant.id(), restoration(tenant, deleted));
    return AdminResponses.ok(render(requireRestored(deleted, outcome)));
  }

  private Write.Restore restoration(LiveTenant tenant, DeletedResource deleted) {
    var resource = deleted.resource();
    var schema =
        tenant
            .schemas()
            .findResourceType(resource.resourceType())
            .orElseThrow(() ->
                HttpException.conflict(
                    "type",
                    "the tenant has no resource type \"%s\" any more; make it again first"
                        .formatted(resource.resourceType())));
    return new Write.Restore(
        resource.resourceType(),
        resource.id(),
        resource.version(),
        Lookups.of(resource.document(), schema),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static WriteOutcome.Written requireRestored(
      DeletedResource deleted, WriteOutcome outcome) {
    var resource = deleted.resource();
    return switch (outcome) {
      case WriteOutcome.Written written -> written;
      case WriteOutcome.Duplicate(var attribute, var value) ->
          throw HttpException.conflict(
              attribute,
              "\"%s\" belongs to another %s now; change or delete that one, then restore again"
                  .formatted(value, resource.resourceType()));
      case WriteOutcome.QuotaReached(var most) ->
          throw HttpException.conflict(
              "quotas",
              "the tenant has the %d %ss that it may have; raise the quota first"
                  .formatted(most, resource.resourceType()));
      case WriteOutcome.Missing missing -> throw gone(resource.id());
      case WriteOutcome.Stale stale -> throw gone(resource.id());
      case WriteOutcome.UnknownMembers unknown -> throw gone(resource.id());
    };
  }

  private static HttpException gone(String id) {
    return HttpException.conflict("id", "\"%s\" has just been restored or forgotten".formatted(id));
  }

  private static ObjectNode render(WriteOutcome.Written written) {
    var resource = written.resource();
    return ScimJson.object()
        .put("id", resource.id())
        .put("type", resource.resourceType())
        .put("version", resource.version())
        .put("displayName", resource.displayName());
  }
}
