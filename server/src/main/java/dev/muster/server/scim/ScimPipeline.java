package dev.muster.server.scim;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.http.UnexpectedFailure;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The way of a request that was let in: its route, what its token allows, the tenant's dialect,
/// the operation.
final class ScimPipeline {
  private static final String BASE = ScimApi.PREFIX + "/{tenant}/scim/v2";

  private final DialectStep dialects;
  private final Routes<ScimOperation> routes;

  /// @param fired is told which dialect rules had something to put right
  ScimPipeline(
      ScimProvider provider, DiscoveryOperations discovery, Consumer<Set<DialectRule>> fired) {
    this.dialects = new DialectStep(fired);
    this.routes =
        routes(
            new ResourceOperations(provider),
            discovery,
            new BulkOperations(call -> funnel(call.http(), () -> dispatch(call))));
  }

  /// @param rewritten is told of the call in RFC form
  Response answer(ScimCall asked, Consumer<ScimCall> rewritten) {
    var route = routes.require(asked.http());
    ScopeGuard.require(asked.identity(), asked.http());
    var call = dialects.rewrite(asked.with(asked.http().at(route.parameters())));
    rewritten.accept(call);
    return route.handler().answer(call);
  }

  /// Makes SCIM errors of failures (RFC 7644 §3.12).
  static Response funnel(Request request, Supplier<Response> answer) {
    try {
      return answer.get();
    } catch (ScimException e) {
      return ScimResponses.error(e);
    } catch (HttpException e) {
      return ScimResponses.error(e);
    } catch (RuntimeException e) {
      var reference = UnexpectedFailure.log(request, e);
      return ScimResponses.error(ScimException.status(500, UnexpectedFailure.detail(reference)));
    }
  }

  /// Answers an operation of a bulk request, which is in RFC form already.
  private Response dispatch(ScimCall call) {
    var route = routes.require(call.http());
    ScopeGuard.require(call.identity(), call.http());
    return route.handler().answer(call.with(call.http().at(route.parameters())));
  }

  private static Routes<ScimOperation> routes(
      ResourceOperations resources, DiscoveryOperations discovery, BulkOperations bulk) {
    return new Routes<ScimOperation>()
        .on("GET", BASE + "/ServiceProviderConfig", discovery::serviceProviderConfig)
        .on("GET", BASE + "/Schemas", discovery::schemas)
        .on("GET", BASE + "/Schemas/{urn}", discovery::schema)
        .on("GET", BASE + "/ResourceTypes", discovery::resourceTypes)
        .on("GET", BASE + "/ResourceTypes/{name}", discovery::resourceType)
        .on("POST", BASE + "/Bulk", bulk::bulk)
        .on("GET", BASE + "/Me", call -> resources.get(call.atOwnUser()))
        .on("PUT", BASE + "/Me", call -> resources.replace(call.atOwnUser()))
        .on("PATCH", BASE + "/Me", call -> resources.patch(call.atOwnUser()))
        .on("DELETE", BASE + "/Me", call -> resources.delete(call.atOwnUser()))
        .on("POST", BASE + "/Me", call -> createMe())
        .on("GET", BASE, resources::queryAll)
        .on("POST", BASE + "/.search", resources::searchAll)
        .on("POST", BASE + "/{endpoint}/.search", resources::search)
        .on("GET", BASE + "/{endpoint}", resources::query)
        .on("POST", BASE + "/{endpoint}", resources::create)
        .on("GET", BASE + "/{endpoint}/{id}", resources::get)
        .on("PUT", BASE + "/{endpoint}/{id}", resources::replace)
        .on("PATCH", BASE + "/{endpoint}/{id}", resources::patch)
        .on("DELETE", BASE + "/{endpoint}/{id}", resources::delete);
  }

  private static Response createMe() {
    throw ScimException.status(501, "/Me: nobody registers oneself here; use POST /Users");
  }
}
