package dev.muster.scim.provider;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.ResourceStore.GroupReference;
import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.resource.Projection;
import dev.muster.scim.resource.ResourceReader;
import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the representation of a stored resource: `schemas`, `id`, `meta`, and — only where the
/// response shows them — a Group's members and a User's groups.
final class ResourceView {
  private static final int MEMBERS_PER_READ = 1_000;
  private static final String MEMBERS = "members";
  private static final String GROUPS = "groups";

  private final ResourceStore store;
  private final Endpoint endpoint;
  private final Projection projection;

  ResourceView(ResourceStore store, Endpoint endpoint, Projection projection) {
    this.store = store;
    this.endpoint = endpoint;
    this.projection = projection;
  }

  /// The representations of some resources of the endpoint's type, in their order.
  List<ObjectNode> of(List<StoredResource> resources) {
    var groups =
        schema().showsGroups() && shows(GROUPS)
            ? store.groupsOf(endpoint.tenant(), resources.stream().map(StoredResource::id).toList())
            : Map.<String, List<GroupReference>>of();
    var views = new ArrayList<ObjectNode>(resources.size());
    for (var resource : resources) {
      views.add(projection.apply(whole(resource, groups.getOrDefault(resource.id(), List.of()))));
    }
    return views;
  }

  ScimProvider.Answer answer(StoredResource resource) {
    return new ScimProvider.Answer(
        of(List.of(resource)).getFirst(), location(resource.id()), ETag.of(resource.version()));
  }

  private ObjectNode whole(StoredResource resource, List<GroupReference> groups) {
    var view = ScimJson.object();
    var schemas = view.putArray("schemas");
    ResourceReader.schemasOf(resource.document(), schema()).forEach(schemas::add);
    view.put("id", resource.id());
    view.setAll(resource.document());
    if (schema().keepsMembers() && shows(MEMBERS)) {
      var members = members(resource.id());
      if (!members.isEmpty()) {
        view.set(MEMBERS, members);
      }
    }
    if (!groups.isEmpty()) {
      groups.forEach(group ->
          view.withArray(GROUPS)
              .addObject()
              .put("value", group.id())
              .put("$ref", endpoint.baseUrl() + "/Groups/" + group.id())
              .put("display", group.displayName())
              .put("type", group.direct() ? "direct" : "indirect"));
    }
    view.putObject("meta")
        .put("resourceType", resource.resourceType())
        .put("created", resource.created().toString())
        .put("lastModified", resource.lastModified().toString())
        .put("version", ETag.of(resource.version()))
        .put("location", location(resource.id()));
    return view;
  }

  private ArrayNode members(String groupId) {
    var shown = ScimJson.object().putArray(MEMBERS);
    var after = "";
    while (true) {
      var page = store.members(endpoint.tenant(), groupId, after, MEMBERS_PER_READ);
      for (var member : page) {
        shown
            .addObject()
            .put("value", member.id())
            .put("$ref", endpoint.baseUrl() + endpointOf(member.resourceType()) + "/" + member.id())
            .put("display", member.displayName())
            .put("type", member.resourceType());
      }
      if (page.size() < MEMBERS_PER_READ) {
        return shown;
      }
      after = page.getLast().id();
    }
  }

  private String endpointOf(String resourceType) {
    return endpoint
        .schemas()
        .findResourceType(resourceType)
        .map(found -> found.type().endpoint())
        .orElseGet(() -> "/" + resourceType.toLowerCase(Locale.ROOT));
  }

  private boolean shows(String attribute) {
    return schema().baseAttributes().find(attribute).isPresent() && projection.includes(attribute);
  }

  private String location(String id) {
    return endpoint.baseUrl() + schema().type().endpoint() + "/" + id;
  }

  private ResourceSchema schema() {
    return endpoint.schema();
  }
}
