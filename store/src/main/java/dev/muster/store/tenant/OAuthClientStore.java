package dev.muster.store.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// OAuth clients of tenants, and their secrets.
public final class OAuthClientStore {
  private static final String SELECT =
      """
      SELECT tenant_id, client_id, name, scopes, token_seconds, federation, created
      FROM oauth_clients
      """;

  private final Database database;

  public OAuthClientStore(Database database) {
    this.database = database;
  }

  /// Keeps a new client; its secrets are added on their own.
  public void add(OAuthClient client) {
    var sql =
        """
        INSERT INTO oauth_clients
          (tenant_id, client_id, name, scopes, token_seconds, federation, created)
        VALUES (:tenant, :client, :name, :scopes, :seconds, :federation, :created)
        """;
    database.write(
        client.tenant(),
        handle ->
            handle
                .createUpdate(sql)
                .bind("tenant", client.tenant().value())
                .bind("client", client.id())
                .bind("name", client.name())
                .bind("scopes", Scope.join(client.scopes()))
                .bind("seconds", client.tokenLifetime().toSeconds())
                .bind("federation", client.federation().map(ScimJson::write))
                .bind("created", Moments.micros(client.created()))
                .execute());
  }

  /// The client of that id, whosever it is.
  public Optional<OAuthClient> find(String id) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + "WHERE client_id = :client")
            .bind("client", id)
            .map((row, context) -> client(handle, row))
            .findOne());
  }

  /// The clients of a tenant.
  public List<OAuthClient> ofTenant(TenantId tenant) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + "WHERE tenant_id = :tenant ORDER BY created, client_id")
            .bind("tenant", tenant.value())
            .map((row, context) -> client(handle, row))
            .list());
  }

  /// Removes a client with its secrets and the tokens that were issued to it; false if there is
  /// none.
  public boolean remove(TenantId tenant, String id) {
    var ofClient = " WHERE tenant_id = :tenant AND client_id = :client";
    return database.write(
        tenant,
        handle -> {
          for (var table : List.of("oauth_secrets", "access_tokens")) {
            handle
                .createUpdate("DELETE FROM " + table + ofClient)
                .bind("tenant", tenant.value())
                .bind("client", id)
                .execute();
          }
          return handle
                  .createUpdate("DELETE FROM oauth_clients" + ofClient)
                  .bind("tenant", tenant.value())
                  .bind("client", id)
                  .execute()
              == 1;
        });
  }

  /// Another secret of a client.
  public OAuthClient.Secret addSecret(
      TenantId tenant, String client, String hash, Instant now, Optional<Instant> expires) {
    var sql =
        """
        INSERT INTO oauth_secrets (tenant_id, client_id, hash, created, expires)
        VALUES (:tenant, :client, :hash, :created, :expires)
        RETURNING secret_id, hash, created, expires
        """;
    return database.write(
        tenant,
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", tenant.value())
                .bind("client", client)
                .bind("hash", hash)
                .bind("created", Moments.micros(now))
                .bind("expires", expires.map(Moments::micros))
                .map(OAuthClientStore::secret)
                .one());
  }

  /// Removes a secret; false if there is none.
  public boolean removeSecret(TenantId tenant, String client, long id) {
    var sql =
        """
        DELETE FROM oauth_secrets
        WHERE tenant_id = :tenant AND client_id = :client AND secret_id = :id
        """;
    return database.write(
        tenant,
        handle ->
            handle
                    .createUpdate(sql)
                    .bind("tenant", tenant.value())
                    .bind("client", client)
                    .bind("id", id)
                    .execute()
                == 1);
  }

  private static OAuthClient client(Handle handle, ResultSet row) throws SQLException {
    var tenant = new TenantId(row.getLong("tenant_id"));
    var id = row.getString("client_id");
    return new OAuthClient(
        tenant,
        id,
        row.getString("name"),
        Scope.split(row.getString("scopes")),
        Duration.ofSeconds(row.getLong("token_seconds")),
        Optional.ofNullable(row.getString("federation")).map(ScimJson::parseObject),
        Moments.ofMicros(row.getLong("created")),
        secrets(handle, tenant, id));
  }

  private static List<OAuthClient.Secret> secrets(Handle handle, TenantId tenant, String client) {
    var sql =
        """
        SELECT secret_id, hash, created, expires FROM oauth_secrets
        WHERE tenant_id = :tenant AND client_id = :client
        ORDER BY secret_id
        """;
    return handle
        .createQuery(sql)
        .bind("tenant", tenant.value())
        .bind("client", client)
        .map(OAuthClientStore::secret)
        .list();
  }

  private static OAuthClient.Secret secret(ResultSet row, StatementContext context)
      throws SQLException {
    return new OAuthClient.Secret(
        row.getLong("secret_id"),
        row.getString("hash"),
        Moments.ofMicros(row.getLong("created")),
        Columns.moment(row, "expires"));
  }
}
