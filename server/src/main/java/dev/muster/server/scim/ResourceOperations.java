package dev.muster.server.scim;

import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.provider.PatchAnswer;
import dev.muster.scim.provider.Retrieved;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.resource.Projection;
import dev.muster.server.http.Response;
import java.util.List;
import java.util.Optional;

/// Create, retrieve, query, replace, modify and delete over HTTP (RFC 7644 §3.3 – §3.6).
final class ResourceOperations {
  private final ScimProvider provider;

  ResourceOperations(ScimProvider provider) {
    this.provider = provider;
  }

  Response create(ScimCall call) {
    var endpoint = call.endpoint();
    var answer = provider.create(endpoint, call.body(), projection(call, endpoint));
    return ScimResponses.of(201, answer);
  }

  Response get(ScimCall call) {
    var endpoint = call.endpoint();
    var found = provider.retrieve(endpoint, id(call), projection(call, endpoint));
    var known = call.http().findHeader("If-None-Match");
    if (known.isPresent() && EntityTags.name(known.get(), found.etag())) {
      return Response.empty(304).with("ETag", found.etag());
    }
    return switch (found) {
      case Retrieved.Whole(var answer) -> ScimResponses.of(200, answer);
      case Retrieved.InParts large -> ScimResponses.streamed(large);
    };
  }

  Response query(ScimCall call) {
    return query(List.of(call.endpoint()), SearchRequest.ofUrl(call.http()));
  }

  Response queryAll(ScimCall call) {
    return query(call.endpoints(), SearchRequest.ofUrl(call.http()));
  }

  Response search(ScimCall call) {
    return query(List.of(call.endpoint()), SearchRequest.ofBody(call.body()));
  }

  Response searchAll(ScimCall call) {
    return query(call.endpoints(), SearchRequest.ofBody(call.body()));
  }

  Response replace(ScimCall call) {
    var endpoint = call.endpoint();
    var answer =
        provider.replace(
            endpoint, id(call), ifMatch(call), call.body(), projection(call, endpoint));
    return ScimResponses.of(200, answer);
  }

  Response patch(ScimCall call) {
    var endpoint = call.endpoint();
    var answer =
        provider.patch(
            endpoint,
            id(call),
            ifMatch(call),
            PatchOp.parse(call.body()),
            projection(call, endpoint),
            wanted(call));
    return answer.map(a -> ScimResponses.of(200, a)).orElseGet(() -> Response.empty(204));
  }

  Response delete(ScimCall call) {
    provider.delete(call.endpoint(), id(call), ifMatch(call));
    return Response.empty(204);
  }

  private Response query(List<Endpoint> endpoints, SearchRequest search) {
    return ScimResponses.of(
        200,
        provider.query(
            endpoints,
            search.query(),
            schema -> Projection.of(search.attributes(), search.excludedAttributes(), schema)));
  }

  private static String id(ScimCall call) {
    return call.http().parameter("id");
  }

  private static Projection projection(ScimCall call, Endpoint endpoint) {
    return Projection.of(
        SearchRequest.names(call.http(), "attributes"),
        SearchRequest.names(call.http(), "excludedAttributes"),
        endpoint.schema());
  }

  // Who names attributes wants to see them: RFC 7644 §3.5.2 asks for 200 then.
  private static PatchAnswer wanted(ScimCall call) {
    if (call.http().findQuery("attributes").isPresent()
        || call.http().findQuery("excludedAttributes").isPresent()) {
      return PatchAnswer.RESOURCE;
    }
    return call.isEntras() ? PatchAnswer.UNLESS_MEMBERS : PatchAnswer.UNLESS_LARGE;
  }

  // A star asks that the resource exists, which the operation itself finds out.
  private static Optional<String> ifMatch(ScimCall call) {
    return call.http().findHeader("If-Match").map(String::strip).filter(tag -> !tag.equals("*"));
  }
}
