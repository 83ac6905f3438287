package dev.muster.client;

import dev.muster.client.exchange.Outgoing;
import dev.muster.scim.message.ScimJson;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// How many members a request adds to a group: what some providers limit.
final class AddedMembers {
  private AddedMembers() {}

  static int count(Outgoing request) {
    if (!request.method().equals("PATCH")) {
      return 0;
    }
    var added = 0;
    for (var operation : ScimJson.parseObject(request.body().bytes()).path("Operations")) {
      if (text(operation, "op").equals("add") && text(operation, "path").equals("members")) {
        var value = operation.path("value");
        added += value.isArray() ? value.size() : 1;
      }
    }
    return added;
  }

  private static String text(JsonNode operation, String field) {
    return operation.path(field).asString("").toLowerCase(Locale.ROOT);
  }
}
