package dev.muster.client;

import dev.muster.client.ConnectionReport.Check;
import dev.muster.client.ConnectionReport.Outcome;
import dev.muster.client.ConnectionReport.Part;
import dev.muster.client.ScimClientException.Kind;
import dev.muster.client.exchange.AddressGuard;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// Tests a connection as Entra's "Test connection" does: by asking for a user who cannot exist, by
/// the attribute that users are matched by. Then looks at what else provisioning needs. Nothing is
/// sent twice, and nothing is changed in the application.
public final class ConnectionTest {
  private static final String REACH = "Reach the application";
  private static final String CREDENTIALS = "Accept the credentials";
  private static final String FIND = "Find users by the matching attribute";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ScimConnection connection;
  private final ScimClient client;
  private final AddressGuard guard;
  private final String nobody;
  private final List<Check> checks = new ArrayList<>();
  private Optional<String> suggestedUrl = Optional.empty();
  private boolean tellsSchemas;

  private ConnectionTest(
      ScimConnection connection, AddressGuard guard, ScimClient client, String nobody) {
    this.connection = connection;
    this.guard = guard;
    this.client = client;
    this.nobody = nobody;
  }

  /// Runs the test with users matched by `userName`.
  public static ConnectionReport run(ScimConnection connection, AddressGuard guard) {
    return run(connection, guard, value -> "userName eq \"" + value + "\"");
  }

  /// Runs the test.
  ///
  /// @param guard is asked before each request
  /// @param matching the filter that finds a user by a value of the matching attribute
  public static ConnectionReport run(
      ScimConnection connection, AddressGuard guard, UnaryOperator<String> matching) {
    var patience = connection.timeout().compareTo(PATIENCE) < 0 ? connection.timeout() : PATIENCE;
    var quick = connection.withTimeout(patience);
    try (var client = ScimClient.once(quick, guard)) {
      var nobody = matching.apply(UUID.randomUUID().toString());
      var test = new ConnectionTest(quick, guard, client, nobody);
      if (test.users()) {
        test.groups();
        test.configuration();
        test.schemas();
      }
      return new ConnectionReport(test.checks, test.suggestedUrl, test.tellsSchemas);
    } catch (IllegalArgumentException e) {
      return new ConnectionReport(
          List.of(
              new Check(
                  CREDENTIALS, Outcome.FAILED, Part.CREDENTIALS, String.valueOf(e.getMessage()))),
          Optional.empty(),
          false);
    }
  }

  private boolean users() {
    try {
      var page = client.query("/Users", ScimQuery.matching(nobody).page(1, 1));
      passed(REACH, Part.HOST, "it answers as a SCIM service provider");
      passed(CREDENTIALS, Part.CREDENTIALS, "the credentials are accepted");
      if (page.resources().isEmpty()) {
        passed(FIND, Part.APPLICATION, "filters work");
      } else {
        failed(
            FIND,
            Part.APPLICATION,
            "asked for a user who does not exist, it gave one: filters are ignored, and accounts"
                + " could be mistaken for each other");
      }
      return true;
    } catch (ScimClientException e) {
      refused(e);
      return false;
    }
  }

  private void refused(ScimClientException e) {
    switch (e.kind()) {
      case UNREACHABLE, UNKNOWN_OUTCOME, LATE -> failed(REACH, Part.HOST, e.detail());
      case NOT_SCIM, NO_PAGING -> notScim(e);
      case NOT_FOUND -> notFound();
      case UNAUTHORIZED -> unauthorized(e);
      case RATE_LIMITED, SERVER_ERROR ->
          failed(REACH, Part.APPLICATION, e.detail() + "; try again later");
      case REJECTED, CONFLICT, CHANGED -> {
        passed(REACH, Part.HOST, "it answers");
        passed(CREDENTIALS, Part.CREDENTIALS, "the credentials are accepted");
        failed(
            FIND,
            Part.APPLICATION,
            "it does not take the filter %s; match users by another attribute: %s"
                .formatted(nobody, e.detail()));
      }
    }
  }

