package dev.muster.server.applications;

import dev.muster.client.pace.RateLimit;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import tools.jackson.databind.node.ObjectNode;

/// Rate limits as JSON.
final class RateLimitJson {
  private RateLimitJson() {}

  static RateLimit read(RequestFields fields) {
    try {
      var requests = fields.findInteger("requests").orElse(0);
      var limit =
          new RateLimit(
              new HashSet<>(fields.strings("methods")),
              fields.findString("endpoint"),
              fields.findInteger("largerThan").orElse(-1),
              requests,
              Duration.parse(fields.findString("per").orElse("PT1S")),
              fields.findInteger("burst").orElse(Math.max(1, requests / 5)),
              fields.findBoolean("members").orElse(false));
      fields.refuseOthers();
      return limit;
    } catch (DateTimeException e) {
      throw fields.invalid("per", "expected a duration such as PT1M");
    } catch (IllegalArgumentException e) {
      throw fields.invalid("requests", String.valueOf(e.getMessage()));
    }
  }

  static ObjectNode toJson(RateLimit limit) {
    var json = ScimJson.object();
    if (!limit.methods().isEmpty()) {
      limit.methods().stream().sorted().forEach(json.putArray("methods")::add);
    }
    limit.endpoint().ifPresent(endpoint -> json.put("endpoint", endpoint));
    if (limit.largerThan() >= 0) {
      json.put("largerThan", limit.largerThan());
    }
    if (limit.members()) {
      json.put("members", true);
    }
    return json.put("requests", limit.requests())
        .put("per", limit.per().toString())
        .put("burst", limit.burst());
  }
}
