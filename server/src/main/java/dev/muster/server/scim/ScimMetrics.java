package dev.muster.server.scim;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.server.http.Request;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counts SCIM requests and what they need: `scim_requests_total{resource,op,status}`,
/// `scim_request_duration_seconds{resource,op}`, `scim_dialect_fixups_total{rule}`.
///
/// Meters are kept at hand: to look one up in the registry costs more than to count.
public final class ScimMetrics {
  private static final Set<String> RESOURCES =
      Set.of("users", "groups", "schemas", "resourcetypes", "serviceproviderconfig", "bulk", "me");

  private final MeterRegistry registry;
  private final Map<Key, Meters> meters = new ConcurrentHashMap<>();
  private final Map<DialectRule, Counter> fixups = new ConcurrentHashMap<>();

  public ScimMetrics(MeterRegistry registry) {
    this.registry = registry;
    // Those that never fire are worth seeing too.
    for (var rule : DialectRule.values()) {
      fixups.put(rule, register(rule));
    }
  }

  /// Counts rules that had something to put right.
  void fired(Set<DialectRule> rules) {
    for (var rule : rules) {
      fixups.computeIfAbsent(rule, this::register).increment();
    }
  }

  /// Counts a request that was answered.
  ///
  /// @param nanos from its first byte to its answer
  void answered(Request request, int status, long nanos) {
    var meter = meters.computeIfAbsent(key(request, status), this::register);
    meter.requests().increment();
    meter.duration().record(nanos, TimeUnit.NANOSECONDS);
  }

  private Counter register(DialectRule rule) {
    return Counter.builder("scim.dialect.fixups")
        .description("Requests that a dialect rule had to put into RFC form")
        .tag("rule", rule.keyword())
        .register(registry);
  }

  private Meters register(Key key) {
    return new Meters(
        Counter.builder("scim.requests")
            .description("SCIM requests by the status of their answers")
            .tags(
                "resource",
                key.resource(),
                "op",
                key.op(),
                "status",
                Integer.toString(key.status()))
            .register(registry),
        Timer.builder("scim.request.duration")
            .description("Time from a SCIM request to its answer")
            .tags("resource", key.resource(), "op", key.op())
            .register(registry));
  }

  // Resource types that tenants define are one: their names are without number.
  private static Key key(Request request, int status) {
    var segments = request.segments();
    // /t/{tenant}/scim/v2/{resource}, /scim/v2/{resource}
    int place = segments.getFirst().equals("t") ? 4 : 2;
    var resource = segments.size() > place ? segments.get(place) : "";
    return new Key(known(resource), op(request.method(), segments, place), status);
  }

  private static String known(String resource) {
    var name = resource.toLowerCase(Locale.ROOT);
    return RESOURCES.contains(name) ? name : "other";
  }

  private static String op(String method, List<String> segments, int place) {
    if (segments.getLast().equalsIgnoreCase(".search")) {
      return "search";
    }
    return switch (method) {
      case "GET", "HEAD" -> segments.size() > place + 1 ? "read" : "query";
      case "POST" -> "create";
      case "PUT" -> "replace";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> "other";
    };
  }

  private record Key(String resource, String op, int status) {}

  private record Meters(Counter requests, Timer duration) {}
}
