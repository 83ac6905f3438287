package dev.muster.server.http;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import io.helidon.http.Status;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Error bodies outside of SCIM: problem details (RFC 9457) with the member `field`, which names
/// the part of the request that is to blame.
public final class Problem {
  private static final String CONTENT_TYPE = "application/problem+json";

  private Problem() {}

  /// The response that a refused request gets.
  public static Response of(HttpException exception) {
    var problem = toJson(exception.status(), exception.detail());
    exception.field().ifPresent(field -> problem.put("field", field));
    return Response.of(exception.status(), CONTENT_TYPE, ScimJson.writeBytes(problem))
        .with(exception.headers());
  }

  /// The answer to a request, or the problem that stood in its way: the one funnel of all that is
  /// not SCIM.
  public static Response funnel(Request request, Supplier<Response> answer) {
    try {
      return answer.get();
    } catch (HttpException e) {
      return of(e);
    } catch (ScimException e) {
      return of(HttpException.malformed(e.detail()));
    } catch (RuntimeException e) {
      return unexpected(UnexpectedFailure.log(request, e));
    }
  }

  /// The response to a request that failed through no fault of its own.
  ///
  /// @param reference under which the log says more
  public static Response unexpected(String reference) {
    var problem = toJson(500, UnexpectedFailure.detail(reference));
    return Response.of(500, CONTENT_TYPE, ScimJson.writeBytes(problem));
  }

  static ObjectNode toJson(int status, String detail) {
    return ScimJson.object()
        .put("type", "about:blank")
        .put("title", Status.create(status).reasonPhrase())
        .put("status", status)
        .put("detail", detail);
  }
}
