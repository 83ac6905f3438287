package dev.muster.server.scim;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.http.UnexpectedFailure;
import dev.muster.server.requestlog.RequestLog;
import dev.muster.server.requestlog.RequestTrace;
import dev.muster.server.traffic.Traffic;
import dev.muster.store.tenant.Tenant;

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
  private final RequestLog log;
  private final String publicUrl;
  private final Routes<ScimOperation> routes;

  /// @param publicUrl where clients reach this server, without a slash at its end
  public ScimApi(
      TokenAuthentication authentication,
      Traffic traffic,
      ScimProvider provider,
      RequestLog log,
      String publicUrl) {
    this.authentication = authentication;
    this.traffic = traffic;
    this.log = log;
    this.publicUrl = publicUrl;
    this.routes = routes(new ResourceOperations(provider), new DiscoveryOperations());
  }

  /// Where a tenant's SCIM endpoint is: the "Tenant URL" that Entra asks for.
  public static String tenantUrl(String publicUrl, String tenant) {
    return publicUrl + PREFIX + "/" + tenant + "/scim/v2";
  }

  @Override
  public Response answer(Request request) {
    var trace = log.begin(request);
    var response = answer(trace).with(RequestLog.REQUEST_ID, trace.id());
    log.end(trace, response);
    return response;
  }

  private Response answer(RequestTrace trace) {
    var request = trace.request();
    try {
      var address = ScimAddress.of(request);
      var identity = authentication.require(address.tenant(), request.findHeader("Authorization"));
      trace.askedBy(identity.tenant(), identity.token().name());
      requireServed(identity);
      try (var _ = traffic.enter(identity.tenant())) {
        var route = routes.require(request.to(address.routed(identity.tenant().name())));
        ScopeGuard.require(identity, request, address.path());
        return route.handler().answer(call(request.at(route.parameters()), address, identity));
      }
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
      ResourceOperations resources, DiscoveryOperations discovery) {
    var base = PREFIX + "/{tenant}/scim/v2";
    return new Routes<ScimOperation>()
        .on("GET", base + "/ServiceProviderConfig", discovery::serviceProviderConfig)
        .on("GET", base + "/Schemas", discovery::schemas)
        .on("GET", base + "/Schemas/{urn}", discovery::schema)
        .on("GET", base + "/ResourceTypes", discovery::resourceTypes)
        .on("GET", base + "/ResourceTypes/{name}", discovery::resourceType)
        .on("POST", base + "/Bulk", call -> unsupported("Bulk", "send single requests"))
        .on("GET", base + "/Me", call -> unsupported("Me", "use /Users"))
        .on("POST", base + "/Me", call -> unsupported("Me", "use /Users"))
        .on("PUT", base + "/Me", call -> unsupported("Me", "use /Users"))
        .on("PATCH", base + "/Me", call -> unsupported("Me", "use /Users"))
        .on("DELETE", base + "/Me", call -> unsupported("Me", "use /Users"))
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
    return new ScimCall(request, identity, address.baseUrl(publicUrl, identity.tenant().name()));
  }

  private static void requireServed(Identity identity) {
    if (identity.tenant().tenant().status() == Tenant.Status.SUSPENDED) {
      throw HttpException.unavailable(
          SUSPENDED_SECONDS,
          "the tenant \"%s\" is suspended; nothing is lost, try again when it has been resumed"
              .formatted(identity.tenant().name()));
    }
  }

  private static Response unsupported(String path, String instead) {
    throw ScimException.status(
        501, "/%s is not supported (see /ServiceProviderConfig); %s".formatted(path, instead));
  }
}
