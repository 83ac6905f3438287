package dev.muster.store.resource;

import dev.muster.scim.provider.Member;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.store.NamedStatement.RowMapper;
import dev.muster.store.Together;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The table `members`. Adding and removing say from the affected rows what has changed, so that
/// nobody has to read the members that stay.
record MemberRows(TenantSql sql) {
  /// Selects the ids of a group's members and of the members of groups in it. `%s` stands for the
  /// group's id.
  static final String MEMBERS_BELOW =
      """
      WITH RECURSIVE below (member_id, depth) AS (
        SELECT m.member_id, 1 FROM members m WHERE m.tenant_id = :tenant AND m.group_id = %s
        UNION
        SELECT m.member_id, b.depth + 1
        FROM below b JOIN members m ON m.tenant_id = :tenant AND m.group_id = b.member_id
        WHERE b.depth <\
      """
          + ResourceStore.DEEPEST_NESTING
          + ") SELECT member_id FROM below";

  /// A member that a group does not have yet.
  record NewMember(String groupId, String memberId, String memberType) {}

  /// Those ids that are no resources of the tenant.
  List<String> unknown(Collection<String> ids) {
    var select = "SELECT id FROM resources WHERE tenant_id = :tenant AND %s";
    var unknown = new ArrayList<String>();
    for (var chunk : TenantSql.chunks(ids)) {
      var known = sql.among(select, "id", chunk).map(row -> row.getString(1)).set();
      chunk.stream().filter(id -> !known.contains(id)).forEach(unknown::add);
    }
    return unknown.stream().sorted().toList();
  }

  /// Changes a group's members; every id that is to be added is a resource of the tenant.
  MembersChanged change(String groupId, MembersChange change) {
    return switch (change) {
      case MembersChange.Delta(var add, var remove) -> {
        var removed = remove(groupId, remove);
        yield MembersChanged.of(add(groupId, add), removed);
      }
      case MembersChange.ReplaceAll(var members) -> {
        var removed = removeOthers(groupId, members);
        yield MembersChanged.of(add(groupId, members), removed);
      }
    };
  }

  List<String> add(String groupId, Collection<String> ids) {
    var insert =
        """
        INSERT INTO members (tenant_id, group_id, member_id, member_type)
        SELECT r.tenant_id, :group, r.id, r.resource_type FROM resources r
        WHERE r.tenant_id = :tenant AND %s
        ON CONFLICT (tenant_id, group_id, member_id) DO NOTHING
        RETURNING member_id, member_type
        """;
    return eachChanged(insert, "r.id", groupId, ids);
  }

  /// Adds what is known to be no member yet; the footprint is the caller's matter.
  void add(Together together, List<NewMember> members) {
    var insert =
        """
        INSERT INTO members (tenant_id, group_id, member_id, member_type)
        VALUES (:tenant, :group, :member, :type)
        """;
    var batch = sql.statement(insert);
    members.forEach(member ->
        batch
            .bind("group", member.groupId())
            .bind("member", member.memberId())
            .bind("type", member.memberType())
            .add());
    together.batch(batch);
  }

  private List<String> remove(String groupId, Collection<String> ids) {
    var delete =
        """
        DELETE FROM members
        WHERE tenant_id = :tenant AND group_id = :group AND %s
        RETURNING member_id, member_type
        """;
    if (!ids.isEmpty()) {
      sql.footprint().departures();
    }
    return eachChanged(delete, "member_id", groupId, ids);
  }

  private List<String> removeOthers(String groupId, Collection<String> ids) {
    var delete =
        """
        DELETE FROM members
        WHERE tenant_id = :tenant AND group_id = :group AND member_id NOT IN %s
        RETURNING member_id, member_type
        """;
    sql.footprint().departures();
    return sql.notIn(delete, ids).bind("group", groupId).map(this::changed).list();
  }

  /// Ends all memberships of a resource; the groups that it was in.
  List<String> leaveAll(String memberId) {
    var delete =
        """
        DELETE FROM members WHERE tenant_id = :tenant AND member_id = :member RETURNING group_id
        """;
    sql.footprint().memberships(memberId);
    sql.footprint().departures();
    return sql.statement(delete).bind("member", memberId).map(row -> row.getString(1)).list();
  }

