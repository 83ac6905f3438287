package dev.muster.server.scim;

import dev.muster.scim.message.Json;
import dev.muster.scim.message.ScimError;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.Retrieved;
import dev.muster.scim.provider.ScimProvider.Answer;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Responses in SCIM's media type (RFC 7644 §3.1).
final class ScimResponses {
  // Seconds; whatever makes us say "later" takes people or other requests a moment.
  private static final String RETRY_AFTER = "120";

  private ScimResponses() {}

  static Response of(int status, ObjectNode body) {
    return Response.of(status, MediaTypes.SCIM, ScimJson.writeBytes(body));
  }

  static Response of(int status, Json body) {
    return Response.of(status, MediaTypes.SCIM, body.utf8());
  }

  /// A resource, with where it is and its version.
  static Response of(int status, Answer answer) {
    return of(status, answer.body()).with(whereAndWhich(answer.location(), answer.etag()));
  }

  /// A resource that is written as it is read.
  static Response streamed(Retrieved.InParts resource) {
    return Response.streamed(200, MediaTypes.SCIM, resource.representation()::writeTo)
        .with(whereAndWhich(resource.location(), resource.etag()));
  }

  private static Map<String, String> whereAndWhich(String location, String etag) {
    return Map.of("Location", location, "ETag", etag);
  }

  static Response error(ScimException exception) {
    var response = of(exception.status(), ScimError.toJson(exception));
    return exception.status() == 503 ? response.with("Retry-After", RETRY_AFTER) : response;
  }

  static Response error(HttpException exception) {
    return error(ofStatus(exception)).with(exception.headers());
  }

  // A malformed query or path has no scimType of its own; invalidValue comes closest.
  private static ScimException ofStatus(HttpException exception) {
    return exception.status() == 400
        ? ScimException.invalidValue(exception.detail())
        : ScimException.status(exception.status(), exception.detail());
  }
}
