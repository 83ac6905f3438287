package dev.muster.client;

import dev.muster.client.ConnectionReport.Check;
import dev.muster.client.ConnectionReport.Outcome;
import dev.muster.client.ScimClientException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Tests a connection as Entra's "Test connection" does: by asking for a user who cannot exist.
/// Then looks at what else provisioning needs.
public final class ConnectionTest {
  private final ScimClient client;
  private final List<Check> checks = new ArrayList<>();

  private ConnectionTest(ScimClient client) {
    this.client = client;
  }

  /// Runs the test. It changes nothing in the application.
  public static ConnectionReport run(ScimConnection connection) {
    try (var client = new ScimClient(connection)) {
      var test = new ConnectionTest(client);
      if (test.users()) {
        test.groups();
        test.configuration();
      }
      return new ConnectionReport(test.checks);
    }
  }

  private boolean users() {
    var nobody = "userName eq \"" + UUID.randomUUID() + "\"";
    try {
      var page = client.query("/Users", ScimQuery.matching(nobody).page(1, 1));
      add("Reach the application", Outcome.PASSED, "it answers as a SCIM service provider");
      add("Accept the secret token", Outcome.PASSED, "the token is accepted");
      if (page.resources().isEmpty()) {
        add("Find users by userName", Outcome.PASSED, "filters work");
      } else {
        add(
            "Find users by userName",
            Outcome.FAILED,
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
    var reached = "Reach the application";
    switch (e.kind()) {
      case UNREACHABLE, UNKNOWN_OUTCOME -> add(reached, Outcome.FAILED, e.detail());
      case NOT_SCIM, NO_PAGING -> add(reached, Outcome.FAILED, e.detail());
      case NOT_FOUND ->
          add(
              reached,
              Outcome.FAILED,
              "there is no /Users below the tenant URL (404); does it end as the application's"
                  + " documentation says, such as /scim/v2?");
      case UNAUTHORIZED -> {
        add(reached, Outcome.PASSED, "it answers");
        add(
            "Accept the secret token",
            Outcome.FAILED,
            "the application refuses the secret token (%d); make a new one there and enter it here"
                .formatted(e.status().orElse(0)));
      }
      case RATE_LIMITED, SERVER_ERROR ->
          add(reached, Outcome.FAILED, e.detail() + "; try again later");
      case REJECTED, CONFLICT -> {
        add(reached, Outcome.PASSED, "it answers");
        add("Find users by userName", Outcome.FAILED, e.detail());
      }
    }
  }

  private void groups() {
    var nothing = "displayName eq \"" + UUID.randomUUID() + "\"";
    try {
      client.query("/Groups", ScimQuery.matching(nothing).page(1, 1).without("members"));
      add("Find groups by displayName", Outcome.PASSED, "groups can be provisioned");
    } catch (ScimClientException e) {
      add(
          "Find groups by displayName",
          Outcome.WARNING,
          "groups cannot be provisioned: " + e.detail());
    }
  }

  private void configuration() {
    try {
      var config = client.get("/ServiceProviderConfig");
      var patch = config.path("patch").path("supported").asBoolean(false);
      add(
          "Read what it supports",
          patch ? Outcome.PASSED : Outcome.WARNING,
          patch ? "PATCH is supported" : "it says that PATCH is not supported; updates may fail");
    } catch (ScimClientException e) {
      add(
          "Read what it supports",
          Outcome.WARNING,
          e.kind() == Kind.NOT_FOUND ? "it does not say (no /ServiceProviderConfig)" : e.detail());
    }
  }

  private void add(String name, Outcome outcome, String detail) {
    checks.add(new Check(name, outcome, detail));
  }
}
