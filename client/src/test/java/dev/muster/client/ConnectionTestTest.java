package dev.muster.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.ConnectionReport.Outcome;
import dev.muster.client.ConnectionReport.Part;
import dev.muster.client.ScriptedServer.Answer;
import dev.muster.client.authentication.Authentication;
import dev.muster.client.exchange.AddressGuard;
import dev.muster.client.exchange.Tls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTestTest {
  private static final String NOTHING = "{\"totalResults\": 0, \"Resources\": []}";

  private static ConnectionReport run(ScriptedServer.Script script) {
    try (var server = new ScriptedServer(script)) {
      return run(server.connection());
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
      var report = run(server.connection());

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

  private static ConnectionReport.Check problem(ConnectionReport report) {
    return report.checks().stream()
        .filter(check -> check.outcome() == Outcome.FAILED)
        .findFirst()
        .orElseThrow(() -> new AssertionError(report));
  }

  @Test
  void findsTheBasePathThatWouldWork() {
    try (var server =
        new ScriptedServer((number, request) ->
            request.startsWith("GET /scim/v2/Users")
                ? Answer.scim(200, NOTHING)
                : Answer.scim(404, "{}"))) {
      var report = run(server.connection());

      assertThat(problem(report).part()).isEqualTo(Part.PATH);
      assertThat(report.suggestedUrl())
          .contains(server.connection().baseUrl() + "/v2")
          .hasValueSatisfying(url -> assertThat(failure(report)).contains(url));
    }
  }

  @Test
  void saysThatA404ToAFilterIsWrong() {
    var report =
        run((number, request) ->
            request.contains("filter=")
                ? Answer.scim(404, "{}")
                : Answer.scim(200, "{\"totalResults\": 0}"));

    assertThat(problem(report).part()).isEqualTo(Part.APPLICATION);
    assertThat(failure(report)).contains("404 to a filter that finds nobody");
  }

  @Test
  void followsARedirectInWords() {
    try (var server =
        new ScriptedServer((number, request) ->
            Answer.scim(301, "").with("Location", "https://new.example/scim/v2/Users?x=y"))) {
      var report = run(server.connection());

      assertThat(problem(report).part()).isEqualTo(Part.PATH);
      assertThat(report.suggestedUrl()).contains("https://new.example/scim/v2");
    }
  }

  @Test
  void saysWhichScopeIsMissing() {
    var challenge = "Bearer error=\"insufficient_scope\", scope=\"scim:write\"";
    var report =
        run((number, request) -> Answer.scim(403, "{}").with("WWW-Authenticate", challenge));

    assertThat(problem(report).part()).isEqualTo(Part.PERMISSIONS);
    assertThat(failure(report)).contains("It needs: scim:write.");
  }

  @Test
  void saysWhenTheTokenExpired() {
    var claims = "{\"exp\": 1700000000}".getBytes(StandardCharsets.UTF_8);
    var token = "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims) + ".sig";
    try (var server = new ScriptedServer((number, request) -> Answer.scim(401, "{}"))) {
      var connection = server.connection().withAuthentication(new Authentication.Bearer(token));

      assertThat(failure(run(connection))).contains("expired at 2023-11-14T22:13:20Z");
    }
  }

  @Test
  void saysThatTheTokenWasEnteredWithTooMuch() {
    try (var server = new ScriptedServer((number, request) -> Answer.scim(401, "{}"))) {
      var connection =
          server.connection().withAuthentication(new Authentication.Bearer("Bearer abc"));

      assertThat(failure(run(connection))).contains("begins with \"Bearer\"");
    }
  }

  @Test
  void doesNotWaitForAnAnswerThatNeverComesOrDrips() {
    for (var answer : List.of(Answer.silence(), Answer.dripping(NOTHING))) {
      try (var server = new ScriptedServer((number, request) -> answer)) {
        var connection = server.connection().withTimeout(Duration.ofMillis(400));

        var report = run(connection);

        assertThat(problem(report).part()).isEqualTo(Part.HOST);
        assertThat(failure(report)).contains("did not answer in time");
        assertThat(server.requests()).as("nothing is sent twice").hasSize(1);
      }
    }
  }

  @Test
  void saysThatTheHostIsUnknownOrRefuses() {
    var unknown = run(ScimConnection.of("https://nosuchhost.invalid/scim", "t"));
    assertThat(failure(unknown)).contains("nosuchhost.invalid is unknown (DNS)");

    var port = new ScriptedServer((number, request) -> Answer.hangUp());
    var connection = port.connection();
    port.close();
    assertThat(failure(run(connection))).contains("refuses connections");
  }

  @Test
  void saysWhatIsWrongWithACertificate(@TempDir Path folder) throws Exception {
    var own = TestCertificates.of(folder, "dns:localhost");
    var other = TestCertificates.of(folder, "dns:other.example");

    assertThat(failure(overTls(other, Optional.of(other)))).contains("is not for localhost (TLS)");
    assertThat(failure(overTls(own, Optional.empty()))).contains("authority that is not trusted");
    assertThat(overTls(own, Optional.of(own)).passed()).isTrue();
  }

  private static ConnectionReport overTls(
      TestCertificates shown, Optional<TestCertificates> trusted) throws Exception {
    try (var server =
        ScriptedServer.tls(
            shown.context(), false, (number, request) -> Answer.scim(200, NOTHING))) {
      var pem =
          trusted.isPresent()
              ? Optional.of(trusted.get().certificatePem())
              : Optional.<String>empty();
      return run(server.connection().withTrusted(pem));
    }
  }

  @Test
  void showsItsOwnCertificateToAServerThatAsksForOne(@TempDir Path folder) throws Exception {
    var own = TestCertificates.of(folder, "dns:localhost");
    try (var server =
        ScriptedServer.tls(own.context(), true, (number, request) -> Answer.scim(200, NOTHING))) {
      var connection = server.connection().withTrusted(Optional.of(own.certificatePem()));
      var identity = new Tls.Identity(own.certificatePem(), own.keyPem());
      var certificate = new Authentication.ClientCertificate(identity);

      assertThat(run(connection.withAuthentication(certificate)).passed()).isTrue();
      // In TLS 1.3 the refusal comes after the handshake: as an alert, or as a connection that
      // ends.
      assertThat(failure(run(connection)))
          .containsAnyOf("(TLS)", "the connection to localhost broke");
    }
  }

  private static ConnectionReport run(ScimConnection connection) {
    return ConnectionTest.run(connection, AddressGuard.NONE);
  }
}
