package dev.muster.server.scim;

import dev.muster.scim.bulk.BulkRequest.Entry;
import dev.muster.scim.message.ScimError;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What became of one operation of a bulk request.
///
/// @param error the Error message of an operation that failed
record BulkResult(
    int status, Optional<String> location, Optional<String> version, Optional<ObjectNode> error) {

  static BulkResult of(Response response) {
    var failed = response.status() >= 300;
    return new BulkResult(
        response.status(),
        response.headers().find("Location"),
        response.headers().find("ETag"),
        failed && response.content() instanceof Response.Content.Bytes(var bytes)
            ? Optional.of(ScimJson.parseObject(bytes))
            : Optional.empty());
  }

  static BulkResult of(ScimException problem) {
    return new BulkResult(
        problem.status(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(ScimError.toJson(problem)));
  }

  boolean succeeded() {
    return status < 300;
  }

  /// The same result at another version.
  BulkResult at(Optional<String> newVersion) {
    return new BulkResult(status, location, newVersion.or(() -> version), error);
  }

  /// Id of the resource: what its location ends in.
  String id() {
    var address = location.orElse("");
    return address.substring(address.lastIndexOf('/') + 1);
  }

  /// The operation in a BulkResponse message.
  ObjectNode toJson(Entry entry) {
    var json = ScimJson.object();
    location.ifPresent(address -> json.put("location", address));
    json.put("method", entry.method());
    entry.bulkId().ifPresent(id -> json.put("bulkId", id));
    version.ifPresent(tag -> json.put("version", tag));
    json.put("status", Integer.toString(status));
    error.ifPresent(message -> json.set("response", message));
    return json;
  }
}
