package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// When a client of a tenant is stopped because it takes away too much access.
///
/// @param enabled whether it ever is
/// @param share of the tenant's users (or groups) in percent, above which a client is held
/// @param minimum number of them up to which nobody is held, however small the tenant
/// @param memberShare of the tenant's users in percent: so many members removed from groups
/// @param memberMinimum number of removed members up to which nobody is held
/// @param windowMinutes over which is counted
/// @param status of the answer: 409, or 503 with Retry-After
public record CircuitBreaker(
    boolean enabled,
    int share,
    int minimum,
    int memberShare,
    int memberMinimum,
    int windowMinutes,
    int status) {
  /// The longest window that can be set.
  public static final Duration LONGEST = Duration.ofDays(7);

  private static final int LONGEST_WINDOW = Math.toIntExact(LONGEST.toMinutes());
  private static final int MOST = 10_000_000;

  /// Reads the group of settings. Throws 400 naming the one that does not fit.
  static CircuitBreaker read(RequestFields fields) {
    var breaker =
        new CircuitBreaker(
            fields.findBoolean("enabled").orElse(true),
            within(fields, "share", 1, 100, 40),
            within(fields, "minimum", 1, MOST, 500),
            within(fields, "memberShare", 1, 1_000, 80),
            within(fields, "memberMinimum", 1, MOST, 1_000),
            within(fields, "windowMinutes", 1, LONGEST_WINDOW, 60),
            fields.findInteger("status").orElse(409));
    fields.refuseOthers();
    if (breaker.status() != 409 && breaker.status() != 503) {
      throw HttpException.invalid(
          "circuitBreaker.status", breaker.status() + " is neither 409 nor 503");
    }
    return breaker;
  }

  ObjectNode toJson() {
    return ScimJson.object()
        .put("enabled", enabled)
        .put("share", share)
        .put("minimum", minimum)
        .put("memberShare", memberShare)
        .put("memberMinimum", memberMinimum)
        .put("windowMinutes", windowMinutes)
        .put("status", status);
  }

  public Duration window() {
    return Duration.ofMinutes(windowMinutes);
  }

  private static int within(RequestFields fields, String field, int least, int most, int preset) {
    int value = fields.findInteger(field).orElse(preset);
    if (value < least || value > most) {
      throw HttpException.invalid(
          "circuitBreaker." + field, "%d is not between %d and %d".formatted(value, least, most));
    }
    return value;
  }
}
