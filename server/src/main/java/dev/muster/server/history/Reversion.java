package dev.muster.server.history;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.provider.FeedEvent.Kind;
import dev.muster.scim.provider.PatchAnswer;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.resource.DocumentChange;
import dev.muster.scim.resource.DocumentChanges;
import dev.muster.scim.resource.Projection;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.server.http.HttpException;
import dev.muster.server.scim.ScimApi;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.store.resource.HistoryStore;
import dev.muster.store.resource.ResourceVersion;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Gives a resource the attributes that it had at an earlier version, as a new version. It is a
/// PATCH of what differs, so everything that holds for a client's PATCH holds for it. Members of a
/// group and secret values stay as they are.
public final class Reversion {
  private static final int VERSIONS_PER_READ = 100;

  private final HistoryStore history;
  private final ResourceStore resources;
  private final ScimProvider provider;
  private final String publicUrl;

  public Reversion(
      HistoryStore history, ResourceStore resources, ScimProvider provider, String publicUrl) {
    this.history = history;
    this.resources = resources;
    this.provider = provider;
    this.publicUrl = publicUrl;
  }

  /// The resource at its new version. Throws 404 when there is no such resource or its history does
  /// not reach back so far.
  ObjectNode revert(LiveTenant tenant, String type, String id, long version) {
    var schema =
        tenant
            .schemas()
            .findResourceType(type)
            .orElseThrow(
                () -> HttpException.notFound("there is no resource type \"%s\"".formatted(type)));
    var current =
        resources
            .find(tenant.id(), type, id)
            .orElseThrow(() ->
                HttpException.notFound(
                    "%s \"%s\" does not exist; a deleted one has to be restored first"
                        .formatted(type, id)));
    var wanted = documentAt(tenant, current, version);
    var changes = DocumentChanges.between(current.document(), wanted, schema);
    return changes.isEmpty() ? current.document() : patch(tenant, schema, current, changes);
  }

  private ObjectNode documentAt(LiveTenant tenant, StoredResource current, long version) {
    var document = current.document().deepCopy();
    long before = Long.MAX_VALUE;
    while (true) {
      var page =
          history.before(
              tenant.id(), current.resourceType(), current.id(), before, VERSIONS_PER_READ);
      for (var step : page) {
        if (step.version() == version) {
          return document;
        }
        requireUndoable(step, current, version);
        step.changes().forEach(change -> undo(document, change));
      }
      if (page.size() < VERSIONS_PER_READ) {
        throw unknown(current, version);
      }
      before = page.getLast().sequence();
    }
  }

  private static void requireUndoable(ResourceVersion step, StoredResource current, long version) {
    if (step.version() < version || step.kind() == Kind.CREATED) {
      throw unknown(current, version);
    }
  }

  private static HttpException unknown(StoredResource current, long version) {
    return HttpException.notFound(
        "the history of %s \"%s\" has no version %d to go back to"
            .formatted(current.resourceType(), current.id(), version));
  }

  private static void undo(ObjectNode document, DocumentChange change) {
    if (change.secret()) {
      return;
    }
    var container = document;
    for (var name : change.path().subList(0, change.path().size() - 1)) {
      container =
          container.get(name) instanceof ObjectNode inner ? inner : container.putObject(name);
    }
    var name = change.path().getLast();
    if (change.before().isPresent()) {
      container.set(name, change.before().get());
    } else {
      container.remove(name);
    }
  }

  private ObjectNode patch(
      LiveTenant tenant,
      ResourceSchema schema,
      StoredResource current,
      List<DocumentChange> changes) {
    var patch = ScimJson.object();
    patch.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
    var operations = patch.putArray("Operations");
    for (var change : changes) {
      var operation = operations.addObject();
      operation.put("op", change.after().isPresent() ? "replace" : "remove");
      operation.put("path", change.name());
      change.after().ifPresent(value -> operation.set("value", value));
    }
    var endpoint =
        new Endpoint(
            tenant.id(), tenant.schemas(), schema, ScimApi.tenantUrl(publicUrl, tenant.name()));
    var projection = Projection.of(List.of(), List.of("members"), schema);
    return provider
        .patch(
            endpoint,
            current.id(),
            Optional.empty(),
            PatchOp.parse(patch),
            projection,
            PatchAnswer.RESOURCE)
        .orElseThrow()
        .body()
        .tree();
  }
}
