package dev.muster.scim.provider;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.resource.DocumentChanges;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// One tenant's part of a store, written to in few words: for tests.
public final class TenantDirectory {
  public static final Instant CREATED = Instant.parse("2026-01-31T12:00:00.123456Z");
  public static final Instant CHANGED = Instant.parse("2026-02-01T08:30:00.5Z");

  private static final ResourceSchema USER =
      SchemaRegistry.core().findResourceType("User").orElseThrow();
  private static final ResourceSchema GROUP =
      SchemaRegistry.core().findResourceType("Group").orElseThrow();

  private final ResourceStore store;
  private final TenantId tenant;

  public TenantDirectory(ResourceStore store, TenantId tenant) {
    this.store = store;
    this.tenant = tenant;
  }

  public ResourceStore store() {
    return store;
  }

  public TenantId tenant() {
    return tenant;
  }

  public WriteOutcome createUser(String id, String json) {
    return store.write(tenant, userCreation(id, json));
  }

  public WriteOutcome createUser(String id) {
    return createUser(id, userJson(id));
  }

  public static String userJson(String userName) {
    return ScimJson.write(ScimJson.object().put("userName", userName));
  }

  public static Write.Create userCreation(String id, String json) {
    var document = ScimJson.parseObject(json);
    return new Write.Create(
        "User",
        id,
        document.path("displayName").asString(""),
        document,
        Lookups.of(document, USER),
        List.of(),
        1,
        PasswordChange.NONE,
        CREATED);
  }

  public WriteOutcome createGroup(String id, List<String> members) {
    var document = ScimJson.object().put("displayName", "Group " + id);
    return store.write(
        tenant,
        new Write.Create(
            "Group",
            id,
            "Group " + id,
            document,
            Lookups.of(document, GROUP),
            members,
            1,
            PasswordChange.NONE,
            CREATED));
  }

  public WriteOutcome updateUser(String id, long expectedVersion, String json) {
    var before = store.find(tenant, "User", id).map(StoredResource::document);
    return update("User", USER, id, expectedVersion, before, json, MembersChange.NONE);
  }

  public WriteOutcome updateGroup(
      String id, long expectedVersion, String json, MembersChange members) {
    var before = store.find(tenant, "Group", id).map(StoredResource::document);
    return update("Group", GROUP, id, expectedVersion, before, json, members);
  }

  private WriteOutcome update(
      String type,
      ResourceSchema schema,
      String id,
      long expectedVersion,
      Optional<ObjectNode> before,
      String json,
      MembersChange members) {
    var document = ScimJson.parseObject(json);
    var had = Lookups.of(before.orElseGet(ScimJson::object), schema);
    var has = Lookups.of(document, schema);
    return store.write(
        tenant,
        new Write.Update(
            type,
            id,
            expectedVersion,
            document.path("displayName").asString(""),
            document,
            without(has, had),
            without(had, has),
            members,
            DocumentChanges.between(before.orElseGet(ScimJson::object), document, schema),
            PasswordChange.NONE,
            CHANGED));
  }

  private static List<LookupValue> without(List<LookupValue> values, List<LookupValue> others) {
    var rest = new ArrayList<>(values);
    rest.removeAll(others);
    return rest;
  }

  public WriteOutcome add(String groupId, String... members) {
    return change(groupId, new MembersChange.Delta(List.of(members), List.of()));
  }

  public WriteOutcome remove(String groupId, String... members) {
    return change(groupId, new MembersChange.Delta(List.of(), List.of(members)));
  }

  public WriteOutcome change(String groupId, MembersChange change) {
    return store.write(
        tenant, new Write.ChangeMembers("Group", groupId, OptionalLong.empty(), change, CHANGED));
  }

  public WriteOutcome delete(String type, String id) {
    return store.write(tenant, new Write.Delete(type, id, OptionalLong.empty(), CHANGED));
  }

  public List<String> members(String groupId) {
    return store.members(tenant, groupId, "", 100_000).stream().map(Member::id).toList();
  }

  public List<FeedEvent> events() {
    return store.changes(tenant, 0, 100_000);
  }

  public static CheckedFilter filter(String type, String text) {
    return FilterChecker.check(text, schema(type));
  }

  public static ResourceSchema schema(String type) {
    return type.equals("Group") ? GROUP : USER;
  }

  /// Ids of all resources that a filter finds.
  public List<String> find(String type, String filter) {
    return ids(query(type, filter, 1, 1_000));
  }

  public ResourceStore.Page query(String type, String filter, long startIndex, int count) {
    var checked =
        filter.isEmpty() ? Optional.<CheckedFilter>empty() : Optional.of(filter(type, filter));
    return store.query(tenant, ResourceQuery.byIndex(schema(type), checked, startIndex, count));
  }

  public static List<String> ids(ResourceStore.Page page) {
    return page.resources().stream().map(StoredResource::id).toList();
  }
}
