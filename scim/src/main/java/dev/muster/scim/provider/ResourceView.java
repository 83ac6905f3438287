package dev.muster.scim.provider;

import dev.muster.scim.message.Json;
import dev.muster.scim.message.JsonBuilder;
import dev.muster.scim.provider.ResourceStore.GroupReference;
import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.resource.Projection;
import dev.muster.scim.resource.ResourceReader;
import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes the representation of a stored resource: `schemas`, `id`, `meta`, and — only where the
/// response shows them — a Group's members and a User's groups.
final class ResourceView {
  static final int MEMBERS_PER_READ = 1_000;
  // What stands around a document, but for members and groups.
  private static final int AROUND = 768;
  private static final int AROUND_MEMBER = 256;
  static final String MEMBERS = "members";
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
  List<Json> of(List<StoredResource> resources) {
    var groups = groupsOf(resources);
    var views = new ArrayList<Json>(resources.size());
    for (var resource : resources) {
      views.add(whole(resource, groups, firstMembers(resource)));
    }
    return views;
  }

  ScimProvider.Answer answer(StoredResource resource) {
    return answer(resource, of(List.of(resource)).getFirst());
  }

  /// The resource, in parts if it is a group that has more members than are read at once.
  Retrieved retrieve(StoredResource resource) {
    var first = firstMembers(resource);
    if (first.size() < MEMBERS_PER_READ) {
      return new Retrieved.Whole(
          answer(resource, whole(resource, groupsOf(List.of(resource)), first)));
    }
    var around = whole(resource, groupsOf(List.of(resource)), List.of());
    return new Retrieved.InParts(
        new MembersStream(around, first, last -> membersAfter(resource.id(), last), this::elements),
        location(resource.id()),
        ETag.of(resource.version()));
  }

  /// The answer with a group and all its members, unless they are more than so many.
  Optional<ScimProvider.Answer> answerUnlessLarge(StoredResource group, int most) {
    if (schema().keepsMembers() && store.hasMoreMembers(endpoint.tenant(), group.id(), most)) {
      return Optional.empty();
    }
    return Optional.of(answer(group));
  }

  private ScimProvider.Answer answer(StoredResource resource, Json view) {
    return new ScimProvider.Answer(view, location(resource.id()), ETag.of(resource.version()));
  }

  private Map<String, List<GroupReference>> groupsOf(List<StoredResource> resources) {
    return schema().showsGroups() && shows(GROUPS)
        ? store.groupsOf(endpoint.tenant(), resources.stream().map(StoredResource::id).toList())
        : Map.of();
  }

  private List<Member> firstMembers(StoredResource resource) {
    return schema().keepsMembers() && shows(MEMBERS) ? membersAfter(resource.id(), "") : List.of();
  }

  private List<Member> membersAfter(String groupId, String lastId) {
    return store.members(endpoint.tenant(), groupId, lastId, MEMBERS_PER_READ);
  }

  /// An object that has nothing but these members, as far as they are shown.
  private Json elements(List<Member> members) {
    var view = new JsonBuilder(members.size() * AROUND_MEMBER).open().openArray(MEMBERS);
    members.forEach(member -> addMember(member, view));
    return shown(view.closeArray().close().toJson());
  }

  private Json shown(Json whole) {
    return projection.showsAll() ? whole : Json.of(projection.apply(whole.tree()));
  }

  /// The resource with everything that may be shown. This is the one place where stored text is put
  /// into a response as it is: the document's members between those that are not in it.
  private Json whole(
      StoredResource resource, Map<String, List<GroupReference>> groupsOf, List<Member> members) {
    var groups = groupsOf.getOrDefault(resource.id(), List.of());
    var document = resource.json();
    var view = new JsonBuilder(document.utf8().length + AROUND).open();
    view.openArray("schemas");
    ResourceReader.schemasOf(document, schema()).forEach(view::add);
    view.closeArray().put("id", resource.id()).members(document);
    if (!members.isEmpty()) {
      addMembers(resource.id(), members, view);
    }
    if (!groups.isEmpty()) {
      addGroups(groups, view);
    }
    view.openObject("meta")
        .put("resourceType", resource.resourceType())
        .put("created", resource.created().toString())
        .put("lastModified", resource.lastModified().toString())
        .put("version", ETag.of(resource.version()))
        .put("location", location(resource.id()))
        .close()
        .close();
    return shown(view.toJson());
  }

  private void addGroups(List<GroupReference> groups, JsonBuilder view) {
    view.openArray(GROUPS);
    for (var group : groups) {
      view.open()
          .put("value", group.id())
          .put("$ref", endpoint.baseUrl() + "/Groups/" + group.id())
          .put("display", group.displayName())
          .put("type", group.direct() ? "direct" : "indirect")
          .close();
    }
    view.closeArray();
  }

  private void addMembers(String groupId, List<Member> first, JsonBuilder view) {
    var page = first;
    view.openArray(MEMBERS);
    while (true) {
      page.forEach(member -> addMember(member, view));
      if (page.size() < MEMBERS_PER_READ) {
        break;
      }
      page = membersAfter(groupId, page.getLast().id());
    }
    view.closeArray();
  }

  private void addMember(Member member, JsonBuilder view) {
    view.open()
        .put("value", member.id())
        .put("$ref", endpoint.baseUrl() + endpointOf(member.resourceType()) + "/" + member.id())
        .put("display", member.displayName())
        .put("type", member.resourceType())
        .close();
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
