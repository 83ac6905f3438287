package dev.muster.store.resource;

import dev.muster.scim.message.Json;
import dev.muster.scim.provider.StoredResource;
import dev.muster.store.Moments;
import dev.muster.store.PlainText;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A row of the table `resources`. Its document stays text until somebody asks for more.
record ResourceRow(
    String id,
    String resourceType,
    long version,
    long created,
    long lastModified,
    String displayName,
    Json document) {
  static final String COLUMNS =
      "r.id, r.resource_type, r.version, r.created, r.last_modified, r.display_name, r.document";

  static ResourceRow of(ResultSet row) throws SQLException {
    return new ResourceRow(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getString(6),
        Json.ofUtf8(row.getBytes(7)));
  }

  ResourceRow changed(String newDisplayName, Json newDocument, long at) {
    return new ResourceRow(id, resourceType, version + 1, created, at, newDisplayName, newDocument);
  }

  /// The row as it comes out of the table: nobody has made a tree of its document.
  ResourceRow asRead() {
    var name = PlainText.of(displayName);
    var text = Json.ofUtf8(document.utf8());
    return new ResourceRow(id, resourceType, version, created, lastModified, name, text);
  }

  StoredResource toResource() {
    return new StoredResource(
        id,
        resourceType,
        version,
        Moments.ofMicros(created),
        Moments.ofMicros(lastModified),
        displayName,
        document);
  }
}
