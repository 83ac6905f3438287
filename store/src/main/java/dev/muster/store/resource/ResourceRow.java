package dev.muster.store.resource;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.StoredResource;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import tools.jackson.databind.node.ObjectNode;

/// A row of the table `resources`. Its document stays text until somebody who has time, and is not
/// the thread that writes, reads it.
record ResourceRow(
    String id,
    String resourceType,
    long version,
    long created,
    long lastModified,
    String displayName,
    String document) {
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
        row.getString(7));
  }

  ResourceRow changed(String newDisplayName, String newDocument, long at) {
    return new ResourceRow(id, resourceType, version + 1, created, at, newDisplayName, newDocument);
  }

  StoredResource toResource() {
    return toResource(ScimJson.parseObject(document));
  }

  StoredResource toResource(ObjectNode parsed) {
    return new StoredResource(
        id,
        resourceType,
        version,
        Moments.ofMicros(created),
        Moments.ofMicros(lastModified),
        displayName,
        parsed);
  }
}
