package dev.muster.server.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a connection test found.
///
/// @param suggestedUrl the tenant URL that would have worked
public record ConnectionReport(boolean passed, List<Check> checks, Optional<String> suggestedUrl) {

  public ConnectionReport {
    checks = List.copyOf(checks);
  }

  /// One thing that was tried.
  ///
  /// @param part what has to be mended: `host`, `path`, `credentials`, `permissions`, `application`
  public record Check(String name, String outcome, String part, String detail) {}

  static ConnectionReport of(JsonNode json) {
    var checks = new ArrayList<Check>();
    json.path("checks")
        .forEach(check ->
            checks.add(
                new Check(
                    check.path("name").asString(),
                    check.path("outcome").asString(),
                    check.path("part").asString(""),
                    check.path("detail").asString())));
    return new ConnectionReport(
        json.path("passed").booleanValue(),
        checks,
        Optional.of(json.path("suggestedTenantUrl").asString("")).filter(url -> !url.isEmpty()));
  }
}
