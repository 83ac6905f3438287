package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import tools.jackson.databind.node.ObjectNode;

/// What a tenant has set. What it has not set has the default, so that a new tenant's settings are
/// an empty object.
///
/// @param undeclaredExtensions whether a resource may carry extensions that no schema of the tenant
///   declares: they are kept and given back as they came; otherwise they are refused
/// @param retention how long the past is kept
/// @param recreate which id a resource gets that takes the place of a deleted one
/// @param circuitBreaker when a client is stopped that takes away too much access
/// @param requestLog what is kept of the tenant's clients' requests
public record TenantSettings(
    boolean undeclaredExtensions,
    Retention retention,
    Recreate recreate,
    CircuitBreaker circuitBreaker,
    RequestLogSettings requestLog) {
  private static final String RETENTION = "retention";
  private static final String RECREATE = "recreate";
  private static final String CIRCUIT_BREAKER = "circuitBreaker";
  private static final String UNDECLARED_EXTENSIONS = "undeclaredExtensions";
  private static final String REQUEST_LOG = "requestLog";

  public static TenantSettings defaults() {
    return read(ScimJson.object());
  }

  /// Reads settings. Throws 400 naming the setting that is unknown or does not fit.
  public static TenantSettings read(ObjectNode json) {
    var fields = RequestFields.of(json);
    var settings =
        new TenantSettings(
            fields.findBoolean(UNDECLARED_EXTENSIONS).orElse(false),
            Retention.read(fields.group(RETENTION)),
            fields.findString(RECREATE).map(Recreate::of).orElse(Recreate.NEW_ID),
            CircuitBreaker.read(fields.group(CIRCUIT_BREAKER)),
            RequestLogSettings.read(fields.group(REQUEST_LOG)));
    fields.refuseOthers();
    return settings;
  }

  /// All settings, the defaults too.
  public ObjectNode toJson() {
    var json = ScimJson.object().put(UNDECLARED_EXTENSIONS, undeclaredExtensions);
    json.set(RETENTION, retention.toJson());
    json.put(RECREATE, recreate.word());
    json.set(CIRCUIT_BREAKER, circuitBreaker.toJson());
    json.set(REQUEST_LOG, requestLog.toJson());
    return json;
  }
}
