package dev.muster.server.traffic;

import dev.muster.server.tenant.LiveTenant;

/// Lets requests of tenants in: first by the tenant's own rate limit, then by its share of the
/// server.
public final class Traffic {
  private final RateLimits limits;
  private final FairShare share;

  public Traffic(RateLimits limits, FairShare share) {
    this.limits = limits;
    this.share = share;
  }

  /// Lets a request in, after others of its tenant where there are many. Throws 429 when there are
  /// too many. The place is to be closed when the request is answered.
  public Place enter(LiveTenant tenant) {
    limits.take(tenant);
    return share.enter(tenant.id());
  }

  /// A request's place among those that are being answered.
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
