package dev.muster.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.ConnectionReport.Outcome;
import dev.muster.client.ScriptedServer.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTestTest {
  private static final String NOTHING = "{\"totalResults\": 0, \"Resources\": []}";

  private static ConnectionReport run(ScriptedServer.Script script) {
    try (var server = new ScriptedServer(script)) {
      return ConnectionTest.run(server.connection());
    }
  }

  private static String failure(ConnectionReport report) {
    assertThat(report.passed()).isFalse();
    return report.checks().stream()
        .filter(check -> check.outcome() == Outcome.FAILED)
        .map(ConnectionReport.Check::detail)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void asksForAUserWhoCannotExist() {
    try (var server =
        new ScriptedServer((number, request) ->
            Answer.scim(
                200,
                request.contains("Config") ? "{\"patch\": {\"supported\": true}}" : NOTHING))) {
      var report = ConnectionTest.run(server.connection());

      assertThat(report.passed()).isTrue();
      assertThat(report.checks()).allMatch(check -> check.outcome() == Outcome.PASSED);
      assertThat(server.requests().getFirst()).startsWith("GET /scim/Users?filter=userName%20eq");
    }
  }

  @Test
  void saysThatTheTokenIsRefused() {
    assertThat(failure(run((number, request) -> Answer.scim(401, "{}"))))
        .contains("refuses the secret token (401)");
  }

  @Test
  void saysThatAWebPageAnswered() {
    assertThat(
            failure(
                run((number, request) ->
                    new Answer(200, "text/html", "<html>Sign in</html>", Map.of()))))
        .contains("web page (HTML)")
        .contains("is the tenant URL right?");
  }

  @Test
  void saysThatThereAreNoUsersBelowTheUrl() {
    assertThat(failure(run((number, request) -> Answer.scim(404, "{}"))))
        .contains("no /Users below the tenant URL");
  }

  @Test
  void refusesAnApplicationThatIgnoresFilters() {
    var everyone = "{\"totalResults\": 1, \"Resources\": [{\"id\": \"1\", \"userName\": \"ann\"}]}";
    assertThat(failure(run((number, request) -> Answer.scim(200, everyone))))
        .contains("filters are ignored");
  }

  @Test
  void worksWithoutGroupsAndConfiguration() {
    var report =
        run((number, request) ->
            request.contains("/Users") ? Answer.scim(200, NOTHING) : Answer.scim(404, "{}"));

    assertThat(report.passed()).isTrue();
    assertThat(report.checks()).filteredOn(check -> check.outcome() == Outcome.WARNING).hasSize(3);
  }
}
