package dev.muster.store.resource;

import dev.muster.scim.message.Json;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.Member;
import dev.muster.scim.provider.ResourceQuery;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.Write;
import dev.muster.scim.provider.WriteOutcome;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// Resources, memberships and the change feed in the database.
public final class SqlResourceStore implements ResourceStore {
  private final Database database;
  private final Consumer<TenantId> feedMoved;
  private final Quotas quotas;

  /// A store that knows no quotas.
  public SqlResourceStore(Database database, Consumer<TenantId> feedMoved) {
    this(database, feedMoved, Quotas.NONE);
  }

  /// @param feedMoved is told, on the thread of the caller that wrote, each time that a tenant's
  ///   feed has a new event which readers can see
  public SqlResourceStore(Database database, Consumer<TenantId> feedMoved, Quotas quotas) {
    this.database = database;
    this.feedMoved = feedMoved;
    this.quotas = quotas;
  }

  @Override
  public Optional<StoredResource> find(TenantId tenant, String resourceType, String id) {
    return read(tenant, sql -> new ResourceRows(sql).find(resourceType, id))
        .map(ResourceRow::toResource);
  }

  @Override
  public List<StoredResource> findAll(
      TenantId tenant, String resourceType, Collection<String> ids) {
    return resources(read(tenant, sql -> new ResourceRows(sql).findAll(resourceType, ids)));
  }

  @Override
  public Page query(TenantId tenant, ResourceQuery query) {
    return new QueryRun(database, tenant, query).page();
  }

  @Override
  public List<StoredResource> scan(
      TenantId tenant, String resourceType, String afterId, int limit) {
    return resources(
        read(tenant, sql -> new ResourceRows(sql).after(resourceType, afterId, limit)));
  }

  @Override
  public WriteOutcome write(TenantId tenant, Write write) {
    var performed = perform(tenant, write);
    return switch (performed) {
      case Performed.Refused(var reason) -> reason;
      case Performed.Done(var row, var changed) -> {
        if (changed) {
          feedMoved.accept(tenant);
        }
        yield new WriteOutcome.Written(row.toResource(), changed);
      }
    };
  }

  // JSON is written on the caller's thread: the one that commits serves everybody.
  private static Json written(ObjectNode document) {
    return Json.ofUtf8(ScimJson.writeBytes(document));
  }

  private Performed perform(TenantId tenant, Write write) {
    return switch (write) {
      case Write.Create create -> {
        var document = written(create.document());
        var most = quotas.most(tenant, create.resourceType());
        yield write(tenant, transaction -> transaction.create(create, document, most));
      }
      case Write.Update update -> {
        var document = written(update.document());
        yield write(tenant, transaction -> transaction.update(update, document));
      }
      case Write.ChangeMembers change ->
          write(tenant, transaction -> transaction.changeMembers(change));
      case Write.Delete delete -> write(tenant, transaction -> transaction.delete(delete));
    };
  }

  @Override
  public List<Member> members(TenantId tenant, String groupId, String afterId, int limit) {
    return read(tenant, sql -> new MemberRows(sql).after(groupId, afterId, limit));
  }

  @Override
  public long memberCount(TenantId tenant, String groupId) {
    return read(tenant, sql -> new MemberRows(sql).count(groupId));
  }

  @Override
  public Set<String> membersAmong(TenantId tenant, String groupId, Collection<String> candidates) {
    return read(tenant, sql -> new MemberRows(sql).among(groupId, candidates));
  }

  @Override
  public Map<String, List<GroupReference>> groupsOf(TenantId tenant, Collection<String> memberIds) {
    return read(tenant, sql -> new MemberRows(sql).groupsOf(memberIds));
  }

  @Override
  public List<FeedEvent> changes(TenantId tenant, long afterSequence, int limit) {
    return read(tenant, sql -> new FeedRows(sql).after(afterSequence, limit));
  }

  @Override
  public long feedHead(TenantId tenant) {
    return read(tenant, sql -> new FeedRows(sql).head());
  }

  /// Forgets what is left of resources that were deleted before a moment; how many. It takes them
  /// in small portions, so that other writes need not wait.
  public long forgetTombstones(TenantId tenant, Instant deletedBefore) {
    long before = Moments.micros(deletedBefore);
    long forgotten = 0;
    while (true) {
      int portion =
          database.write(
              tenant,
              handle ->
                  new ResourceRows(sql(handle.getConnection(), tenant)).forgetTombstones(before));
      forgotten += portion;
      if (portion < TenantSql.CHUNK) {
        return forgotten;
      }
    }
  }

  private <T> T read(TenantId tenant, Function<TenantSql, T> query) {
    return database.readDirectly(connection -> query.apply(sql(connection, tenant)));
  }

  private Performed write(TenantId tenant, Function<WriteTransaction, Performed> change) {
    return database.writeTogether(
        tenant,
        transaction -> {
          var sql = sql(transaction.connection(), tenant);
          var tail = transaction.gathered(tenant, () -> FeedTail.lock(sql));
          return change.apply(new WriteTransaction(sql, tail));
        });
  }

  private TenantSql sql(Connection connection, TenantId tenant) {
    return new TenantSql(connection, database.dialect(), tenant.value());
  }

  private static List<StoredResource> resources(List<ResourceRow> rows) {
    return rows.stream().map(ResourceRow::toResource).toList();
  }
}