  void clear(String groupId) {
    var delete = "DELETE FROM members WHERE tenant_id = :tenant AND group_id = :group";
    if (sql.statement(delete).bind("group", groupId).execute() > 0) {
      sql.footprint().groups();
      sql.footprint().departures();
    }
  }

  List<Member> after(String groupId, String afterId, int limit) {
    var select =
        """
        SELECT m.member_id, m.member_type, r.display_name FROM members m
        CROSS JOIN resources r
        WHERE m.tenant_id = :tenant AND m.group_id = :group AND m.member_id > :after
          AND r.tenant_id = m.tenant_id AND r.id = m.member_id
        ORDER BY m.member_id LIMIT :limit
        """;
    return sql.statement(select)
        .bind("group", groupId)
        .bind("after", afterId)
        .bind("limit", limit)
        .map(row -> new Member(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  /// All members of some groups.
  Map<String, List<Member>> of(Collection<String> groupIds) {
    var select =
        """
        SELECT m.group_id, m.member_id, m.member_type, r.display_name FROM members m
        CROSS JOIN resources r
        WHERE m.tenant_id = :tenant AND %s
          AND r.tenant_id = m.tenant_id AND r.id = m.member_id
        """;
    var members = new HashMap<String, List<Member>>();
    for (var chunk : TenantSql.chunks(groupIds)) {
      sql.among(select, "m.group_id", chunk)
          .map(row ->
              Map.entry(
                  row.getString(1),
                  new Member(row.getString(2), row.getString(3), row.getString(4))))
          .forEach(entry ->
              members
                  .computeIfAbsent(entry.getKey(), group -> new ArrayList<>())
                  .add(entry.getValue()));
    }
    return members;
  }

  long count(String groupId) {
    var select = "SELECT COUNT(*) FROM members WHERE tenant_id = :tenant AND group_id = :group";
    return sql.statement(select).bind("group", groupId).map(row -> row.getLong(1)).one();
  }

  /// How many members a group has; more than a limit are not counted.
  long countUpTo(String groupId, int limit) {
    var select =
        """
        SELECT COUNT(*) FROM (
          SELECT 1 FROM members WHERE tenant_id = :tenant AND group_id = :group LIMIT :limit) AS m
        """;
    return sql.statement(select)
        .bind("group", groupId)
        .bind("limit", limit)
        .map(row -> row.getLong(1))
        .one();
  }

  Set<String> among(String groupId, Collection<String> candidates) {
    var select =
        """
        SELECT member_id FROM members
        WHERE tenant_id = :tenant AND group_id = :group AND %s
        """;
    return new HashSet<>(eachChunk(select, "member_id", groupId, candidates));
  }

  /// The groups that each of some resources is directly in.
  Map<String, List<GroupAscent.Group>> groupsDirectlyOf(Collection<String> memberIds) {
    var select =
        """
        SELECT m.member_id, m.group_id, r.display_name FROM members m
        CROSS JOIN resources r
        WHERE m.tenant_id = :tenant AND %s
          AND r.tenant_id = m.tenant_id AND r.id = m.group_id
        """;
    var groups = new HashMap<String, List<GroupAscent.Group>>();
    for (var chunk : TenantSql.chunks(memberIds)) {
      sql.among(select, "m.member_id", chunk)
          .forEach(row ->
              groups
                  .computeIfAbsent(row.getString(1), member -> new ArrayList<>())
                  .add(new GroupAscent.Group(row.getString(2), row.getString(3))));
    }
    return groups;
  }

  private List<String> eachChunk(
      String statement, String column, String groupId, Collection<String> ids) {
    return eachChunk(statement, column, groupId, ids, row -> row.getString(1));
  }

  private List<String> eachChanged(
      String statement, String column, String groupId, Collection<String> ids) {
    return eachChunk(statement, column, groupId, ids, this::changed);
  }

  private List<String> eachChunk(
      String statement,
      String column,
      String groupId,
      Collection<String> ids,
      RowMapper<String> memberId) {
    var found = new ArrayList<String>();
    for (var chunk : TenantSql.chunks(ids)) {
      sql.among(statement, column, chunk).bind("group", groupId).map(memberId).forEach(found::add);
    }
    return found;
  }

  private String changed(ResultSet row) throws SQLException {
    var memberId = row.getString(1);
    sql.footprint().membership(memberId, row.getString(2));
    return memberId;
  }
}
