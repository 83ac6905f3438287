package dev.muster.store.resource;

import dev.muster.scim.message.Json;
import dev.muster.scim.provider.Write;
import dev.muster.store.NamedStatement;
import dev.muster.store.Together;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The tables `resources` and `resource_counts`.
record ResourceRows(TenantSql sql) {
  private static final String INSERT =
      """
      INSERT INTO resources
        (tenant_id, id, resource_type, version, created, last_modified, display_name, document)
      VALUES (:tenant, :id, :type, :version, :created, :modified, :name, :document)
      """;

  Optional<ResourceRow> find(String id) {
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + " FROM resources r WHERE r.tenant_id = :tenant AND r.id = :id";
    return sql.statement(select).bind("id", id).map(ResourceRow::of).findOne();
  }

  Optional<ResourceRow> find(String resourceType, String id) {
    return find(id).filter(row -> row.resourceType().equals(resourceType));
  }

  List<ResourceRow> findAll(String resourceType, Collection<String> ids) {
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + " FROM resources r"
            + " WHERE r.tenant_id = :tenant AND r.resource_type = :type AND %s";
    var rows = new ArrayList<ResourceRow>();
    for (var chunk : TenantSql.chunks(ids)) {
      sql.among(select, "r.id", chunk)
          .bind("type", resourceType)
          .map(ResourceRow::of)
          .forEach(rows::add);
    }
    return rows;
  }

  List<ResourceRow> after(String resourceType, String afterId, int limit) {
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + " FROM resources r"
            + " WHERE r.tenant_id = :tenant AND r.resource_type = :type AND r.id > :after"
            + " ORDER BY r.id LIMIT :limit";
    return sql.statement(select)
        .bind("type", resourceType)
        .bind("after", afterId)
        .bind("limit", limit)
        .map(ResourceRow::of)
        .list();
  }

  boolean exists(String id) {
    var select = "SELECT 1 FROM resources WHERE tenant_id = :tenant AND id = :id";
    return sql.statement(select).bind("id", id).map(row -> row.getInt(1)).findOne().isPresent();
  }

  void insert(ResourceRow row) {
    sql.footprint().resource(row.id());
    bind(sql.statement(INSERT), row).execute();
  }

  /// The same for some resources; the footprint is the caller's matter.
  void insert(Together together, Collection<ResourceRow> rows) {
    var batch = sql.statement(INSERT);
    rows.forEach(row -> bind(batch, row).add());
    together.batch(batch);
  }

  /// Puts what is known to be changed; the footprint is the caller's matter.
  void put(Together together, Collection<ResourceRow> rows) {
    var update =
        """
        UPDATE resources r
        SET version = n.version, last_modified = n.modified, display_name = n.name,
          document = n.document
        FROM (VALUES (:id, :version, :modified, :name, :document))
          AS n (id, version, modified, name, document)
        WHERE r.tenant_id = :tenant AND r.id = n.id
        """;
    var batch = sql.statement(update);
    rows.forEach(row ->
        batch
            .bind("id", row.id())
            .bind("version", row.version())
            .bind("modified", row.lastModified())
            .bind("name", row.displayName())
            .bind("document", text(row.document()))
            .add());
    together.batch(batch);
  }

  /// Changes the resource at exactly this version; its moment of creation. Empty, and without
  /// effect, when it is at another version, is not there, or has this document already.
  OptionalLong update(Write.Update update, Json document, long at) {
    var change =
        """
        UPDATE resources
        SET version = version + 1, last_modified = :modified, display_name = :name,
          document = :document
        WHERE tenant_id = :tenant AND id = :id AND resource_type = :type AND version = :version
          AND (document <> :document OR display_name <> :name)
        RETURNING created
        """;
    var created =
        sql.statement(change)
            .bind("id", update.id())
            .bind("type", update.resourceType())
            .bind("version", update.expectedVersion())
            .bind("modified", at)
            .bind("name", update.displayName())
            .bind("document", text(document))
            .map(row -> row.getLong(1))
            .findOne();
    created.ifPresent(moment -> {
      sql.footprint().resource(update.id());
      sql.footprint().groups(update.resourceType());
    });
    return created.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /// Gives groups whose members have changed their next version.
  List<Touched> touch(Collection<String> ids, long at) {
    var update =
        """
        UPDATE resources SET version = version + 1, last_modified = :at
        WHERE tenant_id = :tenant AND %s
        RETURNING id, resource_type, version
        """;
    var touched = new ArrayList<Touched>();
    for (var chunk : TenantSql.chunks(ids)) {
      sql.among(update, "id", chunk)
          .bind("at", at)
          .map(row -> new Touched(row.getString(1), row.getString(2), row.getLong(3)))
          .forEach(touched::add);
    }
    touched.forEach(group -> sql.footprint().resource(group.id()));
    return touched;
  }

  void delete(ResourceRow row) {
    var delete = "DELETE FROM resources WHERE tenant_id = :tenant AND id = :id";
    sql.footprint().resource(row.id());
    sql.statement(delete).bind("id", row.id()).execute();
  }

  long count(String resourceType) {
    var select =
        "SELECT resources FROM resource_counts WHERE tenant_id = :tenant AND resource_type = :type";
    return sql.statement(select)
        .bind("type", resourceType)
        .map(row -> row.getLong(1))
        .findOne()
        .orElse(0L);
  }

  /// Counts resources that came and, negative, those that went.
  void addToCount(Together together, String resourceType, int change) {
    var upsert =
        """
        INSERT INTO resource_counts (tenant_id, resource_type, resources)
        VALUES (:tenant, :type, :change)
        ON CONFLICT (tenant_id, resource_type)
        DO UPDATE SET resources = resource_counts.resources + excluded.resources
        """;
    together.execute(sql.statement(upsert).bind("type", resourceType).bind("change", change));
  }

  private static NamedStatement bind(NamedStatement statement, ResourceRow row) {
    return statement
        .bind("id", row.id())
        .bind("type", row.resourceType())
        .bind("version", row.version())
        .bind("created", row.created())
        .bind("modified", row.lastModified())
        .bind("name", row.displayName())
        .bind("document", text(row.document()));
  }

  static String text(Json document) {
    return new String(document.utf8(), StandardCharsets.UTF_8);
  }

  /// A group at its new version.
  record Touched(String id, String resourceType, long version) {}
}
