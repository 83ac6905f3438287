package dev.muster.client;

import dev.muster.scim.message.ScimJson;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One operation of a bulk request, which could be a request of its own.
///
/// @param path relative to the tenant URL, such as `/Users/7`
record BulkOperation(String method, String path, Optional<ObjectNode> data) {
  // What stands around the data of an operation.
  private static final int FRAME = 200;

  /// The operation in messages.
  String name() {
    return method + " " + path;
  }

  /// Whether sending it twice does no harm.
  boolean repeatable() {
    return !method.equals("POST");
  }

  /// How much of a request's payload it takes, in bytes.
  int size() {
    return FRAME
        + path.length()
        + data.map(ScimJson::writeBytes).map(bytes -> bytes.length).orElse(0);
  }

  ObjectNode toJson(String bulkId) {
    var json = ScimJson.object().put("method", method).put("path", path).put("bulkId", bulkId);
    data.ifPresent(body -> json.set("data", body));
    return json;
  }
}
