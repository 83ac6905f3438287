package dev.muster.server.http;

import dev.muster.scim.message.ScimJson;
import io.helidon.http.Status;

/// Error bodies outside of SCIM: problem details (RFC 9457) with the member `field`, which names
/// the part of the request that is to blame.
public final class Problem {
  private static final String CONTENT_TYPE = "application/problem+json";

  private Problem() {}

  /// The response that a refused request gets.
  public static Response of(HttpException exception) {
    var problem = ScimJson.object();
    problem.put("type", "about:blank");
    problem.put("title", Status.create(exception.status()).reasonPhrase());
    problem.put("status", exception.status());
    problem.put("detail", exception.detail());
    exception.field().ifPresent(field -> problem.put("field", field));
    return Response.of(exception.status(), CONTENT_TYPE, ScimJson.writeBytes(problem))
        .with(exception.headers());
  }

  /// The response to a request that failed through no fault of its own.
  ///
  /// @param reference under which the log says more
  public static Response unexpected(String reference) {
    var problem = ScimJson.object();
    problem.put("type", "about:blank");
    problem.put("title", "Internal Server Error");
    problem.put("status", 500);
    problem.put("detail", UnexpectedFailure.detail(reference));
    return Response.of(500, CONTENT_TYPE, ScimJson.writeBytes(problem));
  }
}
