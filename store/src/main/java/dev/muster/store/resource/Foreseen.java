package dev.muster.store.resource;

import dev.muster.store.Together;
import dev.muster.store.resource.Expected.Membership;
import dev.muster.store.resource.Expected.UniqueValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// What the tables say to what a transaction's writes were expected to ask. The tenant's feed is
/// locked in the same breath, so that nobody else changes it; what the writes change themselves
/// they say here.
final class Foreseen {
  private final Map<String, Optional<ResourceRow>> rows = new HashMap<>();
  // Of what type they are, if they are there.
  private final Map<String, Optional<String>> members = new HashMap<>();
  private final Map<Membership, Boolean> memberships = new HashMap<>();
  private final Map<UniqueValue, Optional<String>> owners = new HashMap<>();

  /// Locks the tenant's feed and asks; the sequence number of its newest event. Empty, and nothing
  /// is known, for a tenant that has no feed yet.
  OptionalLong lockAndAsk(TenantSql sql, Expected expected) {
    var together = new Together(sql.connection(), sql.dialect());
    var head = new long[] {-1};
    together.query(new FeedRows(sql).lockedHead(), row -> head[0] = row.getLong(1));
    askOwners(together, sql, expected.uniqueValues());
    askRows(together, sql, expected.ids());
    askMembers(together, sql, expected.members());
    askMemberships(together, sql, expected.memberships());
    together.run();
    if (head[0] < 0) {
      forget();
      return OptionalLong.empty();
    }
    return OptionalLong.of(head[0]);
  }

  private void askOwners(Together together, TenantSql sql, Collection<UniqueValue> values) {
    if (values.isEmpty()) {
      return;
    }
    values.forEach(value -> owners.put(value, Optional.empty()));
    var select =
        """
        SELECT l.resource_type, l.attribute, l.value, l.resource_id
        FROM unnest(CAST(:types AS text[]), CAST(:attributes AS text[]), CAST(:values AS text[]))
          AS n (type, attribute, value)
        JOIN lookups l ON l.tenant_id = :tenant AND l.resource_type = n.type
          AND l.attribute = n.attribute AND l.value = n.value
        WHERE l.is_unique = 1
        """;
    together.query(
        sql.statement(select)
            .bind("types", texts(values, UniqueValue::resourceType))
            .bind("attributes", texts(values, UniqueValue::attribute))
            .bind("values", texts(values, UniqueValue::value)),
        row ->
            owners.put(
                new UniqueValue(row.getString(1), row.getString(2), row.getString(3)),
                Optional.of(row.getString(4))));
  }

  private static <T> String[] texts(Collection<T> values, Function<T, String> of) {
    return values.stream().map(of).toArray(String[]::new);
  }

  private void askRows(Together together, TenantSql sql, Collection<String> ids) {
    ids.forEach(id -> rows.put(id, Optional.empty()));
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + " FROM resources r WHERE r.tenant_id = :tenant AND "
            + sql.dialect().among("r.id", "ids");
    together.query(
        sql.statement(select).bind("ids", sql.dialect().listValue(ids)),
        row -> rows.put(row.getString(1), Optional.of(ResourceRow.of(row))));
  }

  private void askMembers(Together together, TenantSql sql, Collection<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    ids.forEach(id -> members.put(id, Optional.empty()));
    var select =
        "SELECT id, resource_type FROM resources WHERE tenant_id = :tenant AND "
            + sql.dialect().among("id", "ids");
    together.query(
        sql.statement(select).bind("ids", sql.dialect().listValue(ids)),
        row -> members.put(row.getString(1), Optional.of(row.getString(2))));
  }

  private void askMemberships(Together together, TenantSql sql, Collection<Membership> expected) {
    if (expected.isEmpty()) {
      return;
    }
    expected.forEach(membership -> memberships.put(membership, false));
    var select =
        """
        SELECT m.group_id, m.member_id
        FROM unnest(CAST(:groups AS text[]), CAST(:members AS text[])) AS n (group_id, member_id)
        JOIN members m ON m.tenant_id = :tenant AND m.group_id = n.group_id
          AND m.member_id = n.member_id
        """;
    together.query(
        sql.statement(select)
            .bind("groups", texts(expected, Membership::groupId))
            .bind("members", texts(expected, Membership::memberId)),
        row -> memberships.put(new Membership(row.getString(1), row.getString(2)), true));
  }

  boolean knowsRows(Collection<String> ids) {
    return rows.keySet().containsAll(ids);
  }

  Optional<ResourceRow> row(String id) {
    return rows.getOrDefault(id, Optional.empty());
  }

  void rowIs(ResourceRow row) {
    rows.put(row.id(), Optional.of(row));
    members.computeIfPresent(row.id(), (id, known) -> Optional.of(row.resourceType()));
  }

  boolean knowsMembers(Collection<String> ids) {
    return members.keySet().containsAll(ids);
  }

  List<String> unknownMembers(Collection<String> ids) {
    return ids.stream().filter(id -> memberType(id).isEmpty()).distinct().sorted().toList();
  }

  /// The type of a resource that may become a member.
  Optional<String> memberType(String id) {
    return members.getOrDefault(id, Optional.empty());
  }

  boolean knowsMemberships(String groupId, Collection<String> ids) {
    return ids.stream().allMatch(id -> memberships.containsKey(new Membership(groupId, id)));
  }

  /// A resource becomes a member.
  ///
  /// @return whether it was none
  boolean joins(String groupId, String id) {
    return Boolean.FALSE.equals(memberships.put(new Membership(groupId, id), true));
  }

  void forgetMemberships() {
    memberships.clear();
  }

  boolean knowsOwners(Collection<UniqueValue> values) {
    return owners.keySet().containsAll(values);
  }

  Optional<String> owner(UniqueValue value) {
    return owners.getOrDefault(value, Optional.empty());
  }

  void ownerIs(UniqueValue value, String id) {
    owners.computeIfPresent(value, (v, before) -> Optional.of(id));
  }

  void ownerIsNo(UniqueValue value, String id) {
    owners.computeIfPresent(value, (v, owner) -> owner.filter(other -> !other.equals(id)));
  }

  void forget() {
    rows.clear();
    members.clear();
    memberships.clear();
    owners.clear();
  }
}
