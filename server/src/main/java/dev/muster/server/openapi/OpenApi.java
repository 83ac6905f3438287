package dev.muster.server.openapi;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.http.Handler;
import dev.muster.server.http.Problem;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The admin API as an OpenAPI 3.1 document: the routes that there are, each with what
/// `admin-api.yaml` says of it. Anybody may read it: it names no tenant.
public final class OpenApi implements Handler {
  /// Where the document is.
  public static final String PREFIX = "/api/openapi.json";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");
  private static final String JSON = "application/json";

  private final Routes<Handler> routes =
      new Routes<Handler>().on("GET", PREFIX, request -> Response.of(200, JSON, text()));
  private final List<String> described;
  private final String baseUrl;
  private byte[] text = {};

  /// @param described all routes: `GET /api/v1/tenants/{tenant}`
  /// @param baseUrl where the server is reached
  public OpenApi(List<String> described, String baseUrl) {
    this.described = List.copyOf(described);
    this.baseUrl = baseUrl;
  }

  @Override
  public Response answer(Request request) {
    return Problem.funnel(request, () -> routes.require(request).handler().answer(request));
  }

  /// Anybody may ask: it is made once, and not before somebody does.
  private synchronized byte[] text() {
    if (text.length == 0) {
      text = ScimJson.writeBytes(document());
    }
    return text;
  }

  private static ObjectNode read() {
    try (var stream = OpenApi.class.getResourceAsStream("admin-api.yaml")) {
      var yaml =
          new Load(LoadSettings.builder().build())
              .loadFromInputStream(Objects.requireNonNull(stream, "admin-api.yaml"));
      return JsonMapper.shared().valueToTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is described and not there, or there and not described.
  public List<String> mismatches() {
    var there = described.stream().map(OpenApi::key).toList();
    var operations = read().path("operations");
    var mismatches =
        new ArrayList<>(
            there.stream()
                .filter(route -> !operations.has(route))
                .map(route -> route + " is not described")
                .toList());
    operations.propertyNames().stream()
        .filter(route -> !there.contains(route))
        .map(route -> route + " is described and not there")
        .forEach(mismatches::add);
    return mismatches;
  }

  private static String key(String route) {
    return route.replaceFirst(AdminApi.PREFIX, "");
  }

  /// The document.
  private ObjectNode document() {
    var description = read();
    var document = ScimJson.object().put("openapi", "3.1.1");
    document
        .putObject("info")
        .put("title", "Muster admin API")
        .put("version", "1")
        .put(
            "description",
            "Everything that the console and the command line do. Failures are problem details (RFC 9457).");
    document.putArray("servers").addObject().put("url", baseUrl + AdminApi.PREFIX);
    document.putArray("security").addObject().putArray("token");
    var paths = document.putObject("paths");
    for (var route : described) {
      var method = route.substring(0, route.indexOf(' '));
      var path = key(route).substring(method.length() + 1);
      var operations = paths.has(path) ? paths.get(path) : paths.putObject(path);
      ((ObjectNode) operations)
          .set(
              method.toLowerCase(Locale.ROOT),
              operation(method, path, description.path("operations").path(key(route))));
    }
    components(document.putObject("components"), description.path("schemas"));
    return document;
  }

  private static void components(ObjectNode components, JsonNode shapes) {
    var schemas = components.putObject("schemas");
    shapes
        .properties()
        .forEach(shape -> schemas.set(shape.getKey(), Shapes.schema(shape.getValue())));
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An API key (mak_…), or the admin token of the data folder");
    var problem =
        components
            .putObject("responses")
            .putObject("Problem")
            .put("description", "What stood in the way; field names the part of the request");
    content(problem, "application/problem+json", ref("Problem"));
  }

  private static ObjectNode operation(String method, String path, JsonNode described) {
    var operation =
        ScimJson.object()
            .put("operationId", id(method, path))
            .put("summary", described.path("summary").asString(""));
    operation.putArray("tags").add(described.path("tag").asString("Other"));
    parameters(operation, method, path, described);
    var body = described.path("body");
    if (!body.isMissingNode()) {
      var media = body.isString() && body.stringValue().contains("/");
      content(
          operation.putObject("requestBody"),
          media ? body.stringValue() : JSON,
          media ? anything(body.stringValue()) : Shapes.schema(body));
    }
    var responses = operation.putObject("responses");
    success(responses.putObject(Integer.toString(described.path("status").asInt(200))), described);
    var accepted = described.path("accepted");
    if (!accepted.isMissingNode()) {
      var later = responses.putObject("202").put("description", "It is being done");
      content(later, JSON, Shapes.schema(accepted));
    }
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
    return operation;
  }

  private static void parameters(
      ObjectNode operation, String method, String path, JsonNode described) {
    var parameters = operation.putArray("parameters");
    PLACEHOLDER
        .matcher(path)
        .results()
        .forEach(found ->
            parameters.add(
                parameter("path", found.group(1), ScimJson.object().put("type", "string"))
                    .put("required", true)));
    described
        .path("query")
        .properties()
        .forEach(field ->
            parameters.add(
                parameter("query", field.getKey(), Shapes.schema(field.getValue()))
                    .put("required", Shapes.required(field.getValue()))));
    if (described.path("paged").asBoolean(false)) {
      parameters.add(
          parameter(
              "query",
              "limit",
              ScimJson.object().put("type", "integer").put("minimum", 1).put("maximum", 1_000)));
      parameters.add(
          parameter("query", "cursor", ScimJson.object().put("type", "string"))
              .put("description", "the nextCursor of the page before"));
    }
    if (method.equals("POST")) {
      parameters.add(
          parameter("header", "Idempotency-Key", ScimJson.object().put("type", "string"))
              .put("description", "sent again with the same key, the first answer comes back"));
    }
  }

  private static ObjectNode parameter(String in, String name, ObjectNode schema) {
    var parameter = ScimJson.object().put("name", name).put("in", in);
    parameter.set("schema", schema);
    return parameter;
  }

  private static void success(ObjectNode response, JsonNode described) {
    response.put("description", described.path("summary").asString(""));
    var answer = described.path("answer");
    if (described.has("list")) {
      var list = ScimJson.object().put("type", "object");
      var properties = list.putObject("properties");
      var array = properties.putObject(described.path("list").asString()).put("type", "array");
      array.set(
          "items",
          described.has("of")
              ? ref(described.path("of").asString())
              : ScimJson.object().put("type", "object"));
      if (described.path("paged").asBoolean(false)) {
        properties
            .putObject("nextCursor")
            .put("type", "string")
            .put("description", "there is none after the last page");
      }
      list.putArray("required").add(described.path("list").asString());
      content(response, JSON, list);
    } else if (answer.isString() && answer.stringValue().contains("/")) {
      content(response, answer.stringValue(), anything(answer.stringValue()));
    } else if (!answer.isMissingNode()) {
      content(response, described.path("media").asString(JSON), Shapes.schema(answer));
    }
  }

  private static ObjectNode anything(String media) {
    return ScimJson.object().put("type", media.endsWith("json") ? "object" : "string");
  }

  private static ObjectNode ref(String schema) {
    return ScimJson.object().put("$ref", "#/components/schemas/" + schema);
  }

  private static void content(ObjectNode of, String media, ObjectNode schema) {
    of.putObject("content").putObject(media).set("schema", schema);
  }

  /// Such as `getTenantsTenantTokens`.
  private static String id(String method, String path) {
    var id = new StringBuilder(method.toLowerCase(Locale.ROOT));
    for (var word : path.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return id.toString();
  }
}
