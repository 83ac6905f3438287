package dev.muster.bench;

import dev.muster.client.ScimConnection;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.sources.people.PeopleCsv;
import dev.muster.sources.people.PeopleGenerator;
import dev.muster.sources.people.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the runs have in common: a tenant with people, an application that is another tenant of the
/// same server.
final class Scenario {
  static final String IMPORT = "/tenants/acme/jobs/hr";
  static final String APPLICATION = "/tenants/acme/jobs/app";

  private static final Duration POLL = Duration.ofMillis(50);

  private Scenario() {}

  static Path folder(String name) {
    try {
      return Files.createTempDirectory("muster-bench-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Leave dates are counted from it: the servers that are measured go by the clock.
  static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  static List<Person> people(int count) {
    return new PeopleGenerator(42, today()).people(count);
  }

  static ScimConnection tenant(AdminClient admin, String name) {
    var made = admin.post("/tenants", ScimJson.object().put("name", name));
    return ScimConnection.of(made.path("tenantUrl").asString(), made.path("token").asString())
        .withRequestsPerSecond(Optional.empty());
  }

  /// A tenant without the circuit breaker, which a run that deletes many would trip.
  static ScimConnection unguardedTenant(AdminClient admin, String name) {
    var tenant = tenant(admin, name);
    var off = ScimJson.object();
    off.putObject("circuitBreaker").put("enabled", false);
    admin.patch("/tenants/" + name + "/settings", off);
    return tenant;
  }

  /// Has an HR file imported; gives the cycle that the upload itself has set off.
  static JsonNode importPeople(AdminClient admin, List<Person> people) throws InterruptedException {
    var upload = admin.put("/tenants/acme/hr-file?name=people.csv", PeopleCsv.write(people));
    long before = upload.path("lastCycle").asLong();
    while (true) {
      var cycle = newestCycle(admin, IMPORT);
      if (cycle.path("number").asLong() > before && cycle.has("ended")) {
        return cycle;
      }
      Thread.sleep(POLL);
    }
  }

  static void connect(AdminClient admin, ScimConnection application) {
    admin.post(
        "/tenants/acme/applications",
        ScimJson.object()
            .put("name", "app")
            .put("tenantUrl", application.baseUrl().toString())
            .put("secretToken", application.token())
            .put("requestsPerSecond", 0)
            .put("allUsers", true));
  }

  static void start(AdminClient admin) {
    admin.post(APPLICATION + "/start", ScimJson.object());
  }

  /// Runs a cycle and gives how long it took, as its caller sees it.
  static Duration run(AdminClient admin, String job) {
    var began = System.nanoTime();
    var answer = admin.post(job + "/cycles?wait=60", ScimJson.object());
    while (!answer.path("done").booleanValue()) {
      answer = admin.get(job + "/cycles/" + answer.path("request").asString() + "?wait=60");
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  static JsonNode newestCycle(AdminClient admin, String job) {
    return admin.get(job).path("cycles").path(0);
  }

  static double seconds(JsonNode cycle) {
    return Duration.between(
                Instant.parse(cycle.path("began").asString()),
                Instant.parse(cycle.path("ended").asString()))
            .toMillis()
        / 1000.0;
  }

  static void row(String what, Object value) {
    System.out.printf("| %s | %s |%n", what, value);
  }
}
