package dev.muster.store.resource;

import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.provider.LookupValue;
import dev.muster.scim.provider.Lookups;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.resource.LookupWork.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the work on lookups that changes of definitions have left, portion by portion: each is a
/// transaction of its own and leaves the work where the next one goes on, so that a server may stop
/// at any moment and requests need not wait.
public final class LookupWorkshop {
  private static final Logger LOG = LoggerFactory.getLogger(LookupWorkshop.class);
  private static final int PORTION = 500;
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Database database;

  public LookupWorkshop(Database database) {
    this.database = database;
  }

  /// Work that is due, taken so that no other server does it too.
  public record Taken(TenantId tenant, LookupWork work) {}

  /// Takes the work that has been due for the longest time.
  ///
  /// @param owner this server
  public Optional<Taken> take(String owner, Instant now) {
    var select =
        "SELECT tenant_id, "
            + LookupWork.COLUMNS
            + " FROM lookup_work WHERE due <= :now AND (leased_until < :now OR owner = :owner)"
            + " ORDER BY due LIMIT 1";
    var found =
        database.read(handle ->
            handle
                .createQuery(select)
                .bind("now", Moments.micros(now))
                .bind("owner", owner)
                .map((row, context) ->
                    new Taken(new TenantId(row.getLong("tenant_id")), LookupWork.of(row)))
                .findOne());
    return found.filter(taken -> lease(taken, owner, now));
  }

  private boolean lease(Taken taken, String owner, Instant now) {
    var update =
        """
        UPDATE lookup_work SET owner = :owner, leased_until = :until
        WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute
          AND (leased_until < :now OR owner = :owner)
        """;
    return database.write(
            taken.tenant(),
            handle ->
                handle
                    .createUpdate(update)
                    .bind("tenant", taken.tenant().value())
                    .bind("type", taken.work().resourceType())
                    .bind("attribute", taken.work().attribute())
                    .bind("owner", owner)
                    .bind("now", Moments.micros(now))
                    .bind("until", Moments.micros(now.plus(LEASE)))
                    .execute())
        == 1;
  }

  /// Does one portion; what is left to be done, if anything is.
  ///
  /// @param path the attribute as the tenant defines it now; empty if it no longer does, and there
  ///   is nothing to be done then but to remove what is there
  public Optional<LookupWork> portion(Taken taken, Optional<CheckedPath> path) {
    var work = taken.work();
    return switch (work.task()) {
      case BUILD -> path.map(found -> build(taken, found)).orElseGet(() -> finish(taken, true));
      case SETTLE -> path.map(found -> settle(taken, found)).orElseGet(() -> finish(taken, false));
      case DROP -> drop(taken);
    };
  }

  private Optional<LookupWork> build(Taken taken, CheckedPath path) {
    var work = taken.work();
    var rows =
        read(
            taken,
            sql -> new ResourceRows(sql).after(work.resourceType(), work.afterId(), PORTION));
    var isLast = rows.size() < PORTION;
    var next =
        new LookupWork(
            work.resourceType(),
            work.attribute(),
            Task.BUILD,
            work.unique(),
            rows.isEmpty() ? work.afterId() : rows.getLast().id(),
            work.done() + rows.size(),
            work.total(),
            work.sinceSequence());
    var made = made(rows, path, work);
    return write(
        taken,
        sql -> {
          add(sql, work, made);
          return isLast ? finished(sql, work, true) : continued(sql, next);
        });
  }

  private Optional<LookupWork> settle(Taken taken, CheckedPath path) {
    var work = taken.work();
    var events = read(taken, sql -> new FeedRows(sql).after(work.sinceSequence(), PORTION));
    var ids =
        events.stream()
            .filter(event -> event.resourceType().equals(work.resourceType()))
            .map(event -> event.resourceId())
            .distinct()
            .toList();
    var rows = read(taken, sql -> new ResourceRows(sql).findAll(work.resourceType(), ids));
    var made = made(rows, path, work);
    return write(
        taken,
        sql -> {
          add(sql, work, made);
          if (events.size() < PORTION) {
            return finished(sql, work, false);
          }
          return continued(sql, work.upTo(events.getLast().sequence()));
        });
  }

