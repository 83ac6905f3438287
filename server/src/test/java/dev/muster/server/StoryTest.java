package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimConnection;
import dev.muster.client.ScimQuery;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.sources.people.PeopleChanges;
import dev.muster.sources.people.PeopleCsv;
import dev.muster.sources.people.PeopleGenerator;
import dev.muster.sources.people.Person;
import dev.muster.store.PostgreSqlServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// HR file → directory → application on a whole server, on both databases, seen from outside.
class StoryTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String IMPORT = "/tenants/acme/jobs/hr";
  private static final String APPLICATION = "/tenants/acme/jobs/app";

  @TempDir Path folder;

  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  private MusterServer start(Kind kind) {
    var database =
        switch (kind) {
          case SQLITE -> Optional.<String>empty();
          case POSTGRESQL -> Optional.of(PostgreSqlServer.newDatabase());
        };
    return MusterServer.start(
        new Configuration("127.0.0.1", 0, folder, database, Optional.empty()));
  }

  private static AdminClient admin(MusterServer server) {
    return new AdminClient(server.baseUrl(), server.adminToken());
  }

  private static ScimConnection tenant(AdminClient admin, String name) {
    var made = admin.post("/tenants", ScimJson.object().put("name", name));
    return ScimConnection.of(made.path("tenantUrl").asString(), made.path("token").asString())
        .withRequestsPerSecond(Optional.empty());
  }

  private static ObjectNode upload(AdminClient admin, byte[] file) {
    return admin.put("/tenants/acme/hr-file?name=people.csv", file);
  }

  private static JsonNode run(AdminClient admin, String job) {
    var answer = admin.post(job + "/cycles?wait=60", ScimJson.object());
    assertThat(answer.path("done").booleanValue()).isTrue();
    return admin.get(job).path("cycles").path(0);
  }

  private static void connect(AdminClient admin, ScimConnection application) {
    admin.post(
        "/tenants/acme/applications",
        ScimJson.object()
            .put("name", "app")
            .put("tenantUrl", application.baseUrl().toString())
            .put("secretToken", application.token())
            .put("requestsPerSecond", 0));
    var body = ScimJson.object();
    body.putArray("addGroups").add("*");
    admin.post(APPLICATION + "/assignments", body);
  }

  private static List<ObjectNode> all(ScimConnection connection, String endpoint) {
    var found = new ArrayList<ObjectNode>();
    try (var client = new ScimClient(connection)) {
      client.walk(endpoint, ScimQuery.all(), 100, found::addAll);
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyPersonManagerAndMembershipArrives(Kind kind) {
    try (var server = start(kind)) {
      var admin = admin(server);
      tenant(admin, "acme");
      var application = tenant(admin, "app");
      var people = new PeopleGenerator(5, TODAY).people(150);
      upload(admin, PeopleCsv.write(people));
      assertThat(run(admin, IMPORT).path("state").asString()).isEqualTo("done");
      connect(admin, application);
      assertThat(run(admin, APPLICATION).path("performed").path("failed").asLong()).isZero();

      assertHolds(application, people);
    }
  }

  private static void assertHolds(ScimConnection application, List<Person> people) {
    var accounts = new HashMap<String, ObjectNode>();
    for (var user : all(application, "/Users")) {
      assertThat(accounts.put(user.path("userName").asString(), user)).isNull();
    }
    assertThat(accounts.keySet())
        .isEqualTo(people.stream().map(Person::userName).collect(Collectors.toSet()));
    var byEmployee =
        people.stream().collect(Collectors.toMap(Person::employeeId, person -> person));
    for (var person : people) {
      var account = accounts.getOrDefault(person.userName(), ScimJson.object());
      assertThat(account.path("displayName").asString()).isEqualTo(person.displayName());
      assertThat(account.path("active").booleanValue()).isEqualTo(person.active());
      var manager = account.path(ENTERPRISE).path("manager").path("value").asString("");
      var expected =
          person
              .managerId()
              .map(byEmployee::get)
              .map(boss -> accounts.getOrDefault(boss.userName(), ScimJson.object()))
              .map(boss -> boss.path("id").asString())
              .orElse("");
      assertThat(manager).isEqualTo(expected);
    }
    assertThat(memberships(application, accounts)).isEqualTo(departments(people));
  }

  private static Map<String, Set<String>> memberships(
      ScimConnection application, Map<String, ObjectNode> accounts) {
    var names =
        accounts.values().stream()
            .collect(
                Collectors.toMap(
                    user -> user.path("id").asString(), user -> user.path("userName").asString()));
    var memberships = new HashMap<String, Set<String>>();
    for (var group : all(application, "/Groups")) {
      var members = new HashSet<String>();
      group
          .path("members")
          .forEach(member -> members.add(names.getOrDefault(member.path("value").asString(), "?")));
      memberships.put(group.path("displayName").asString(), members);
    }
    return memberships;
  }

  private static Map<String, Set<String>> departments(List<Person> people) {
    return people.stream()
        .collect(
            Collectors.groupingBy(
                Person::department, Collectors.mapping(Person::userName, Collectors.toSet())));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void changesFollowByThemselves(Kind kind) {
    try (var server = start(kind)) {
      var admin = admin(server);
      tenant(admin, "acme");
      var application = tenant(admin, "app");
      var people = new PeopleGenerator(5, TODAY).people(60);
      upload(admin, PeopleCsv.write(people));
      run(admin, IMPORT);
      connect(admin, application);
      run(admin, APPLICATION);
      var before = admin.get(APPLICATION).path("cycles").path(0).path("number").asLong();

      var changes = PeopleChanges.of(people, TODAY);
      upload(admin, PeopleCsv.write(changes.people()));
      run(admin, IMPORT);
      // The last of the cycles that the changes woke, or that this one finds nothing left to do.
      run(admin, APPLICATION);

      assertHolds(application, changes.people());
      var requests = 0L;
      for (var cycle : admin.get(APPLICATION).path("cycles")) {
        if (cycle.path("number").asLong() > before) {
          requests += cycle.path("requests").asLong();
        }
      }
      assertThat(requests).isBetween(3L, 12L);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void emptyOrCutFileTakesNobodyForALeaver(Kind kind) {
    try (var server = start(kind)) {
      var admin = admin(server);
      var acme = tenant(admin, "acme");
      var file = PeopleCsv.write(new PeopleGenerator(5, TODAY).people(60));
      upload(admin, file);
      run(admin, IMPORT);

      var empty = upload(admin, new byte[0]);
      assertThat(empty.path("problems").path(0).asString()).startsWith("line 1: the file is empty");
      run(admin, IMPORT);
      var cut = upload(admin, Arrays.copyOf(file, beginningOfLine(20, file) + 12));
      assertThat(cut.path("complete").booleanValue()).isFalse();
      run(admin, IMPORT);

      assertThat(all(acme, "/Users"))
          .hasSize(60)
          .allMatch(user -> user.path("active").booleanValue());
    }
  }

  private static int beginningOfLine(int number, byte[] file) {
    var line = 1;
    var at = 0;
    while (line < number) {
      if (file[at++] == '\n') {
        line++;
      }
    }
    return at;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void fileThatLostManyPeopleIsParkedUntilSomeoneApproves(Kind kind) {
    try (var server = start(kind)) {
      var admin = admin(server);
      var acme = tenant(admin, "acme");
      var people = new PeopleGenerator(5, TODAY).people(60);
      upload(admin, PeopleCsv.write(people));
      run(admin, IMPORT);

      upload(admin, PeopleCsv.write(people.subList(0, 40)));
      assertThat(run(admin, IMPORT).path("state").asString()).isEqualTo("parked");
      assertThat(all(acme, "/Users")).allMatch(user -> user.path("active").booleanValue());
      var plan = admin.get(IMPORT + "/plan");
      assertThat(plan.path("planned").path("disables").asLong()).isEqualTo(20);
      assertThat(plan.path("notes").path(0).asString()).contains("10 %");

      admin.post(IMPORT + "/plan/approve?wait=60", ScimJson.object());

      assertThat(all(acme, "/Users"))
          .filteredOn(user -> !user.path("active").booleanValue())
          .hasSize(20);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "SQLITE")
  void connectionTestSaysInWordsWhatIsWrong(Kind kind) {
    try (var server = start(kind)) {
      var admin = admin(server);
      tenant(admin, "acme");
      var application = tenant(admin, "app");

      assertThat(test(admin, application.baseUrl().toString(), "wrong"))
          .contains("refuses the secret token (401)");
      assertThat(test(admin, "http://127.0.0.1:1/scim", "t")).contains("refuses connections");
      assertThat(test(admin, "http://no-such-host.invalid/scim", "t")).contains("is unknown");
      assertThat(test(admin, application.baseUrl().toString(), application.token())).isEmpty();
    }
  }

  /// The details of the checks that failed.
  private static String test(AdminClient admin, String url, String token) {
    var report =
        admin.post(
            "/tenants/acme/connection-tests",
            ScimJson.object().put("tenantUrl", url).put("secretToken", token));
    var failed = new StringBuilder();
    for (var check : report.path("checks")) {
      if (check.path("outcome").asString().equals("failed")) {
        failed.append(check.path("detail").asString());
      }
    }
    return failed.toString();
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "SQLITE")
  void badRowsAreListedWithTheirLinesAndGoodOnesPass(Kind kind) {
    try (var server = start(kind)) {
      var admin = admin(server);
      var acme = tenant(admin, "acme");
      var file =
          """
          employee_id,user_name,department
          1,ann,Research
          2,bob,Research,one too many
          1,cid,Research
          4,dan,Research
          """;

      var upload = upload(admin, file.getBytes(StandardCharsets.UTF_8));
      run(admin, IMPORT);

      assertThat(upload.path("problems").path(0).asString()).startsWith("line 3: 4 fields");
      assertThat(upload.path("problems").path(1).asString()).startsWith("line 4: employee_id");
      assertThat(all(acme, "/Users"))
          .extracting(user -> user.path("userName").asString())
          .containsExactlyInAnyOrder("ann", "dan");
    }
  }
}
