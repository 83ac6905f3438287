package dev.muster.store.resource;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What tenants define of their own, as documents, and what is left to be done for it on lookups.
public final class DefinitionStore {
  private final Database database;
  private final Duration grace;

  /// @param grace after which no server writes by the definitions before a change any more
  public DefinitionStore(Database database, Duration grace) {
    this.database = database;
    this.grace = grace;
  }

  /// A tenant's definitions; empty when it has none of its own.
  public Optional<ObjectNode> find(TenantId tenant) {
    var select = "SELECT document FROM definitions WHERE tenant_id = :tenant";
    return database
        .read(handle ->
            handle.createQuery(select).bind("tenant", tenant.value()).mapTo(String.class).findOne())
        .map(ScimJson::parseObject);
  }

  /// What is left to be done on the tenant's lookups.
  public List<LookupWork> work(TenantId tenant) {
    return database.read(handle ->
        new LookupWorkRows(
                new TenantSql(handle.getConnection(), database.dialect(), tenant.value()))
            .all());
  }

  /// Why changes of lookups could not be made at this moment, if they could not.
  public Optional<DefinitionOutcome> refusal(TenantId tenant, List<LookupChange> lookups) {
    // In the lane of writes, since it looks at what they must not change meanwhile.
    return database.write(
        tenant,
        handle -> {
          var sql = new TenantSql(handle.getConnection(), database.dialect(), tenant.value());
          return new LookupChanges(sql, 0).refusal(lookups);
        });
  }

  /// Gives a tenant other definitions, if it is still at that revision, with their lookups: at once
  /// where resources are few, else as work for [LookupWorker]. All of it or nothing.
  public DefinitionOutcome change(
      TenantId tenant,
      long revision,
      ObjectNode document,
      List<LookupChange> lookups,
      Instant now) {
    var text = ScimJson.write(document);
    return database.write(
        tenant,
        handle -> {
          var sql = new TenantSql(handle.getConnection(), database.dialect(), tenant.value());
          var changes = new LookupChanges(sql, Moments.micros(now.plus(grace)));
          var refusal = changes.refusal(lookups);
          if (refusal.isPresent()) {
            return refusal.get();
          }
          if (!moveOn(sql, revision)) {
            return new DefinitionOutcome.Stale();
          }
          changes.perform(lookups);
          put(sql, text);
          return new DefinitionOutcome.Changed();
        });
  }

  private static boolean moveOn(TenantSql sql, long revision) {
    var update =
        """
        UPDATE tenants SET revision = revision + 1
        WHERE tenant_id = :tenant AND revision = :revision
        """;
    return sql.statement(update).bind("revision", revision).execute() == 1;
  }

  private static void put(TenantSql sql, String document) {
    var upsert =
        """
        INSERT INTO definitions (tenant_id, document) VALUES (:tenant, :document)
        ON CONFLICT (tenant_id) DO UPDATE SET document = excluded.document
        """;
    sql.statement(upsert).bind("document", document).execute();
  }
}
