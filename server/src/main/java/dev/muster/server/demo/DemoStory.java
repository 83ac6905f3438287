package dev.muster.server.demo;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimConnection;
import dev.muster.client.ScimQuery;
import dev.muster.client.pace.RateLimit;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.cli.CommandException;
import dev.muster.server.cli.CycleWatch;
import dev.muster.server.jobs.ImportRoutes;
import dev.muster.sources.people.PeopleChanges;
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
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// HR file → directory → application, then three changes. Everything is done through the admin API,
/// as a person would. Told again on the same data folder, it finds what is there and goes on.
final class DemoStory {
  private static final String TENANT = "acme";
  private static final String TARGET_TENANT = "demo-app";
  private static final String APPLICATION = "Demo app";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AdminClient admin;
  private final Stage stage;
  private final Path folder;
  private final long seed;
  private final LocalDate today;
  private final Optional<ScimConnection> otherTarget;
  private final CycleWatch watch;
  private final String importJob = jobPath(ImportRoutes.JOB);

  /// Accounts belong to the target that they were made in, so that each target is an application of
  /// its own.
  private final String applicationName;

  private final String application;

  DemoStory(
      AdminClient admin,
      Stage stage,
      Path folder,
      long seed,
      LocalDate today,
      Optional<ScimConnection> otherTarget) {
    this.admin = admin;
    this.stage = stage;
    this.folder = folder;
    this.seed = seed;
    this.today = today;
    this.otherTarget = otherTarget;
    this.applicationName =
        otherTarget
            .map(target -> APPLICATION + " at " + target.baseUrl().getAuthority())
            .orElse(APPLICATION);
    this.application = jobPath(applicationName);
    this.watch = new CycleWatch(admin, stage.out(), stage.interactive());
  }

  String applicationName() {
    return applicationName;
  }

  private static String jobPath(String job) {
    return "/tenants/%s/jobs/%s".formatted(TENANT, AdminClient.segment(job));
  }

  void tell(int count) {
    stage.scene("An HR file");
    var people = new PeopleGenerator(seed, today).people(count);
    stage.say(
        "   %,d people, among them %s, %s and %s"
            .formatted(
                people.size(),
                people.get(3).displayName(),
                people.get(people.size() / 2).displayName(),
                people.getLast().displayName()));
    var acme = tenant(TENANT);

    stage.scene("becomes the directory of the tenant \"" + TENANT + "\"");
    importPeople(people);
    var directory = ScimConnection.of(acme.url(), acme.token());
    stage.say("   the directory holds %s".formatted(contents(directory)));

    var connection = connect();
    assignAndStart();
    stage.scene("The initial cycle");
    var initial = watch.runAfter(application, 0);
    stage.say("   %s".formatted(CycleWatch.summary(initial)));
    initial.path("notes").forEach(note -> stage.say("   " + note.asString()));
    requireDone(initial);
    stage.say("   the application holds %s".formatted(contents(connection)));

    changes(people);
    stage.say("");
    stage.say("Directory      %s   token %s".formatted(acme.url(), acme.token()));
    stage.say("Application    %s   token %s".formatted(connection.baseUrl(), shown(connection)));
  }

  /// A tenant's URL and a token.
  private record Access(String url, String token) {}

  private Access tenant(String name) {
    for (var tenant : admin.get("/tenants").path("tenants")) {
      if (tenant.path("name").asString().equals(name)) {
        var token =
            admin.post("/tenants/" + name + "/tokens", ScimJson.object().put("name", "demo"));
        return new Access(tenant.path("tenantUrl").asString(), token.path("token").asString());
      }
    }
    var made = admin.post("/tenants", ScimJson.object().put("name", name));
    return new Access(made.path("tenantUrl").asString(), made.path("token").asString());
  }

  private void importPeople(List<Person> people) {
    var file = PeopleCsv.write(people);
    write(file);
    var upload = admin.put("/tenants/" + TENANT + "/hr-file?name=people.csv", file);
    upload.path("problems").forEach(problem -> stage.say("   %s".formatted(problem.asString())));
    var cycle = watch.runAfter(importJob, 0);
    stage.say("   %s".formatted(CycleWatch.summary(cycle)));
    requireDone(cycle);
  }

