package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// The bearer tokens of tenants: those that people make, and those issued to OAuth clients.
public final class TokenStore {
  private static final String TOKEN =
      "tenant_id, token_id, name, hash, scopes, user_id, client_id, created, expires, last_used";
  private static final int SWEPT_AT_ONCE = 1_000;

  private final Database database;

  public TokenStore(Database database) {
    this.database = database;
  }

  /// A new token of a tenant. Throws when the tenant does not exist or the digest is another
  /// token's.
  public AccessToken add(TenantId tenant, NewToken token, Instant now) {
    var sql =
        """
        INSERT INTO access_tokens
          (tenant_id, name, hash, scopes, user_id, client_id, created, expires)
        VALUES (:tenant, :name, :hash, :scopes, :user, :client, :created, :expires)
        """
            + "RETURNING "
            + TOKEN;
    return database.write(
        tenant,
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", tenant.value())
                .bind("name", token.name())
                .bind("hash", token.hash())
                .bind("scopes", Scope.join(token.scopes()))
                .bind("user", token.user())
                .bind("client", token.client())
                .bind("created", Moments.micros(now))
                .bind("expires", token.expires().map(Moments::micros))
                .map(TokenStore::token)
                .one());
  }

  /// The token of that digest.
  public Optional<AccessToken> find(String hash) {
    var sql = "SELECT " + TOKEN + " FROM access_tokens WHERE hash = :hash";
    return database.read(
        handle -> handle.createQuery(sql).bind("hash", hash).map(TokenStore::token).findOne());
  }

  /// A token that a person made.
  public Optional<AccessToken> find(TenantId tenant, long id) {
    return ofTenant(tenant).stream().filter(token -> token.id() == id).findFirst();
  }

  /// The tokens that people made for a tenant, oldest first.
  public List<AccessToken> ofTenant(TenantId tenant) {
    var sql =
        "SELECT "
            + TOKEN
            + " FROM access_tokens WHERE tenant_id = :tenant AND client_id IS NULL"
            + " ORDER BY token_id";
    return database.read(handle ->
        handle.createQuery(sql).bind("tenant", tenant.value()).map(TokenStore::token).list());
  }

  /// The tokens of all tenants that people made and that expire within a span of time.
  public List<AccessToken> expiring(Instant after, Instant before) {
    var sql =
        "SELECT "
            + TOKEN
            + " FROM access_tokens WHERE client_id IS NULL AND expires > :after"
            + " AND expires <= :before ORDER BY expires";
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("after", Moments.micros(after))
            .bind("before", Moments.micros(before))
            .map(TokenStore::token)
            .list());
  }

  /// Gives a token another moment at which it stops working; false if there is none.
  public boolean expire(TenantId tenant, long id, Instant expires) {
    var sql =
        "UPDATE access_tokens SET expires = :expires WHERE tenant_id = :tenant AND token_id = :id";
    return database.write(
        tenant,
        handle ->
            handle
                    .createUpdate(sql)
                    .bind("tenant", tenant.value())
                    .bind("id", id)
                    .bind("expires", Moments.micros(expires))
                    .execute()
                == 1);
  }

  /// Removes a token; false if there is none.
  public boolean remove(TenantId tenant, long id) {
    var sql = "DELETE FROM access_tokens WHERE tenant_id = :tenant AND token_id = :id";
    return database.write(
        tenant,
        handle ->
            handle.createUpdate(sql).bind("tenant", tenant.value()).bind("id", id).execute() == 1);
  }

  /// Removes all tokens that were issued to an OAuth client.
  public void removeOfClient(TenantId tenant, String client) {
    var sql = "DELETE FROM access_tokens WHERE tenant_id = :tenant AND client_id = :client";
    database.write(
        tenant,
        handle ->
            handle
                .createUpdate(sql)
                .bind("tenant", tenant.value())
                .bind("client", client)
                .execute());
  }

  /// Keeps when tokens of a tenant were last used.
  ///
  /// @param uses by the tokens' ids
  public void keepUses(TenantId tenant, Map<Long, Instant> uses) {
    var sql =
        "UPDATE access_tokens SET last_used = :used WHERE tenant_id = :tenant AND token_id = :id";
    database.write(
        tenant,
        handle -> {
          var batch = handle.prepareBatch(sql);
          uses.forEach((id, at) ->
              batch
                  .bind("tenant", tenant.value())
                  .bind("id", id)
                  .bind("used", Moments.micros(at))
                  .add());
          return batch.execute();
        });
  }

  /// Removes tokens of OAuth clients that have expired, at most a portion of them; how many.
  public int sweep(Instant now) {
    var sql =
        """
        DELETE FROM access_tokens WHERE token_id IN (
          SELECT token_id FROM access_tokens
          WHERE client_id IS NOT NULL AND expires <= :now LIMIT :limit)
        """;
    return database.write(
        TenantStore.NO_TENANT,
        handle ->
            handle
                .createUpdate(sql)
                .bind("now", Moments.micros(now))
                .bind("limit", SWEPT_AT_ONCE)
                .execute());
  }

  private static AccessToken token(ResultSet row, StatementContext context) throws SQLException {
    return new AccessToken(
        new TenantId(row.getLong("tenant_id")),
        row.getLong("token_id"),
        row.getString("name"),
        row.getString("hash"),
        Scope.split(row.getString("scopes")),
        Optional.ofNullable(row.getString("user_id")),
        Optional.ofNullable(row.getString("client_id")),
        Moments.ofMicros(row.getLong("created")),
        Columns.moment(row, "expires"),
        Columns.moment(row, "last_used"));
  }
}
