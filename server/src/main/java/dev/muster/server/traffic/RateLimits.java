package dev.muster.server.traffic;

import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.HttpException;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.RateLimit;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A token bucket for each tenant that has a rate limit. One that has none costs nothing.
public final class RateLimits {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Map<TenantId, Limited> buckets = new ConcurrentHashMap<>();

  private record Limited(RateLimit limit, Bucket bucket) {}

  /// Takes one request from the tenant's allowance. Throws 429 when there is none left, with the
  /// seconds after which there will be.
  void take(LiveTenant tenant) {
    tenant.settings().rateLimit().ifPresent(limit -> take(tenant, limit));
  }

  private void take(LiveTenant tenant, RateLimit limit) {
    var limited =
        buckets.compute(
            tenant.id(),
            (id, known) ->
                known != null && known.limit().equals(limit)
                    ? known
                    : new Limited(limit, bucket(limit)));
    var probe = limited.bucket().tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw refused(limit, Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS_PER_SECOND));
    }
  }

  // The fields are those of draft-ietf-httpapi-ratelimit-headers; clients that know only
  // Retry-After have that.
  private static HttpException refused(RateLimit limit, long seconds) {
    return HttpException.tooManyRequests(
        seconds,
        "the tenant has used up its %d requests per second (burst %d); wait %d s"
            .formatted(limit.requestsPerSecond(), limit.burst(), seconds),
        Map.of(
            "RateLimit-Policy",
            "\"tenant\";q=%d;w=%d"
                .formatted(limit.burst(), Math.ceilDiv(limit.burst(), limit.requestsPerSecond())),
            "RateLimit",
            "\"tenant\";r=0;t=" + seconds));
  }

  private static Bucket bucket(RateLimit limit) {
    return Bucket.builder()
        .addLimit(bandwidth ->
            bandwidth
                .capacity(limit.burst())
                .refillGreedy(limit.requestsPerSecond(), Duration.ofSeconds(1)))
        .build();
  }
}
