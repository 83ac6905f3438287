package dev.muster.server.http;

import dev.muster.scim.message.ScimJson;

/// Health for load balancers and container platforms. Requests are answered only while the server
/// is wired up and not stopping, so an answer is the good news itself.
public final class Health implements Handler {
  /// Where health is asked for.
  public static final String PREFIX = "/health";

  private final Routes<Handler> routes =
      new Routes<Handler>()
          .on("GET", PREFIX + "/live", request -> up())
          .on("GET", PREFIX + "/ready", request -> up());

  @Override
  public Response answer(Request request) {
    return routes.require(request).handler().answer(request);
  }

  private static Response up() {
    var body = ScimJson.object().put("status", "UP");
    return Response.of(200, "application/json", ScimJson.writeBytes(body));
  }
}
