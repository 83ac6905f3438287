package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.principal.Principal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The admin API for one person, without a network in between. Each method throws [HttpException]
/// with the API's own words when it refuses.
record Api(AdminApi api, Principal principal) {
  private static final int FIRST_ERROR = 400;

  /// What is at a path below `/api/v1`.
  JsonNode get(String path) {
    return send("GET", path, new byte[0]);
  }

  JsonNode post(String path, ObjectNode body) {
    return send("POST", path, ScimJson.writeBytes(body));
  }

  JsonNode put(String path, ObjectNode body) {
    return send("PUT", path, ScimJson.writeBytes(body));
  }

  JsonNode patch(String path, ObjectNode body) {
    return send("PATCH", path, ScimJson.writeBytes(body));
  }

  JsonNode delete(String path) {
    return send("DELETE", path, new byte[0]);
  }

  /// A part of a path, or a value in a query.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// What is at a path, to be handed on as it comes: a file, or a live log.
  Response stream(String path) {
    return send("GET", path, Map.of("Accept", "*/*"), new byte[0]);
  }

  private static JsonNode json(Response response) {
    var content = bytes(response);
    return content.length == 0 ? ScimJson.object() : ScimJson.parseObject(content);
  }

  private JsonNode send(String method, String path, byte[] body) {
    var fields = Map.of("Content-Type", "application/json", "Accept", "application/json");
    return json(send(method, path, fields, body));
  }

  private Response send(String method, String path, Map<String, String> fields, byte[] body) {
    var response = api.answer(Request.of(method, AdminApi.PREFIX + path, fields, body), principal);
    if (response.status() >= FIRST_ERROR) {
      throw HttpException.refused(response.status(), json(response).path("detail").asString(""));
    }
    return response;
  }

  private static byte[] bytes(Response response) {
    return switch (response.content()) {
      case Response.Content.Bytes(var bytes) -> bytes;
      case Response.Content.Stream stream -> {
        var bytes = new ByteArrayOutputStream();
        try {
          stream.writeTo(bytes);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        yield bytes.toByteArray();
      }
    };
  }
}
