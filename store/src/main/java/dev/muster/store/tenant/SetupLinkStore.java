package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Links by which identity providers are connected to tenants.
public final class SetupLinkStore {
  private static final String COLUMNS =
      "tenant_id, link_id, note, created_by, created, expires, last_opened, revoked, token_id";

  private final Database database;

  public SetupLinkStore(Database database) {
    this.database = database;
  }

  /// A link that is to be made.
  ///
  /// @param hash SHA-256 of its secret, in hex
  public record NewLink(String hash, String note, String createdBy, Instant expires) {}

  /// Keeps a new link of a tenant.
  public SetupLink add(TenantId tenant, NewLink link, Instant now) {
    var sql =
        """
        INSERT INTO tenant_setup_links (tenant_id, hash, note, created_by, created, expires)
        VALUES (:tenant, :hash, :note, :by, :now, :expires)
        RETURNING %s
        """
            .formatted(COLUMNS);
    return database.write(
        tenant,
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", tenant.value())
                .bind("hash", link.hash())
                .bind("note", link.note())
                .bind("by", link.createdBy())
                .bind("now", Moments.micros(now))
                .bind("expires", Moments.micros(link.expires()))
                .map(SetupLinkStore::link)
                .one());
  }

  /// The link with that SHA-256, whether it is good or not.
  public Optional<SetupLink> find(String hash) {
    var sql = "SELECT %s FROM tenant_setup_links WHERE hash = :hash".formatted(COLUMNS);
    return database.read(
        handle -> handle.createQuery(sql).bind("hash", hash).map(SetupLinkStore::link).findOne());
  }

  /// All that a tenant had, the newest first.
  ///
  /// @param before only those with a smaller id
  public List<SetupLink> before(TenantId tenant, long before, int limit) {
    var sql =
        """
        SELECT %s FROM tenant_setup_links WHERE tenant_id = :tenant AND link_id < :before
        ORDER BY link_id DESC LIMIT :limit
        """
            .formatted(COLUMNS);
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("tenant", tenant.value())
            .bind("before", before)
            .bind("limit", limit)
            .map(SetupLinkStore::link)
            .list());
  }

  /// Notes that a link was opened.
  public void opened(SetupLink link, Instant now) {
    update(link.tenant(), link.id(), "last_opened = :value", "", Moments.micros(now));
  }

  /// Ends a link; false if there is none such, or it has ended before.
  public boolean revoke(TenantId tenant, long id, Instant now) {
    return update(tenant, id, "revoked = :value", "AND revoked IS NULL", Moments.micros(now));
  }

  /// Notes the token that was made by a link; false if another was made since the link was read.
  public boolean putToken(SetupLink link, long token) {
    return update(
        link.tenant(),
        link.id(),
        "token_id = :value",
        "AND revoked IS NULL AND COALESCE(token_id, 0) = " + link.token().orElse(0L),
        token);
  }

  private boolean update(TenantId tenant, long id, String change, String condition, long value) {
    var sql =
        "UPDATE tenant_setup_links SET %s WHERE tenant_id = :tenant AND link_id = :id %s"
            .formatted(change, condition);
    return database.write(
        tenant,
        handle ->
            handle
                    .createUpdate(sql)
                    .bind("tenant", tenant.value())
                    .bind("id", id)
                    .bind("value", value)
                    .execute()
                == 1);
  }

  private static SetupLink link(ResultSet row, StatementContext context) throws SQLException {
    var token = row.getLong("token_id");
    return new SetupLink(
        new TenantId(row.getLong("tenant_id")),
        row.getLong("link_id"),
        row.getString("note"),
        row.getString("created_by"),
        Moments.ofMicros(row.getLong("created")),
        Moments.ofMicros(row.getLong("expires")),
        Columns.moment(row, "last_opened"),
        Columns.moment(row, "revoked"),
        token == 0 ? Optional.empty() : Optional.of(token));
  }
}
