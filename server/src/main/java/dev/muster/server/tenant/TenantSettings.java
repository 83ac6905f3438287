package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What a tenant has set. What it has not set has the default, so that a new tenant's settings are
/// an empty object.
///
/// @param undeclaredExtensions whether a resource may carry extensions that no schema of the tenant
///   declares: they are kept and given back as they came; otherwise they are refused
/// @param announceSecurityEvents whether ServiceProviderConfig has the member `securityEvents` of
///   RFC 9967: clients that know RFC 7643 alone, such as UnboundID's, refuse it
/// @param retention how long the past is kept
/// @param recreate which id a resource gets that takes the place of a deleted one
/// @param circuitBreaker when a client is stopped that takes away too much access
/// @param dialect which rules put what clients send into RFC form
/// @param requestLog what is kept of the tenant's clients' requests
/// @param provisioningLog what is kept of what the tenant's jobs do
/// @param alerts when a person is told
/// @param quotas how many resources there may be
/// @param rateLimit how many requests there may be; empty: as many as leave other tenants their
///   share
/// @param passwords whether clients may set users' passwords, and what those have to be
/// @param tokenIssuers whose signed tokens are accepted beside our own
public record TenantSettings(
    boolean undeclaredExtensions,
    boolean announceSecurityEvents,
    Retention retention,
    Recreate recreate,
    CircuitBreaker circuitBreaker,
    DialectSettings dialect,
    RequestLogSettings requestLog,
    ProvisioningLogSettings provisioningLog,
    AlertSettings alerts,
    ResourceQuotas quotas,
    Optional<RateLimit> rateLimit,
    PasswordSettings passwords,
    List<TokenIssuer> tokenIssuers) {
  private static final String ANNOUNCE_SECURITY_EVENTS = "announceSecurityEvents";
  private static final String RETENTION = "retention";
  private static final String RECREATE = "recreate";
  private static final String CIRCUIT_BREAKER = "circuitBreaker";
  private static final String UNDECLARED_EXTENSIONS = "undeclaredExtensions";
  private static final String DIALECT = "dialect";
  private static final String REQUEST_LOG = "requestLog";
  private static final String PROVISIONING_LOG = "provisioningLog";
  private static final String ALERTS = "alerts";
  private static final String QUOTAS = "quotas";
  private static final String RATE_LIMIT = "rateLimit";
  private static final String PASSWORDS = "passwords";
  private static final String TOKEN_ISSUERS = "tokenIssuers";

  public TenantSettings {
    tokenIssuers = List.copyOf(tokenIssuers);
  }

  public static TenantSettings defaults() {
    return read(ScimJson.object());
  }

  /// Reads settings. Throws 400 naming the setting that is unknown or does not fit.
  public static TenantSettings read(ObjectNode json) {
    var fields = RequestFields.of(json);
    var settings =
        new TenantSettings(
            fields.findBoolean(UNDECLARED_EXTENSIONS).orElse(false),
            fields.findBoolean(ANNOUNCE_SECURITY_EVENTS).orElse(false),
            Retention.read(fields.group(RETENTION)),
            fields.findString(RECREATE).map(Recreate::of).orElse(Recreate.NEW_ID),
            CircuitBreaker.read(fields.group(CIRCUIT_BREAKER)),
            DialectSettings.read(fields.group(DIALECT)),
            RequestLogSettings.read(fields.group(REQUEST_LOG)),
            ProvisioningLogSettings.read(fields.group(PROVISIONING_LOG)),
            AlertSettings.read(fields.group(ALERTS)),
            ResourceQuotas.read(fields.group(QUOTAS)),
            RateLimit.read(fields.group(RATE_LIMIT)),
            PasswordSettings.read(fields.group(PASSWORDS)),
            fields.findObjects(TOKEN_ISSUERS).stream().map(TokenIssuer::read).toList());
    fields.refuseOthers();
    return settings;
  }

  /// All settings, the defaults too.
  public ObjectNode toJson() {
    var json = ScimJson.object().put(UNDECLARED_EXTENSIONS, undeclaredExtensions);
    json.put(ANNOUNCE_SECURITY_EVENTS, announceSecurityEvents);
    json.set(RETENTION, retention.toJson());
    json.put(RECREATE, recreate.word());
    json.set(CIRCUIT_BREAKER, circuitBreaker.toJson());
    json.set(DIALECT, dialect.toJson());
    json.set(REQUEST_LOG, requestLog.toJson());
    json.set(PROVISIONING_LOG, provisioningLog.toJson());
    json.set(ALERTS, alerts.toJson());
    json.set(QUOTAS, quotas.toJson());
    json.set(RATE_LIMIT, rateLimit.map(RateLimit::toJson).orElseGet(ScimJson::object));
    json.set(PASSWORDS, passwords.toJson());
    var issuers = json.putArray(TOKEN_ISSUERS);
    tokenIssuers.forEach(issuer -> issuers.add(issuer.toJson()));
    return json;
  }
}
