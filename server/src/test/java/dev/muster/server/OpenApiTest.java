package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.openapi.OpenApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The document that describes the admin API, beside what the admin API does.
class OpenApiTest extends WithConsole {

  private HttpResponse<String> get(String path, String token) {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path));
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }
  }

  private ObjectNode document() {
    var answer = get(OpenApi.PREFIX, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return ScimJson.parseObject(answer.body());
  }

  @Test
  void everyRouteIsDescribedAndNothingElseIs() {
    assertThat(new OpenApi(server.adminRoutes(), server.baseUrl()).mismatches()).isEmpty();
    var described = new ArrayList<String>();
    document()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    described.add(method.toUpperCase(Locale.ROOT) + " /api/v1" + path.getKey())));
    assertThat(described).containsExactlyInAnyOrderElementsOf(server.adminRoutes());
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryPlaceholderIsAParameter() {
    var document = document();
    assertThat(document.path("openapi").asString()).startsWith("3.1.");
    document.findValues("$ref").stream()
        // Members of groups have a field of that name.
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .distinct()
        .forEach(ref ->
            assertThat(document.at(ref.substring(1)).isObject())
                .as("%s leads somewhere", ref)
                .isTrue());
    var ids = new HashSet<String>();
    operations(
        document,
        (path, operation) -> {
          assertThat(ids.add(operation.path("operationId").asString()))
              .as("%s has an id of its own", path)
              .isTrue();
          assertThat(operation.path("summary").asString()).as(path).isNotBlank();
          var declared = new ArrayList<String>();
          for (var parameter : operation.path("parameters")) {
            if (parameter.path("in").asString().equals("path")) {
              declared.add(parameter.path("name").asString());
            }
          }
          var placeholders =
              Pattern.compile("\\{([^}]+)}")
                  .matcher(path)
                  .results()
                  .map(found -> found.group(1))
                  .toList();
          assertThat(declared).as(path).isEqualTo(placeholders);
        });
  }

  private interface Operation {
    void of(String path, JsonNode operation);
  }

  private static void operations(ObjectNode document, Operation each) {
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue().forEach(operation -> each.of(path.getKey(), operation)));
  }

  /// Every list that needs no more than a tenant and an application is asked for.
  @Test
  void listsAreCalledWhatTheDocumentSays() {
    api("POST", "/tenants", "{\"name\": \"acme\"}", server.adminToken(), 201);
    api(
        "POST",
        "/tenants/acme/applications",
        "{\"name\": \"app\", \"tenantUrl\": \"http://127.0.0.1:9/scim\", \"secretToken\": \"s\"}",
        server.adminToken(),
        201);
    var asked = new ArrayList<String>();
    for (var path : document().path("paths").properties()) {
      var list =
          path.getValue().at("/get/responses/200/content/application~1json/schema/required/0");
      var address = path.getKey().replace("{tenant}", "acme").replace("{job}", "app");
      if (!list.isMissingNode() && !address.contains("{") && !address.equals("/search")) {
        var answer = get("/api/v1" + address, server.adminToken());
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        assertThat(ScimJson.parseObject(answer.body()).path(list.asString()).isArray())
            .as("%s has an array %s", address, list.asString())
            .isTrue();
        asked.add(address);
      }
    }
    assertThat(asked).hasSizeGreaterThan(25);
  }

  @Test
  void bodiesAreTakenAsTheDocumentSays() {
    var tenant =
        document().at("/paths/~1tenants/post/requestBody/content/application~1json/schema");
    assertThat(tenant.path("required").path(0).asString()).isEqualTo("name");
    var made =
        ScimJson.parseObject(
            api("POST", "/tenants", "{\"name\": \"fabrikam\"}", server.adminToken(), 201));
    var promised = document().at("/components/schemas/NewTenant/required");
    for (var field : promised) {
      assertThat(made.has(field.asString())).as(field.asString()).isTrue();
    }
  }
}
