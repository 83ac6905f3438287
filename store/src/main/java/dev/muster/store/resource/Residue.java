package dev.muster.store.resource;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.provider.ETag;
import dev.muster.scim.provider.Member;
import dev.muster.scim.provider.ResourceStore.GroupReference;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.resource.ResourceReader;
import dev.muster.scim.schema.ResourceSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The part of a filter that is evaluated on documents. What the filter asks for and a document
/// does not hold — id, meta, schemas, a Group's members, a User's groups — is added to it first.
final class Residue {
  private static final int BATCH = 500;
  // Groups with their members are large.
  private static final int GROUPS_BATCH = 10;

  private final CheckedFilter filter;
  private final ResourceSchema schema;
  private final Set<String> mentioned = new HashSet<>();

  Residue(CheckedFilter filter, ResourceSchema schema) {
    this.filter = filter;
    this.schema = schema;
    mention(filter);
  }

  /// How many resources to read at once.
  int batchSize() {
    return needsMembers() ? GROUPS_BATCH : BATCH;
  }

  /// The rows with what the filter needs of other tables.
  Batch load(TenantSql sql, List<ResourceRow> rows) {
    var ids = rows.stream().map(ResourceRow::id).toList();
    var members = new MemberRows(sql);
    return new Batch(
        rows,
        needsMembers() ? members.of(ids) : Map.of(),
        needsGroups() ? new GroupAscent(members).from(ids) : Map.of());
  }

  /// The resources of the batch that match.
  List<StoredResource> matching(Batch batch) {
    return batch.rows.stream()
        .map(ResourceRow::toResource)
        .filter(resource -> FilterEvaluator.matches(filter, complete(resource, batch)))
        .toList();
  }

  private boolean needsMembers() {
    return schema.keepsMembers() && mentioned.contains("members");
  }

  private boolean needsGroups() {
    return schema.showsGroups() && mentioned.contains("groups");
  }

  private ObjectNode complete(StoredResource resource, Batch batch) {
    var node = ScimJson.object();
    node.setAll(resource.document());
    if (mentioned.contains("id")) {
      node.put("id", resource.id());
    }
    if (mentioned.contains("meta")) {
      putMeta(node, resource);
    }
    if (mentioned.contains("schemas")) {
      putSchemas(node, resource);
    }
    putMembers(node, batch.members.getOrDefault(resource.id(), List.of()));
    putGroups(node, batch.groups.getOrDefault(resource.id(), List.of()));
    return node;
  }

  private static void putMeta(ObjectNode node, StoredResource resource) {
    node.putObject("meta")
        .put("resourceType", resource.resourceType())
        .put("created", resource.created().toString())
        .put("lastModified", resource.lastModified().toString())
        .put("version", ETag.of(resource.version()));
  }

  private void putSchemas(ObjectNode node, StoredResource resource) {
    var schemas = node.putArray("schemas");
    ResourceReader.schemasOf(resource.json(), schema).forEach(schemas::add);
  }

  private static void putMembers(ObjectNode node, List<Member> members) {
    if (members.isEmpty()) {
      return;
    }
    var array = node.putArray("members");
    for (var member : members) {
      array
          .addObject()
          .put("value", member.id())
          .put("display", member.displayName())
          .put("type", member.resourceType());
    }
  }

  private static void putGroups(ObjectNode node, List<GroupReference> groups) {
    if (groups.isEmpty()) {
      return;
    }
    var array = node.putArray("groups");
    for (var group : groups) {
      array
          .addObject()
          .put("value", group.id())
          .put("display", group.displayName())
          .put("type", group.direct() ? "direct" : "indirect");
    }
  }

  private void mention(CheckedFilter part) {
    switch (part) {
      case CheckedFilter.And(var left, var right) -> {
        mention(left);
        mention(right);
      }
      case CheckedFilter.Or(var left, var right) -> {
        mention(left);
        mention(right);
      }
      case CheckedFilter.Constant _ -> {}
      case CheckedFilter.Not(var operand) -> mention(operand);
      case CheckedFilter.Compare(var path, var _, var _) -> mention(path);
      case CheckedFilter.Present(var path) -> mention(path);
      case CheckedFilter.ValuePath(var path, var _) -> mention(path);
    }
  }

  private void mention(CheckedPath path) {
    if (path.extension().isEmpty()) {
      mentioned.add(path.attribute().name());
    }
  }

  /// Some resources and, by id, what the filter needs to know besides.
  record Batch(
      List<ResourceRow> rows,
      Map<String, List<Member>> members,
      Map<String, List<GroupReference>> groups) {}
}
