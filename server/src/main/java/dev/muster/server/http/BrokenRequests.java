package dev.muster.server.http;

import dev.muster.scim.message.ScimError;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/// Answers to what no route ever sees: request lines, header fields and lengths that are not as
/// HTTP wants them (RFC 9112), addresses that are not percent-encoded. A SCIM client is told in
/// SCIM's words.
final class BrokenRequests implements DirectHandler {
  private static final String DETAIL =
      "the request cannot be read as HTTP; check its address, header fields and length";

  private BrokenRequests() {}

  static DirectHandlers handlers() {
    var handlers = DirectHandlers.builder();
    for (var type : EventType.values()) {
      handlers.addHandler(type, new BrokenRequests());
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    var path = request.path();
    boolean scim = path.startsWith("/t/") || path.startsWith("/scim/");
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(
            HeaderNames.CONTENT_TYPE, scim ? "application/scim+json" : "application/problem+json")
        .keepAlive(false)
        .entity(
            scim
                ? ScimJson.writeBytes(ScimError.toJson(ScimException.status(status.code(), DETAIL)))
                : ScimJson.writeBytes(Problem.toJson(status.code(), DETAIL)))
        .build();
  }
}
