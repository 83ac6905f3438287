package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// When a person is told about the tenant's provisioning.
///
/// @param removalSeconds within which who loses access in the directory is to lose it in every
///   application; one that takes longer is told
/// @param failureShare of a cycle's changes in percent that may fail
/// @param failureMinimum how many have to fail before the share counts
/// @param tokenDays before the expiry of a token
/// @param repeatHours after which the same is told again if it has not ended
public record AlertSettings(
    int removalSeconds, int failureShare, int failureMinimum, int tokenDays, int repeatHours) {
  private static final String REMOVAL_SECONDS = "removalSeconds";
  private static final String FAILURE_SHARE = "failureShare";
  private static final String FAILURE_MINIMUM = "failureMinimum";
  private static final String TOKEN_DAYS = "tokenDays";
  private static final String REPEAT_HOURS = "repeatHours";
  private static final int MOST = 1_000_000;

  public Duration removal() {
    return Duration.ofSeconds(removalSeconds);
  }

  public Duration repeat() {
    return Duration.ofHours(repeatHours);
  }

  /// Reads the group of settings. Throws 400 naming the one that does not fit.
  static AlertSettings read(RequestFields fields) {
    var settings =
        new AlertSettings(
            within(fields, REMOVAL_SECONDS, 1, MOST, 300),
            within(fields, FAILURE_SHARE, 1, 100, 20),
            within(fields, FAILURE_MINIMUM, 1, MOST, 20),
            within(fields, TOKEN_DAYS, 1, 365, 7),
            within(fields, REPEAT_HOURS, 1, 24 * 30, 24));
    fields.refuseOthers();
    return settings;
  }

  ObjectNode toJson() {
    return ScimJson.object()
        .put(REMOVAL_SECONDS, removalSeconds)
        .put(FAILURE_SHARE, failureShare)
        .put(FAILURE_MINIMUM, failureMinimum)
        .put(TOKEN_DAYS, tokenDays)
        .put(REPEAT_HOURS, repeatHours);
  }

  private static int within(RequestFields fields, String name, int least, int most, int preset) {
    int value = fields.findInteger(name).orElse(preset);
    if (value < least || value > most) {
      throw fields.invalid(name, "%d is not between %d and %d".formatted(value, least, most));
    }
    return value;
  }
}
