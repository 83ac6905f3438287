package dev.muster.server.scim;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.requestlog.RequestLog;
import dev.muster.server.requestlog.RequestTrace;
import dev.muster.server.traffic.Traffic;
import dev.muster.store.resource.Origin;
import dev.muster.store.tenant.Tenant;
import java.util.List;

/// The SCIM endpoints of all tenants: who is let in, the log around it, and the way through the
/// [ScimPipeline].
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
  private final RequestLog log;
  private final PublicUrl publicUrl;
  private final DiscoveryOperations discovery;
  private final ScimPipeline pipeline;

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
    this.log = log;
    this.publicUrl = publicUrl;
    this.discovery = new DiscoveryOperations(eventUris);
    this.pipeline = new ScimPipeline(provider, discovery, metrics::fired);
  }

  /// Where a tenant's SCIM endpoint is: the "Tenant URL" that Entra asks for.
  public static String tenantUrl(String publicUrl, String tenant) {
    return publicUrl + PREFIX + "/" + tenant + "/scim/v2";
  }

  @Override
  public Response answer(Request request) {
    long started = System.nanoTime();
    var trace = log.begin(request);
    var answered = ScimPipeline.funnel(trace.request(), () -> admitted(trace));
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
    trace.askedBy(identity.tenant(), identity.token());
    requireServed(identity);
    try (var _ = traffic.enter(identity.tenant())) {
      MediaTypes.require(request);
      var asked = call(request, address, identity);
      return origin(identity, trace)
          .call(() -> pipeline.answer(asked, call -> trace.rewrittenBy(fired(call))));
    }
  }

  /// Whether everybody may ask that.
  private static boolean isOpen(Request request, ScimAddress address) {
    return request.findHeader("Authorization").isEmpty()
        && (request.method().equals("GET") || request.method().equals("HEAD"))
        && address.isAt("ServiceProviderConfig");
  }

  private ScimCall call(Request request, ScimAddress address, Identity identity) {
    var tenant = identity.tenant().name();
    return new ScimCall(
        request.to(address.routed(tenant)),
        identity,
        address.baseUrl(publicUrl.seenBy(request), tenant));
  }

  private static List<String> fired(ScimCall call) {
    // Nearly always there are none.
    return call.firedRules().isEmpty()
        ? List.of()
        : call.firedRules().stream().map(DialectRule::keyword).toList();
  }

  /// Who makes the changes, for the history; the request log has more under the id.
  private static Origin origin(Identity identity, RequestTrace trace) {
    return Origin.client(identity.token().id(), identity.token().name(), trace.id());
  }

  static void requireServed(Identity identity) {
    if (identity.tenant().tenant().status() == Tenant.Status.SUSPENDED) {
      throw HttpException.unavailable(
          SUSPENDED_SECONDS,
          "the tenant \"%s\" is suspended; nothing is lost, try again when it has been resumed"
              .formatted(identity.tenant().name()));
    }
  }
}