  private void write(byte[] file) {
    try {
      Files.write(folder.resolve("people.csv"), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ScimConnection connect() {
    stage.scene("\"" + applicationName + "\" is connected by tenant URL and secret token");
    var connection =
        otherTarget.orElseGet(() -> {
          var access = tenant(TARGET_TENANT);
          return ScimConnection.of(access.url(), access.token())
              .withRequestsPerSecond(Optional.empty());
        });
    stage.say("   %s".formatted(connection.baseUrl()));
    var body =
        ScimJson.object()
            .put("tenantUrl", connection.baseUrl().toString())
            .put("secretToken", connection.token())
            .put(
                "requestsPerSecond",
                connection.rateLimits().stream().mapToInt(RateLimit::requests).min().orElse(0));
    pauseOthers();
    if (exists()) {
      admin.put(application + "/connection", body);
    } else {
      admin.post("/tenants/" + TENANT + "/applications", body.put("name", applicationName));
    }
    test();
    return connection;
  }

  /// An application of an earlier telling may be gone; it need not be called any more.
  private void pauseOthers() {
    for (var job : admin.get("/tenants/" + TENANT + "/jobs").path("jobs")) {
      var name = job.path("name").asString();
      if (name.startsWith(APPLICATION) && !name.equals(applicationName)) {
        admin.post(jobPath(name) + "/pause", ScimJson.object());
      }
    }
  }

  private boolean exists() {
    for (var job : admin.get("/tenants/" + TENANT + "/jobs").path("jobs")) {
      if (job.path("name").asString().equals(applicationName)) {
        return true;
      }
    }
    return false;
  }

  private void test() {
    var report = admin.post(application + "/test", ScimJson.object());
    for (var check : report.path("checks")) {
      stage.say(
          "   %-8s %s: %s"
              .formatted(
                  check.path("outcome").asString(),
                  check.path("name").asString(),
                  check.path("detail").asString()));
    }
    if (!report.path("passed").booleanValue()) {
      throw new CommandException("the connection test failed; see above");
    }
  }

  private void assignAndStart() {
    var body = ScimJson.object();
    body.putArray("addGroups").add("*");
    var assigned = admin.post(application + "/assignments", body);
    stage.say(
        "   assigned: %,d groups with their members".formatted(assigned.path("groups").asLong()));
    admin.post(application + "/start", ScimJson.object());
  }

  private void changes(List<Person> people) {
    var changes = PeopleChanges.of(people, today);
    stage.scene("Three people change in the HR file");
    stage.say("   %s joins".formatted(changes.joined().displayName()));
    stage.say(
        "   %s moves to %s".formatted(changes.moved().displayName(), changes.moved().department()));
    stage.say("   %s leaves".formatted(changes.left().displayName()));
    var changed = Instant.now();
    importPeople(changes.people());
    awaitCaughtUp();
    stage.scene("and what became of it in the application");
    for (var person : List.of(changes.joined(), changes.moved(), changes.left())) {
      report(person, changed);
    }
    admin
        .get(application)
        .path("cycles")
        .forEach(cycle -> {
          if (Instant.parse(cycle.path("began").asString()).isAfter(changed)) {
            requireDone(cycle);
            stage.say("   %s".formatted(CycleWatch.summary(cycle)));
          }
        });
  }

  /// The application's job is woken by the directory's changes; nobody has to start it.
  private void awaitCaughtUp() {
    var until = Instant.now().plus(PATIENCE);
    while (true) {
      var job = admin.get(application);
      if (!job.path("status").asString().equals("active")) {
        throw new CommandException(
            "the application's job is %s: %s"
                .formatted(
                    job.path("status").asString(),
                    job.path("quarantine").path("detail").asString("")));
      }
      if (job.path("watermark").asLong() >= job.path("sourceHead").asLong()
          && !job.has("progress")) {
        return;
      }
      if (Instant.now().isAfter(until)) {
        throw new CommandException(
            "the application did not follow within %d s".formatted(PATIENCE.toSeconds()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted", e);
    }
  }

  private void report(Person person, Instant changed) {
    stage.say("   %s".formatted(person.displayName()));
    var directoryId = directoryId(person);
    var entries = log(application, "sourceId=" + directoryId + "&limit=5");
    for (var entry : entries) {
      var at = Instant.parse(entry.path("at").asString());
      if (at.isAfter(changed)) {
        stage.say(
            "      %s, %,d ms after the change"
                .formatted(
                    entry.path("action").asString(), Duration.between(changed, at).toMillis()));
        entry.path("modifiedProperties").forEach(this::sayChange);
      }
    }
    memberships(directoryId, changed);
  }

  private String directoryId(Person person) {
    for (var entry : log(importJob, "sourceId=" + person.employeeId() + "&limit=1")) {
      return entry.path("targetId").asString();
    }
    throw new CommandException("the import's log has nothing about " + person.displayName());
  }

  private void memberships(String directoryId, Instant changed) {
    for (var entry : log(application, "limit=50")) {
      if (!Instant.parse(entry.path("at").asString()).isAfter(changed)) {
        continue;
      }
      for (var change : entry.path("modifiedProperties")) {
        if (change.path("name").asString().equals("members")) {
          sayMembership(entry, change, directoryId);
        }
      }
    }
  }

  private void sayMembership(JsonNode entry, JsonNode change, String id) {
    if (has(change.path("after"), id)) {
      stage.say("      joins the group %s".formatted(entry.path("displayName").asString()));
    }
    if (has(change.path("before"), id)) {
      stage.say("      leaves the group %s".formatted(entry.path("displayName").asString()));
    }
  }

  private static boolean has(JsonNode ids, String id) {
    for (var element : ids) {
      if (element.asString().equals(id)) {
        return true;
      }
    }
    return false;
  }

  private void sayChange(JsonNode change) {
    stage.say(
        "      %s: %s → %s"
            .formatted(
                change.path("name").asString(),
                words(change.path("before")),
                words(change.path("after"))));
  }

  private static String words(JsonNode value) {
    return value.isNull() ? "–" : value.toString();
  }

  private JsonNode log(String job, String query) {
    return admin.get(job + "/log?" + query).path("entries");
  }

  private static String contents(ScimConnection connection) {
    try (var client = new ScimClient(connection)) {
      var users = client.query("/Users", ScimQuery.all().page(1, 1)).totalResults();
      var groups =
          client.query("/Groups", ScimQuery.all().page(1, 1).without("members")).totalResults();
      return "%,d users and %,d groups".formatted(users, groups);
    }
  }

  private static void requireDone(JsonNode cycle) {
    if (!cycle.path("state").asString().equals("done")) {
      throw new CommandException(
          "the cycle is %s: %s".formatted(cycle.path("state").asString(), cycle.path("notes")));
    }
    var failed = cycle.path("performed").path("failed").asLong();
    if (failed > 0) {
      throw new CommandException("%,d changes failed; see \"muster app log\"".formatted(failed));
    }
  }

  /// The token of the demo's own tenant is there to go on with; anyone else's is theirs.
  private String shown(ScimConnection connection) {
    return otherTarget.isEmpty() ? connection.token() : "as given";
  }
}
