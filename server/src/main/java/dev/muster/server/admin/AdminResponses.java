package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Responses of the admin API.
public final class AdminResponses {
  private static final String CONTENT_TYPE = "application/json";

  private AdminResponses() {}

  public static Response ok(ObjectNode body) {
    return Response.of(200, CONTENT_TYPE, ScimJson.writeBytes(body));
  }

  /// 201 with where the new thing is.
  public static Response created(String location, ObjectNode body) {
    return Response.of(201, CONTENT_TYPE, ScimJson.writeBytes(body)).with("Location", location);
  }

  /// 202: it is being done, and the body says how far it is.
  public static Response accepted(ObjectNode body) {
    return Response.of(202, CONTENT_TYPE, ScimJson.writeBytes(body));
  }

  /// A list, as the only member of an object: there is room for paging later.
  public static Response list(String member, List<ObjectNode> elements) {
    var body = ScimJson.object();
    body.putArray(member).addAll(elements);
    return ok(body);
  }

  public static Response noContent() {
    return Response.empty(204);
  }
}
