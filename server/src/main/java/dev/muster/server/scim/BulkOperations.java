package dev.muster.server.scim;

import dev.muster.scim.bulk.BulkOperation;
import dev.muster.scim.bulk.BulkRequest;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// Bulk requests over HTTP (RFC 7644 §3.7): each operation is answered as if it were a request of
/// its own, by the same rules.
final class BulkOperations {
  private static final String RESPONSE = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
  private static final Set<String> NO_RESOURCES =
      Set.of("bulk", "me", "schemas", "resourcetypes", "serviceproviderconfig", ".search");

  private final Function<ScimCall, Response> answer;

  /// @param answer answers a request that was let in; errors are answers too
  BulkOperations(Function<ScimCall, Response> answer) {
    this.answer = answer;
  }

  Response bulk(ScimCall call) {
    BulkRequest.requireSize(call.http().body().bytes().length);
    var run = new BulkRun(BulkRequest.parse(call.body()), operation -> perform(call, operation));
    var response = ScimJson.object();
    response.putArray("schemas").add(RESPONSE);
    response.putArray("Operations").addAll(run.operations());
    return ScimResponses.of(200, response);
  }

  private Response perform(ScimCall call, BulkOperation operation) {
    var path = operation.path().startsWith("/") ? operation.path() : "/" + operation.path();
    var first = path.substring(1).split("[/?]", 2)[0];
    if (NO_RESOURCES.contains(first.toLowerCase(Locale.ROOT))) {
      return ScimResponses.error(
          ScimException.invalidPath(
              "Bulk: path \"%s\" is no resource's; such as \"/Users\" or \"/Users/id\""
                  .formatted(operation.path())));
    }
    var headers = new HashMap<String, String>();
    operation.version().ifPresent(version -> headers.put("If-Match", version));
    var data = operation.data().map(ScimJson::writeBytes).orElseGet(() -> new byte[0]);
    // What the resource looks like now is not part of the response, so it need not be read.
    var target = call.basePath() + path + (path.contains("?") ? "&" : "?") + "attributes=id";
    var response =
        answer.apply(call.with(Request.of(operation.method().name(), target, headers, data)));
    // "location: … REQUIRED in a response, except in the event of a POST failure" (§3.7).
    return operation.method() == BulkOperation.Method.POST
            || response.headers().find("Location").isPresent()
        ? response
        : response.with("Location", call.baseUrl() + path);
  }
}
