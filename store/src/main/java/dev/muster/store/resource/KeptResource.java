package dev.muster.store.resource;

import dev.muster.scim.provider.ResourceStore.GroupReference;
import java.util.List;
import java.util.Optional;

/// What is known of a resource.
record KeptResource(Optional<ResourceRow> row, Optional<Groups> groups) {
  static final KeptResource NOTHING = new KeptResource(Optional.empty(), Optional.empty());
  // What the objects around the texts take, roughly.
  private static final int AROUND = 400;
  private static final int AROUND_REFERENCE = 160;

  KeptResource with(ResourceRow fresh) {
    return new KeptResource(Optional.of(fresh), groups);
  }

  KeptResource with(Groups fresh) {
    return new KeptResource(row, Optional.of(fresh));
  }

  boolean isNothing() {
    return row.isEmpty() && groups.isEmpty();
  }

  long bytes() {
    return AROUND
        + row.map(known -> (long) known.document().utf8().length).orElse(0L)
        + groups.map(known -> (long) known.references().size() * AROUND_REFERENCE).orElse(0L);
  }

  /// The groups that it is in.
  ///
  /// @param ascent how often the tenant's groups had moved when that was read
  record Groups(List<GroupReference> references, long ascent) {}
}
