package dev.muster.server.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes of definitions while there are resources.
@ParameterizedClass
@EnumSource(TestTenant.Kind.class)
@Execution(ExecutionMode.CONCURRENT)
class DefinitionChangeTest {
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String STAFF = "urn:example:2.0:Staff";
  private static final String SCHEMAS = "/tenants/acme/schemas";

  @Parameter private TestTenant.Kind kind = TestTenant.Kind.SQLITE;
  private TestTenant acme = TestTenant.NONE;

  @BeforeEach
  void start(@TempDir Path folder) {
    acme = TestTenant.start(kind, folder);
    acme.admin().post(SCHEMAS, staff("{\"name\": \"badge\"}"));
    var extended =
        ScimJson.parseObject(
            """
            {"schemaExtensions": [
              {"schema": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"},
              {"schema": "urn:example:2.0:Staff"}]}
            """);
    acme.admin().patch("/tenants/acme/resource-types/User", extended);
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private static ObjectNode staff(String attributes) {
    return ScimJson.parseObject(
        "{\"id\": \"%s\", \"name\": \"Staff\", \"attributes\": [%s]}".formatted(STAFF, attributes));
  }

  private void define(String attributes) {
    acme.admin().put(SCHEMAS + "/" + STAFF, staff(attributes));
  }

  private String create(String name, String badge) {
    var answer =
        acme.send(
            "POST",
            "/Users",
            """
            {"schemas": ["%s", "%s"], "userName": "%s", "%s": {"badge": "%s"}}
            """
                .formatted(USER, STAFF, name, STAFF, badge));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return "/Users/" + answer.body().path("id").asString();
  }

  private int found(String badge) {
    var filter = "%s:badge eq \"%s\"".formatted(STAFF, badge);
    return acme.get("/Users?filter=" + TestTenant.encode(filter))
        .body()
        .path("totalResults")
        .asInt();
  }

  private static void await(BooleanSupplier condition) {
    var deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("still waiting").isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  private JsonNode index(String attribute) {
    for (var index : acme.admin().get("/tenants/acme/indexes").path("indexes")) {
      if (index.path("attribute").asString().equals(attribute)) {
        return index;
      }
    }
    return ScimJson.object();
  }

  @Test
  void extensionOfUserIsThereAtOnce() {
    create("ann", "7");

    assertThat(found("7")).isOne();
    assertThat(acme.get("/Schemas/" + STAFF).status()).isEqualTo(200);
    assertThat(acme.get("/ResourceTypes/User").body().path("schemaExtensions")).hasSize(2);
    define("{\"name\": \"badge\"}, {\"name\": \"desk\"}");
    assertThat(acme.get("/Schemas/" + STAFF).body().path("attributes")).hasSize(2);
  }

  @Test
  void uniquenessIsRefusedWhileValuesAreSharedAndNamesThem() {
    var ann = create("ann", "7");
    create("bob", "7");
    var unique = "{\"name\": \"badge\", \"uniqueness\": \"server\"}";

    assertThatThrownBy(() -> define(unique))
        .hasMessageContaining("badge")
        .hasMessageContaining("\"7\"");
    assertThat(acme.send("DELETE", ann, "").status()).isEqualTo(204);
    define(unique);

    var again =
        acme.send(
            "POST",
            "/Users",
            "{\"userName\": \"eve\", \"%s\": {\"badge\": \"7\"}}".formatted(STAFF));
    assertThat(again.status()).isEqualTo(409);
    define("{\"name\": \"badge\"}");
    create("eve", "7");
    assertThat(found("7")).isEqualTo(2);
  }

  @Test
  void tighteningIsRefusedWithReasonNumberAndWayOut() {
    create("ann", "7");
    acme.send("POST", "/Users", "{\"userName\": \"bob\"}");

    assertThatThrownBy(() -> define("{\"name\": \"badge\", \"type\": \"integer\"}"))
        .hasMessageContaining("type from string to integer")
        .hasMessageContaining("1 resource")
        .hasMessageContaining("remove the values first");
    assertThatThrownBy(() -> define("{\"name\": \"desk\"}")).hasMessageContaining("badge\" goes");
    var required =
        ScimJson.parseObject(
            "{\"schemaExtensions\": [{\"schema\": \"%s\", \"required\": true}]}".formatted(STAFF));
    assertThatThrownBy(() -> acme.admin().patch("/tenants/acme/resource-types/User", required))
        .hasMessageContaining("becomes required")
        .hasMessageContaining("without it");
    assertThat(found("7")).isOne();
  }

  @Test
  void dryRunSaysWhatWouldChangeAndChangesNothing() {
    create("ann", "7");
    var set = acme.admin().get("/tenants/acme/schema-set");
    ((ArrayNode) set.path("schemas")).removeIf(s -> s.path("id").asString().equals(STAFF));
    ((ArrayNode) set.path("schemas"))
        .add(staff("{\"name\": \"badge\", \"type\": \"integer\"}, {\"name\": \"desk\"}"));

    var report = acme.admin().put("/tenants/acme/schema-set?dryRun=true", set);

    assertThat(report.path("possible").booleanValue()).isFalse();
    assertThat(report.path("changes")).hasSize(2);
    assertThat(report.toString()).contains("\"resources\":1").contains("desk");
    assertThat(acme.get("/Schemas/" + STAFF).body().path("attributes")).hasSize(1);
  }

  @Test
  void dryRunNamesSharedValuesToo() {
    create("ann", "7");
    create("bob", "7");
    var set = acme.admin().get("/tenants/acme/schema-set");
    ((ArrayNode) set.path("schemas")).removeIf(s -> s.path("id").asString().equals(STAFF));
    ((ArrayNode) set.path("schemas"))
        .add(staff("{\"name\": \"badge\", \"uniqueness\": \"server\"}"));

    var report = acme.admin().put("/tenants/acme/schema-set?dryRun=true", set);

    assertThat(report.path("possible").booleanValue()).isFalse();
    assertThat(report.path("refusals").toString()).contains("several User resources");
  }

  @Test
  void indexIsBuiltForWhatIsThereAndRemovedAgain() {
    create("ann", "7");
    var body = ScimJson.object().put("attribute", STAFF + ":badge");

    acme.admin().post("/tenants/acme/indexes", body);

    assertThat(index(STAFF + ":badge").path("state").asString()).isEqualTo("complete");
    assertThat(found("7")).isOne();
    create("bob", "7");
    assertThat(found("7")).isEqualTo(2);
    acme.admin().delete("/tenants/acme/indexes/" + STAFF + ":badge");
    await(() -> index(STAFF + ":badge").isEmpty());
    assertThat(found("7")).isEqualTo(2);
  }

  @Test
  void indexOfManyIsBuiltInTheBackground() {
    for (int i = 0; i < 1_100; i++) {
      create("user" + i, "b" + i % 550);
    }
    var body = ScimJson.object().put("attribute", STAFF + ":badge");

    assertThatThrownBy(() -> define("{\"name\": \"badge\", \"uniqueness\": \"server\"}"))
        .hasMessageContaining("add it to \"indexed\"");
    acme.admin().post("/tenants/acme/indexes", body);

    assertThat(index(STAFF + ":badge").path("state").asString()).isEqualTo("building");
    assertThat(index(STAFF + ":badge").path("total").asInt()).isEqualTo(1_100);
    assertThat(found("b7")).isEqualTo(2);
    create("late", "b7");
    await(() -> index(STAFF + ":badge").path("state").asString().equals("complete"));
    assertThat(found("b7")).isEqualTo(3);
    assertThatThrownBy(() -> define("{\"name\": \"badge\", \"uniqueness\": \"server\"}"))
        .hasMessageContaining("\"b0\"");
  }

  @Test
  void userNeedsAnExternalIdWhereTheTenantSaysSo() {
    var user = acme.admin().get(SCHEMAS + "/" + USER);
    ((ArrayNode) user.path("attributes"))
        .addObject()
        .put("name", "externalId")
        .put("caseExact", true)
        .put("required", true);

    acme.admin().put(SCHEMAS + "/" + USER, user);

    assertThat(acme.send("POST", "/Users", "{\"userName\": \"ann\"}").status()).isEqualTo(400);
    assertThat(
            acme.send("POST", "/Users", "{\"userName\": \"ann\", \"externalId\": \"7\"}").status())
        .isEqualTo(201);
    acme.admin().delete(SCHEMAS + "/" + USER);
    assertThat(acme.send("POST", "/Users", "{\"userName\": \"bob\"}").status()).isEqualTo(201);
  }

  @Test
  void undeclaredExtensionsAreRefusedOrKeptByTheTenantsChoice() {
    var body =
        """
        {"userName": "ann", "urn:example:2.0:Other": {"shoes": 39, "Hat": {"size": "L"}}}
        """;
    assertThat(acme.send("POST", "/Users", body).status()).isEqualTo(400);
    acme.admin()
        .patch("/tenants/acme/settings", ScimJson.object().put("undeclaredExtensions", true));

    var made = acme.send("POST", "/Users", body).body();

    var user = "/Users/" + made.path("id").asString();
    assertThat(made.path("urn:example:2.0:Other").toString())
        .isEqualTo("{\"shoes\":39,\"Hat\":{\"size\":\"L\"}}");
    assertThat(made.path("schemas").toString()).contains("urn:example:2.0:Other");
    var patched =
        acme.send(
                "PATCH",
                user,
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
                  {"op": "replace", "path": "urn:example:2.0:Other:shoes", "value": 40},
                  {"op": "remove", "path": "urn:example:2.0:Other:Hat"},
                  {"op": "add", "value": {"urn:example:2.0:More": {"a": 1}}}]}
                """)
            .body();
    assertThat(patched.path("urn:example:2.0:Other").toString()).isEqualTo("{\"shoes\":40}");
    assertThat(patched.path("urn:example:2.0:More").toString()).isEqualTo("{\"a\":1}");
    assertThat(acme.get(user + "?attributes=urn:example:2.0:Other").body().propertyNames())
        .contains("urn:example:2.0:Other")
        .doesNotContain("urn:example:2.0:More", "userName");
    assertThat(acme.get(user + "?excludedAttributes=urn:example:2.0:Other").body().propertyNames())
        .contains("urn:example:2.0:More")
        .doesNotContain("urn:example:2.0:Other");
  }
}
