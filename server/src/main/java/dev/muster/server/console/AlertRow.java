package dev.muster.server.console;

import dev.muster.server.alerts.AlertKind;
import dev.muster.server.http.Keywords;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An alert that was raised, with the page where one sees what it is about.
///
/// @param good whether it tells that a trouble is over
public record AlertRow(String at, String title, String text, String href, boolean good) {
  private static final String TYPE = "alert.";
  private static final int ASKED = 20;
  private static final int SHOWN = 5;

  /// The latest alerts of the tenant, the newest first; tests are about nothing, and left out.
  static List<AlertRow> latest(Visit visit) {
    return visit
        .api()
        .get(visit.tenantPath() + "/alerts?limit=" + ASKED)
        .path("alerts")
        .valueStream()
        .flatMap(alert -> of(alert, visit).stream())
        .limit(SHOWN)
        .toList();
  }

  private static Optional<AlertRow> of(JsonNode alert, Visit visit) {
    return kind(alert.path("type").asString(""))
        .filter(kind -> kind != AlertKind.TEST)
        .map(kind ->
            new AlertRow(
                Times.moment(alert.path("timestamp").asString("")),
                title(kind),
                alert.path("message").asString(""),
                href(kind, new JobPlace(visit.parameter("tenant"), alert.path("job").asString(""))),
                kind == AlertKind.QUARANTINE_ENDED));
  }

  private static Optional<AlertKind> kind(String type) {
    return Arrays.stream(AlertKind.values())
        .filter(kind -> type.equals(TYPE + Keywords.of(kind)))
        .findFirst();
  }

  private static String title(AlertKind kind) {
    return switch (kind) {
      case QUARANTINE_BEGAN -> "Quarantine";
      case QUARANTINE_CHANGED -> "Quarantine for another reason";
      case QUARANTINE_ENDED -> "Works again";
      case JOB_STOPPED -> "Stopped";
      case GUARD_TRIPPED -> "Plan waits for approval";
      case FAILURES_SPIKE -> "Many failures";
      case TOKEN_EXPIRING -> "Token expires";
      case SLOW_REMOVAL -> "Access not taken away in time";
      case TEST -> "Test";
    };
  }

  private static String href(AlertKind kind, JobPlace place) {
    if (place.job().isEmpty()) {
      return place.base() + (kind == AlertKind.TOKEN_EXPIRING ? "/inbound" : "/applications");
    }
    return switch (kind) {
      case GUARD_TRIPPED -> place.here() + "/plan";
      case FAILURES_SPIKE -> place.here() + "/failures";
      case TOKEN_EXPIRING -> place.here() + "/connection";
      case QUARANTINE_BEGAN,
          QUARANTINE_CHANGED,
          QUARANTINE_ENDED,
          JOB_STOPPED,
          SLOW_REMOVAL,
          TEST ->
          place.here();
    };
  }
}
