package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// How many requests a tenant may send.
///
/// @param requestsPerSecond that it may go on sending for ever
/// @param burst how many may come at once after a quiet time
public record RateLimit(int requestsPerSecond, int burst) {
  private static final String PER_SECOND = "requestsPerSecond";
  private static final String BURST = "burst";
  private static final int MOST = 1_000_000;
  // Entra sends its initial cycle in bursts: ten seconds' worth at once upset nobody.
  private static final int DEFAULT_BURST_SECONDS = 10;

  static Optional<RateLimit> read(RequestFields fields) {
    var perSecond = fields.findInteger(PER_SECOND);
    var burst = fields.findInteger(BURST);
    fields.refuseOthers();
    if (perSecond.isEmpty()) {
      if (burst.isPresent()) {
        throw fields.invalid(BURST, "is of no use without " + PER_SECOND);
      }
      return Optional.empty();
    }
    int rate = inRange(fields, PER_SECOND, perSecond.get());
    int most = inRange(fields, BURST, burst.orElse(Math.min(MOST, rate * DEFAULT_BURST_SECONDS)));
    return Optional.of(new RateLimit(rate, most));
  }

  ObjectNode toJson() {
    return ScimJson.object().put(PER_SECOND, requestsPerSecond).put(BURST, burst);
  }

  private static int inRange(RequestFields fields, String field, int value) {
    if (value < 1 || value > MOST) {
      throw fields.invalid(field, "%d is not between 1 and %,d".formatted(value, MOST));
    }
    return value;
  }
}
