package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// How long a tenant's past is kept.
///
/// @param deletedDays how long a deleted resource can be restored
/// @param historyDays how long it is known who changed what
/// @param historyVersions how many versions of one resource are known at most
/// @param feedDays how far back the change feed can be replayed
public record Retention(int deletedDays, int historyDays, int historyVersions, int feedDays) {
  private static final String DELETED_DAYS = "deletedDays";
  private static final String HISTORY_DAYS = "historyDays";
  private static final String HISTORY_VERSIONS = "historyVersions";
  private static final String FEED_DAYS = "feedDays";

  // Webhooks try for three days: what they still have to send must be there.
  private static final int SHORTEST_FEED = 4;
  private static final int LONGEST_DAYS = 3650;
  private static final int MOST_VERSIONS = 100_000;

  /// Reads the group of settings. Throws 400 naming the one that does not fit.
  static Retention read(RequestFields fields) {
    var retention =
        new Retention(
            within(fields, DELETED_DAYS, 0, LONGEST_DAYS, 30),
            within(fields, HISTORY_DAYS, 0, LONGEST_DAYS, 365),
            within(fields, HISTORY_VERSIONS, 1, MOST_VERSIONS, 100),
            within(fields, FEED_DAYS, SHORTEST_FEED, LONGEST_DAYS, 30));
    fields.refuseOthers();
    return retention;
  }

  ObjectNode toJson() {
    return ScimJson.object()
        .put(DELETED_DAYS, deletedDays)
        .put(HISTORY_DAYS, historyDays)
        .put(HISTORY_VERSIONS, historyVersions)
        .put(FEED_DAYS, feedDays);
  }

  public Duration deleted() {
    return Duration.ofDays(deletedDays);
  }

  public Duration history() {
    return Duration.ofDays(historyDays);
  }

  public Duration feed() {
    return Duration.ofDays(feedDays);
  }

  private static int within(RequestFields fields, String field, int least, int most, int preset) {
    int value = fields.findInteger(field).orElse(preset);
    if (value < least || value > most) {
      throw HttpException.invalid(
          "retention." + field, "%d is not between %d and %d".formatted(value, least, most));
    }
    return value;
  }
}
