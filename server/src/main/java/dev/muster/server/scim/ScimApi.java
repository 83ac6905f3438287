package dev.muster.server.scim;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.http.UnexpectedFailure;
import dev.muster.server.requestlog.RequestLog;
import dev.muster.server.requestlog.RequestTrace;
import dev.muster.server.traffic.Traffic;
import dev.muster.store.resource.Origin;
import dev.muster.store.tenant.Tenant;
import java.util.List;
import java.util.function.Supplier;

/// The SCIM endpoints of all tenants: routes, and the one place where a failure becomes a SCIM
/// error (RFC 7644 §3.12).
public final class ScimApi implements Handler {
  /// Where tenants' endpoints begin.
  public static final String PREFIX = "/t";

  /// Where the SCIM endpoint of each tenant is.
  public static final String TENANT_PREFIX = PREFIX + "/{tenant}/scim";

  /// The endpoint of every tenant whose token is sent there.
  public static final String SHARED_PREFIX = "/scim/v2";

  // Long enough to spare both sides, short enough to be soon noticed by people who wait.
  private static final long SUSPENDED_SECONDS = 300;

  private final TokenAuthentication authentication;
  private final Traffic traffic;
  private final ScimMetrics metrics;
  private final DialectStep dialects;
  private final RequestLog log;
  private final PublicUrl publicUrl;
  private final DiscoveryOperations discovery;
  private final Routes<ScimOperation> routes;

  /// @param eventUris of the security events that are sent
  public ScimApi(
      TokenAuthentication authentication,
      Traffic traffic,
      ScimProvider provider,
      ScimMetrics metrics,
      RequestLog log,
      List<String> eventUris,
      PublicUrl publicUrl) {
    this.authentication = authentication;
    this.traffic = traffic;
    this.metrics = metrics;
    this.dialects = new DialectStep(metrics);
    this.log = log;
    this.publicUrl = publicUrl;
    this.discovery = new DiscoveryOperations(eventUris);
    this.routes =
        routes(
            new ResourceOperations(provider),
            discovery,
            new BulkOperations(call -> funnel(call.http(), () -> dispatch(call))));
  }

  /// Where a tenant's SCIM endpoint is: the "Tenant URL" that Entra asks for.
  public static String tenantUrl(String publicUrl, String tenant) {
    return publicUrl + PREFIX + "/" + tenant + "/scim/v2";
  }

  @Override
  public Response answer(Request request) {
    long started = System.nanoTime();
    var trace = log.begin(request);
    var answered = funnel(trace.request(), () -> admitted(trace));
    var response = MediaTypes.fit(request, answered).with(RequestLog.REQUEST_ID, trace.id());
    log.end(trace, response);
    metrics.answered(request, response.status(), System.nanoTime() - started);
    return response;
  }

  private Response admitted(RequestTrace trace) {
    var request = trace.request();
    var address = ScimAddress.of(request);
    if (isOpen(request, address)) {
      MediaTypes.require(request);
      var tenant = address.tenant().orElse("");
      return discovery.openConfig(address.baseUrl(publicUrl.seenBy(request), tenant));
    }
    var identity = authentication.require(address.tenant(), request.findHeader("Authorization"));
    trace.askedBy(identity.tenant(), identity.token().name());
    requireServed(identity);
    try (var _ = traffic.enter(identity.tenant())) {
      MediaTypes.require(request);
      var asked = call(request, address, identity);
      var route = routes.require(asked.http());
      ScopeGuard.require(identity, asked.http());
      var call = dialects.rewrite(asked.with(asked.http().at(route.parameters())));
      trace.rewrittenBy(call.firedRules().stream().map(DialectRule::keyword).toList());
      return origin(identity, trace).call(() -> route.handler().answer(call));
    }
  }

  /// Whether everybody may ask that.
  private static boolean isOpen(Request request, ScimAddress address) {
    return request.findHeader("Authorization").isEmpty()
        && (request.method().equals("GET") || request.method().equals("HEAD"))
        && address.isAt("ServiceProviderConfig");
  }

  /// Answers an operation of a bulk request, which is in RFC form already.
  private Response dispatch(ScimCall call) {
    var route = routes.require(call.http());
    ScopeGuard.require(call.identity(), call.http());
    return route.handler().answer(call.with(call.http().at(route.parameters())));
  }

  private static Response funnel(Request request, Supplier<Response> answer) {
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

  private static Routes<ScimOperation> routes(
      ResourceOperations resources, DiscoveryOperations discovery, BulkOperations bulk) {
    var base = PREFIX + "/{tenant}/scim/v2";
    return new Routes<ScimOperation>()
        .on("GET", base + "/ServiceProviderConfig", discovery::serviceProviderConfig)
        .on("GET", base + "/Schemas", discovery::schemas)
        .on("GET", base + "/Schemas/{urn}", discovery::schema)
        .on("GET", base + "/ResourceTypes", discovery::resourceTypes)
        .on("GET", base + "/ResourceTypes/{name}", discovery::resourceType)
        .on("POST", base + "/Bulk", bulk::bulk)
        .on("GET", base + "/Me", call -> resources.get(call.atOwnUser()))
        .on("PUT", base + "/Me", call -> resources.replace(call.atOwnUser()))
        .on("PATCH", base + "/Me", call -> resources.patch(call.atOwnUser()))
        .on("DELETE", base + "/Me", call -> resources.delete(call.atOwnUser()))
        .on("POST", base + "/Me", call -> createMe())
        .on("GET", base, resources::queryAll)
        .on("POST", base + "/.search", resources::searchAll)
        .on("POST", base + "/{endpoint}/.search", resources::search)
        .on("GET", base + "/{endpoint}", resources::query)
        .on("POST", base + "/{endpoint}", resources::create)
        .on("GET", base + "/{endpoint}/{id}", resources::get)
        .on("PUT", base + "/{endpoint}/{id}", resources::replace)
        .on("PATCH", base + "/{endpoint}/{id}", resources::patch)
        .on("DELETE", base + "/{endpoint}/{id}", resources::delete);
  }

  private ScimCall call(Request request, ScimAddress address, Identity identity) {
    var tenant = identity.tenant().name();
    return new ScimCall(
        request.to(address.routed(tenant)),
        identity,
        address.baseUrl(publicUrl.seenBy(request), tenant));
  }

  /// Who makes the changes, for the history; the request log has more under the id.
  private static Origin origin(Identity identity, RequestTrace trace) {
    return Origin.client(identity.token().id(), identity.token().name(), trace.id());
  }

  private static void requireServed(Identity identity) {
    if (identity.tenant().tenant().status() == Tenant.Status.SUSPENDED) {
      throw HttpException.unavailable(
          SUSPENDED_SECONDS,
          "the tenant \"%s\" is suspended; nothing is lost, try again when it has been resumed"
              .formatted(identity.tenant().name()));
    }
  }

  private static Response createMe() {
    throw ScimException.status(501, "/Me: nobody registers oneself here; use POST /Users");
  }
}
