package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.openapi.OpenApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The document of the admin API beside the schema of such documents, and beside what the admin API
/// really answers.
class OpenApiAnswersTest extends WithMuster {
  private static final String APP = "/tenants/{tenant}/jobs/{job}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private ObjectNode document = ScimJson.object();

  @BeforeEach
  void read() {
    document = ScimJson.parseObject(send("GET", OpenApi.PREFIX, "").body());
  }

  @AfterEach
  void close() {
    http.close();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return ConsoleClient.send(
        http,
        HttpRequest.newBuilder(URI.create(muster.baseUrl() + path))
            .header("Authorization", "Bearer " + muster.adminToken())
            .method(method, BodyPublishers.ofString(body)));
  }

  private static JsonNode metaSchema() {
    var name = "/openapi/schema-2022-10-07.json";
    try (var file = OpenApiAnswersTest.class.getResourceAsStream(name)) {
      var bytes = Objects.requireNonNull(file, name).readAllBytes();
      return ScimJson.parseObject(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void documentIsAnOpenApiDocument() {
    var schema = schemas.getSchema(metaSchema());
    assertThat(schema.validate(document)).isEmpty();

    // That the validator would say so.
    var broken = document.deepCopy();
    broken.remove("info");
    assertThat(schema.validate(broken)).isNotEmpty();
  }

  @Test
  void schemasOfItsAnswersAreJsonSchemas() {
    var meta =
        schemas.getSchema(
            ScimJson.object().put("$ref", "https://json-schema.org/draft/2020-12/schema"));
    document
        .at("/components/schemas")
        .properties()
        .forEach(shape -> assertThat(meta.validate(shape.getValue())).as(shape.getKey()).isEmpty());
  }

  /// Asks, and compares the answer with what the document has of it.
  ///
  /// @param route as in the document, with placeholders
  private ObjectNode ask(String method, String route, String query, String body, int status) {
    var path = route;
    for (var value :
        Map.of("{tenant}", "acme", "{job}", "app", "{endpoint}", "Users", "{number}", "1")
            .entrySet()) {
      path = path.replace(value.getKey(), value.getValue());
    }
    var answer = send(method, "/api/v1" + path + query, body);
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
    var json = ScimJson.parseObject(answer.body());
    compare(method, route, status, json);
    return json;
  }

  private void compare(String method, String route, int status, ObjectNode json) {
    var responses =
        document.path("paths").path(route).path(method.toLowerCase(Locale.ROOT)).path("responses");
    var content = responses.path(Integer.toString(status)).path("content");
    assertThat(content.isObject()).as("%s %s: %d", method, route, status).isTrue();
    var shape = (ObjectNode) content.values().iterator().next().path("schema").deepCopy();
    shape.set("components", document.path("components"));
    var found = schemas.getSchema(shape).validate(json).stream().map(Error::toString).toList();
    assertThat(found).as("%s %s: %s", method, route, json).isEmpty();
    var unknown = new ArrayList<String>();
    unknown(shape, json, "", unknown);
    assertThat(unknown).as("%s %s is not described", method, route).isEmpty();
  }

  /// Members of an answer that its schema does not name, where it names any.
  private void unknown(JsonNode schema, JsonNode value, String at, List<String> unknown) {
    if (value.isArray()) {
      var items = resolved(schema).path("items");
      value.forEach(element -> unknown(items, element, at + "[]", unknown));
    }
    var properties = properties(schema);
    if (value.isObject() && !properties.isEmpty() && !properties.containsKey("schemas")) {
      value
          .properties()
          .forEach(member -> {
            var name = at + "." + member.getKey();
            var described = properties.get(member.getKey());
            if (described == null) {
              unknown.add(name);
            } else {
              unknown(described, member.getValue(), name, unknown);
            }
          });
    }
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.path("$ref").isString()
        ? document.at(schema.path("$ref").stringValue().substring(1))
        : schema;
  }

  private Map<String, JsonNode> properties(JsonNode schema) {
    var own = resolved(schema);
    var properties = new HashMap<String, JsonNode>();
    own.path("allOf").forEach(part -> properties.putAll(properties(part)));
    own.path("properties")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue()));
    return properties;
  }

  private ObjectNode get(String route, String query) {
    return ask("GET", route, query, "", 200);
  }

  @Test
  void tenantsTokensAndPeopleAreAnsweredAsDescribed() {
    ask("POST", "/tenants", "", "{\"name\": \"fabrikam\"}", 201);
    get("/tenants", "");
    get("/tenants/{tenant}", "");
    ask("POST", "/tenants/{tenant}/tokens", "", "{\"name\": \"t\", \"expiresInDays\": 3}", 201);
    muster.createUser("bjensen");
    muster.createUser("bjensen");
    get("/tenants/{tenant}/tokens", "");
    ask("POST", "/tenants/{tenant}/setup-links", "", "{\"note\": \"IT\"}", 201);
    get("/tenants/{tenant}/setup-links", "");
    var people = get("/tenants/{tenant}/directory/{endpoint}", "?count=1");
    assertThat(people.path("Resources")).hasSize(1);
    muster.admin().post("/tenants/acme/alert-channels", mail());
    get("/tenants/{tenant}/alerts", "");
    assertThat(get("/audit", "").path("entries")).isNotEmpty();
    get("/audit/verification", "");
    assertThat(awaitRequests().path("requests").path(0).path("status").asInt()).isEqualTo(409);
  }

  private static ObjectNode mail() {
    return ScimJson.object().put("url", "http://127.0.0.1:9/alerts");
  }

  private ObjectNode awaitRequests() {
    for (var i = 0; i < 2_000; i++) {
      var page = get("/tenants/{tenant}/requests", "?status=4xx");
      if (!page.path("requests").isEmpty()) {
        return page;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the request was not recorded");
  }

  private void connect() {
    var target = muster.admin().post("/tenants", ScimJson.object().put("name", "target"));
    var application =
        ScimJson.object()
            .put("name", "app")
            .put("tenantUrl", target.path("tenantUrl").asString())
            .put("secretToken", target.path("token").asString())
            .put("requestsPerSecond", 0)
            .put("allUsers", true);
    ask("POST", "/tenants/{tenant}/applications", "", ScimJson.write(application), 201);
  }

  @Test
  void provisioningIsAnsweredAsDescribed() {
    connect();
    muster.createUser("bjensen");
    var later = muster.createUser("zoe").id();
    ask("POST", APP + "/test", "", "", 200);
    ask("POST", APP + "/start", "", "", 200);
    var asked = ask("POST", APP + "/cycles", "?wait=60", "{}", 200);
    assertThat(asked.path("done").asBoolean(false)).isTrue();
    get("/tenants/{tenant}/jobs", "");
    get(APP, "");
    var plan = get(APP + "/plans/{number}", "");
    assertThat(plan.path("actions")).hasSize(2);
    for (var list : List.of("/links", "/failures", "/drift", "/log", "/requests", "/assignments")) {
      get(APP + list, "");
    }
    get("/tenants/{tenant}/log", "");
    assertThat(get("/tenants/{tenant}/explain", "?user=" + later).path("applications")).hasSize(1);
    muster.deactivate(later);
    ask("POST", APP + "/previews", "?wait=60", "{\"settings\": {}}", 200);
    var one = "{\"user\": \"%s\", \"dryRun\": %s}";
    ask("POST", APP + "/provision", "", one.formatted(later, true), 200);
    ask("POST", APP + "/provision", "", one.formatted(later, false), 200);
    ask("POST", APP + "/drift", "?wait=60", "", 200);
    ask("POST", APP + "/pause", "", "", 200);
  }
}