  private Optional<LookupWork> drop(Taken taken) {
    var work = taken.work();
    return write(
        taken,
        sql -> {
          var rows = new AttributeLookups(sql, work.resourceType(), work.attribute());
          return rows.drop() < TenantSql.CHUNK ? finished(sql, work, false) : Optional.of(work);
        });
  }

  private Optional<LookupWork> finish(Taken taken, boolean searchable) {
    return write(taken, sql -> finished(sql, taken.work(), searchable));
  }

  private static Map<StoredResource, List<LookupValue>> made(
      List<ResourceRow> rows, CheckedPath path, LookupWork work) {
    var made = new HashMap<StoredResource, List<LookupValue>>();
    for (var row : rows) {
      var resource = row.toResource();
      made.put(resource, Lookups.at(path, resource.document(), work.unique()));
    }
    return made;
  }

  /// Puts the lookups of resources in place of those that they have. One that has been written
  /// since it was read has its lookups by that.
  private static void add(
      TenantSql sql, LookupWork work, Map<StoredResource, List<LookupValue>> made) {
    var versions = versions(sql, made.keySet().stream().map(StoredResource::id).toList());
    var lookups = new LookupRows(sql);
    var attribute = new AttributeLookups(sql, work.resourceType(), work.attribute());
    made.forEach((resource, values) -> {
      if (versions.getOrDefault(resource.id(), 0L) == resource.version()) {
        attribute.remove(resource.id());
        lookups.add(work.resourceType(), resource.id(), free(lookups, resource, values));
      }
    });
  }

  /// The values, each no longer unique where another resource has it: it was written at the very
  /// moment when the attribute became unique.
  private static List<LookupValue> free(
      LookupRows lookups, StoredResource resource, List<LookupValue> values) {
    return values.stream()
        .map(value -> {
          if (lookups.findTaken(resource.resourceType(), resource.id(), List.of(value)).isEmpty()) {
            return value;
          }
          LOG.warn(
              "{} {} has a value of {} that another has, although it has become unique",
              resource.resourceType(),
              resource.id(),
              value.attribute());
          return new LookupValue(value.attribute(), value.value(), false);
        })
        .toList();
  }

  private static Map<String, Long> versions(TenantSql sql, List<String> ids) {
    var select = "SELECT id, version FROM resources WHERE tenant_id = :tenant AND %s";
    return ids.isEmpty()
        ? Map.of()
        : sql
            .among(select, "id", ids)
            .map(row -> Map.entry(row.getString(1), row.getLong(2)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Optional<LookupWork> continued(TenantSql sql, LookupWork next) {
    return new LookupWorkRows(sql).progress(next) ? Optional.of(next) : Optional.empty();
  }

  /// @param searchable whether filters may use the lookups from now on, which the tenant's revision
  ///   makes known
  private static Optional<LookupWork> finished(TenantSql sql, LookupWork work, boolean searchable) {
    if (new LookupWorkRows(sql).remove(work) && searchable) {
      sql.statement("UPDATE tenants SET revision = revision + 1 WHERE tenant_id = :tenant")
          .execute();
    }
    return Optional.empty();
  }

  private <T> T read(Taken taken, Function<TenantSql, T> query) {
    return database.read(handle ->
        query.apply(
            new TenantSql(handle.getConnection(), database.dialect(), taken.tenant().value())));
  }

  private <T> T write(Taken taken, Function<TenantSql, T> change) {
    return database.write(
        taken.tenant(),
        handle ->
            change.apply(
                new TenantSql(handle.getConnection(), database.dialect(), taken.tenant().value())));
  }
}