  private void unauthorized(ScimClientException e) {
    var finding = RefusedCredentials.of(e, connection.authentication(), Instant.now());
    passed(REACH, Part.HOST, "it answers");
    failed(CREDENTIALS, finding.part(), finding.detail());
  }

  /// No /Users there, or an application that answers 404 where RFC 7644 §3.4.2 wants an empty list.
  private void notFound() {
    try {
      client.query("/Users", ScimQuery.all().page(1, 1));
      passed(REACH, Part.HOST, "it answers as a SCIM service provider");
      failed(
          FIND,
          Part.APPLICATION,
          "it answers 404 to a filter that finds nobody; it has to answer 200 with totalResults 0"
              + " (RFC 7644 §3.4.2)");
    } catch (ScimClientException e) {
      wrongPath("there is no /Users below the tenant URL (404)");
    }
  }

  private void notScim(ScimClientException e) {
    if (e.status().orElse(0) / 100 == 3) {
      redirected(e);
    } else {
      wrongPath(e.detail());
    }
  }

  private void redirected(ScimClientException e) {
    var target = e.location();
    var users = target.indexOf("/Users");
    if (users > 0) {
      suggestedUrl =
          Optional.of(connection.baseUrl().resolve(URI.create(target.substring(0, users))))
              .map(URI::toString);
    }
    failed(
        REACH,
        Part.PATH,
        "the tenant URL redirects (%d) to %s; %s"
            .formatted(
                e.status().orElse(0),
                target.isEmpty() ? "nowhere" : target,
                suggestedUrl
                    .map(url -> "enter " + url + " as the tenant URL")
                    .orElse("that is no SCIM endpoint: a sign-in page?")));
  }

  private void wrongPath(String found) {
    suggestedUrl = BasePaths.working(connection, guard, nobody);
    failed(
        REACH,
        Part.PATH,
        "%s; %s"
            .formatted(
                found,
                suggestedUrl
                    .map(url -> "%s would work: enter it as the tenant URL".formatted(url))
                    .orElse(
                        "neither /scim, /scim/v2 nor /v2 is there; look for the tenant URL in the"
                            + " application's documentation")));
  }

  private void groups() {
    var nothing = "displayName eq \"" + UUID.randomUUID() + "\"";
    try {
      client.query("/Groups", ScimQuery.matching(nothing).page(1, 1).without("members"));
      passed("Find groups by displayName", Part.APPLICATION, "groups can be provisioned");
    } catch (ScimClientException e) {
      warned("Find groups by displayName", "groups cannot be provisioned: " + e.detail());
    }
  }

  private void configuration() {
    var name = "Read what it supports";
    try {
      var config = client.get("/ServiceProviderConfig");
      var patch = config.path("patch").path("supported").asBoolean(false);
      var words = words(config);
      if (patch) {
        passed(name, Part.APPLICATION, words);
      } else {
        warned(name, words + "; without PATCH each change is a GET and a PUT");
      }
    } catch (ScimClientException e) {
      warned(
          name,
          e.kind() == Kind.NOT_FOUND ? "it does not say (no /ServiceProviderConfig)" : e.detail());
    }
  }

  private static String words(ObjectNode config) {
    var words = new ArrayList<String>();
    for (var feature : List.of("patch", "bulk", "filter", "etag")) {
      var supported = config.path(feature).path("supported").asBoolean(false);
      words.add((supported ? "" : "no ") + feature);
    }
    return String.join(", ", words);
  }

  private void schemas() {
    var name = "Read its schemas";
    try {
      var found = client.get("/Schemas").path("Resources").size();
      tellsSchemas = found > 0;
      passed(name, Part.APPLICATION, found + " schemas");
    } catch (ScimClientException e) {
      warned(name, "its attributes have to be entered by hand: " + e.detail());
    }
  }

  private void passed(String name, Part part, String detail) {
    checks.add(new Check(name, Outcome.PASSED, part, detail));
  }

  private void warned(String name, String detail) {
    checks.add(new Check(name, Outcome.WARNING, Part.APPLICATION, detail));
  }

  private void failed(String name, Part part, String detail) {
    checks.add(new Check(name, Outcome.FAILED, part, detail));
  }
}
