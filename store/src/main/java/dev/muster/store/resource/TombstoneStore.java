package dev.muster.store.resource;

import dev.muster.scim.provider.LookupValue;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What stays of deleted resources until their retention is over.
public final class TombstoneStore {
  private final Database database;

  public TombstoneStore(Database database) {
    this.database = database;
  }

  /// The deleted resource of that id; empty also for one that lives.
  public Optional<DeletedResource> find(TenantId tenant, String id) {
    return read(tenant, rows -> rows.find(id)).map(TombstoneRows.DeletedRow::toResource);
  }

  /// Deleted resources of a type, the last deleted first, after the one that was deleted at a
  /// moment and has an id; at most `limit`.
  public List<DeletedResource> before(
      TenantId tenant, String resourceType, Instant deleted, String id, int limit) {
    var found = read(tenant, rows -> rows.before(resourceType, Moments.micros(deleted), id, limit));
    return found.stream().map(TombstoneRows.DeletedRow::toResource).toList();
  }

  /// Those of them whose user name, display name or external id begins with a text.
  ///
  /// @param text not empty
  public List<DeletedResource> beginning(
      TenantId tenant, String resourceType, String text, Instant deleted, String id, int limit) {
    var found =
        read(
            tenant, rows -> rows.beginning(resourceType, text, Moments.micros(deleted), id, limit));
    return found.stream().map(TombstoneRows.DeletedRow::toResource).toList();
  }

  /// The groups that a deleted resource was in, and the members that a deleted group had, by id: at
  /// most `limit` of each, in the order of their ids.
  public Memberships memberships(TenantId tenant, String id, int limit) {
    return read(
        tenant, rows -> new Memberships(rows.groupsOf(id, limit), rows.membersOf(id, limit)));
  }

  /// Memberships that a deletion ended.
  public record Memberships(List<String> groups, List<String> members) {
    public Memberships {
      groups = List.copyOf(groups);
      members = List.copyOf(members);
    }
  }

  /// The last deleted resource of a type that had the value.
  public Optional<DeletedResource> findByLookup(
      TenantId tenant, String resourceType, LookupValue lookup) {
    return read(tenant, rows -> rows.findByLookup(resourceType, lookup))
        .map(TombstoneRows.DeletedRow::toResource);
  }

  /// Forgets what is left of resources that were deleted before a moment; how many. It takes them
  /// in small portions, so that other writes need not wait.
  public long forget(TenantId tenant, Instant deletedBefore) {
    long before = Moments.micros(deletedBefore);
    long forgotten = 0;
    while (true) {
      int portion =
          database.write(
              tenant, handle -> rows(handle.getConnection(), tenant).forgetBefore(before));
      forgotten += portion;
      if (portion < TenantSql.CHUNK) {
        return forgotten;
      }
    }
  }

  private <T> T read(TenantId tenant, Function<TombstoneRows, T> query) {
    return database.readDirectly(connection -> query.apply(rows(connection, tenant)));
  }

  private TombstoneRows rows(Connection connection, TenantId tenant) {
    return new TombstoneRows(new TenantSql(connection, database.dialect(), tenant.value()));
  }
}
