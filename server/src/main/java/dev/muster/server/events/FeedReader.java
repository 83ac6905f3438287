package dev.muster.server.events;

import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.resource.FeedStore;
import java.util.List;

/// Reads a tenant's feed from any point.
public final class FeedReader {
  private final ResourceStore resources;
  private final FeedStore feed;

  public FeedReader(ResourceStore resources, FeedStore feed) {
    this.resources = resources;
    this.feed = feed;
  }

  long head(TenantId tenant) {
    return resources.feedHead(tenant);
  }

  /// Sequence number up to which entries are gone, because their retention is over.
  long removedUpTo(TenantId tenant) {
    return feed.removedUpTo(tenant);
  }

  List<FeedEvent> after(TenantId tenant, long sequence, int limit) {
    return resources.changes(tenant, sequence, limit);
  }
}
