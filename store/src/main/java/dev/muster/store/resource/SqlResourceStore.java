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
import dev.muster.store.SharedWrite;
import dev.muster.store.Transaction;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Resources, memberships and the change feed in the database.
public final class SqlResourceStore implements ResourceStore {
  private final Database database;
  private final Consumer<TenantId> feedMoved;
  private final WriteGate gate;
  private final Quotas quotas;
  private final Supplier<Origin> origin;
  private final Optional<KeptResources> kept;

  /// A store that knows no quotas and lets everybody write.
  public SqlResourceStore(Database database, Consumer<TenantId> feedMoved) {
    this(database, feedMoved, WriteGate.OPEN, Quotas.NONE);
  }

  /// @param feedMoved is told, on the thread of the caller that wrote, each time that a tenant's
  ///   feed has a new event which readers can see
  /// @param gate is asked before each write
  public SqlResourceStore(
      Database database, Consumer<TenantId> feedMoved, WriteGate gate, Quotas quotas) {
    this(database, feedMoved, gate, quotas, Origin::current);
  }

  private SqlResourceStore(
      Database database,
      Consumer<TenantId> feedMoved,
      WriteGate gate,
      Quotas quotas,
      Supplier<Origin> origin) {
    this.database = database;
    this.feedMoved = feedMoved;
    this.gate = gate;
    this.quotas = quotas;
    this.origin = origin;
    this.kept = database.kept(KeptResources.class, KeptResources::inHeap);
  }

  /// The same store; what is written to it is written down as somebody's, whatever thread it comes
  /// from.
  public SqlResourceStore actingFor(Origin somebody) {
    return new SqlResourceStore(database, feedMoved, gate, quotas, () -> somebody);
  }

  @Override
  public Optional<StoredResource> find(TenantId tenant, String resourceType, String id) {
    return find(tenant, id)
        .filter(row -> row.resourceType().equals(resourceType))
        .map(ResourceRow::toResource);
  }

  private Optional<ResourceRow> find(TenantId tenant, String id) {
    return kept.isPresent()
        ? kept.get().find(tenant.value(), id, () -> read(tenant, id))
        : read(tenant, id);
  }

  private Optional<ResourceRow> read(TenantId tenant, String id) {
    return read(tenant, sql -> new ResourceRows(sql).find(id));
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
    gate.admit(tenant, origin.get(), write);
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
        var changes = Changes.created(create.document());
        var most = quotas.most(tenant, create.resourceType());
        yield write(
            tenant, write, transaction -> transaction.create(create, document, changes, most));
      }
      case Write.Update update -> {
        var document = written(update.document());
        var changes = Changes.updated(update.changes());
        yield write(tenant, write, transaction -> transaction.update(update, document, changes));
      }
      case Write.ChangeMembers change ->
          write(tenant, write, transaction -> transaction.changeMembers(change));
      case Write.Restore restore ->
          write(tenant, write, transaction -> transaction.restore(restore));
      case Write.Delete delete -> write(tenant, write, transaction -> transaction.delete(delete));
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
  public boolean hasMoreMembers(TenantId tenant, String groupId, int most) {
    return kept.isPresent()
        ? kept.get()
            .hasMoreMembers(tenant.value(), groupId, most, () -> counts(tenant, groupId, most))
        : counts(tenant, groupId, most);
  }

  private boolean counts(TenantId tenant, String groupId, int most) {
    return read(tenant, sql -> new MemberRows(sql).countUpTo(groupId, most + 1)) > most;
  }

  @Override
  public Set<String> membersAmong(TenantId tenant, String groupId, Collection<String> candidates) {
    return read(tenant, sql -> new MemberRows(sql).among(groupId, candidates));
  }

  @Override
  public Map<String, List<GroupReference>> groupsOf(TenantId tenant, Collection<String> memberIds) {
    return kept.isPresent()
        ? kept.get().groupsOf(tenant.value(), memberIds, unknown -> ascend(tenant, unknown))
        : ascend(tenant, memberIds);
  }

  private Map<String, List<GroupReference>> ascend(TenantId tenant, Collection<String> memberIds) {
    return read(tenant, sql -> new GroupAscent(new MemberRows(sql)).from(memberIds));
  }

  @Override
  public List<FeedEvent> changes(TenantId tenant, long afterSequence, int limit) {
    return read(tenant, sql -> new FeedRows(sql).after(afterSequence, limit));
  }

  @Override
  public long feedHead(TenantId tenant) {
    return read(tenant, sql -> new FeedRows(sql).head());
  }

  private <T> T read(TenantId tenant, Function<TenantSql, T> query) {
    return database.readDirectly(connection -> query.apply(sql(connection, tenant)));
  }

  private Performed write(
      TenantId tenant, Write write, Function<WriteTransaction, Performed> change) {
    var somebody = origin.get();
    return database.writeTogether(
        tenant,
        new SharedWrite<>() {
          @Override
          public void announce(Transaction transaction) {
            if (database.dialect().isFar()) {
              expected(transaction, tenant).add(write);
            }
          }

          @Override
          public Performed apply(Transaction transaction) {
            return change.apply(transaction(transaction, tenant, somebody));
          }
        });
  }

  private WriteTransaction transaction(Transaction transaction, TenantId tenant, Origin somebody) {
    var footprint = footprint(transaction, tenant);
    var sql =
        new TenantSql(transaction.connection(), database.dialect(), tenant.value(), footprint);
    var expected = expected(transaction, tenant);
    var tail = transaction.gathered(tenant, () -> FeedTail.lock(sql, expected));
    return new WriteTransaction(sql, tail, somebody);
  }

  private static Expected expected(Transaction transaction, TenantId tenant) {
    return transaction.gathered(List.of(Expected.class, tenant), Expected::new);
  }

  private Footprint footprint(Transaction transaction, TenantId tenant) {
    return kept.isPresent()
        ? transaction.gathered(
            List.of(Footprint.class, tenant), () -> Footprint.of(kept.get(), tenant.value()))
        : Footprint.NONE;
  }

  private TenantSql sql(Connection connection, TenantId tenant) {
    return new TenantSql(connection, database.dialect(), tenant.value());
  }

  private static List<StoredResource> resources(List<ResourceRow> rows) {
    return rows.stream().map(ResourceRow::toResource).toList();
  }
}
