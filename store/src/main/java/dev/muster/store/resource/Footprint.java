package dev.muster.store.resource;

import dev.muster.store.Transaction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a transaction changes of a tenant's resources, as far as it concerns what is kept of them
/// in memory. The tables' rows say it where they are written.
final class Footprint implements Transaction.Gathered {
  /// Where nothing is kept.
  static final Footprint NONE = new Footprint(Optional.empty(), 0);

  // Members of this type have no members themselves.
  private static final String USER = "User";

  private final Optional<KeptResources> kept;
  private final long tenant;
  private final Map<ResourceKey, Change> changes = new LinkedHashMap<>();
  private final Map<ResourceKey, KeptResource> before = new HashMap<>();
  private boolean groupsMove;
  private boolean membersLeave;

  private Footprint(Optional<KeptResources> kept, long tenant) {
    this.kept = kept;
    this.tenant = tenant;
  }

  static Footprint of(KeptResources kept, long tenant) {
    return new Footprint(Optional.of(kept), tenant);
  }

  /// The row of a resource changes.
  void resource(String id) {
    change(id, Change.ROW);
  }

  /// The row of a resource is this from now on.
  void resourceIs(ResourceRow row) {
    change(row.id(), new Change(false, Optional.of(row.asRead()), Memberships.SAME));
  }

  /// A resource is new: this is its row, and it is in no group yet.
  void created(ResourceRow row) {
    change(row.id(), new Change(false, Optional.of(row.asRead()), Memberships.NONE));
  }

  /// A resource joins or leaves a group.
  void membership(String memberId, String memberType) {
    memberships(memberId);
    groups(memberType);
  }

  /// A resource is in other groups from now on; if it is a group itself, see [#groups].
  void memberships(String memberId) {
    change(memberId, Change.GROUPS);
  }

  /// Something changes a group that others see in the groups that they are in.
  void groups(String resourceType) {
    if (!resourceType.equals(USER)) {
      groups();
    }
  }

  void groups() {
    groupsMove = true;
  }

  /// Members leave a group.
  void departures() {
    membersLeave = true;
  }

  private void move(KeptResources resources) {
    if (groupsMove) {
      resources.groupsMove(tenant);
    }
    if (membersLeave) {
      resources.membersLeave(tenant);
    }
  }

  private void change(String id, Change change) {
    if (kept.isPresent()) {
      changes.merge(new ResourceKey(tenant, id), change, Change::and);
    }
  }

  @Override
  public void settle() {
    kept.ifPresent(resources -> {
      move(resources);
      changes.keySet().forEach(key -> before.put(key, resources.changing(key)));
    });
  }

  @Override
  public void ended(boolean committed) {
    kept.ifPresent(resources -> {
      move(resources);
      before.forEach((key, known) ->
          resources.changed(
              key, committed ? after(key, known, resources.ascent(tenant)) : KeptResource.NOTHING));
    });
  }

  // What it has taken out stays out: nobody may put back what the commit, should it come, makes
  // old.
  @Override
  public void lost() {
    kept.ifPresent(resources -> {
      if (groupsMove || membersLeave) {
        resources.groupsUncertain(tenant);
      }
    });
  }

  private KeptResource after(ResourceKey key, KeptResource known, long ascent) {
    var change = changes.get(key);
    return change == null ? KeptResource.NOTHING : change.to(known, ascent);
  }

  /// The groups that a resource is in, compared with before.
  private enum Memberships {
    SAME,
    NONE,
    UNKNOWN
  }

  /// @param row as it is now, unless it is the same as before; empty where that is not known
  private record Change(boolean sameRow, Optional<ResourceRow> row, Memberships memberships) {
    static final Change ROW = new Change(false, Optional.empty(), Memberships.SAME);
    static final Change GROUPS = new Change(true, Optional.empty(), Memberships.UNKNOWN);

    Change and(Change later) {
      var last = later.sameRow ? this : later;
      var groups = later.memberships == Memberships.SAME ? memberships : later.memberships;
      return new Change(last.sameRow, last.row, groups);
    }

    KeptResource to(KeptResource known, long ascent) {
      var groups =
          switch (memberships) {
            case SAME -> known.groups();
            case NONE -> Optional.of(new KeptResource.Groups(List.of(), ascent));
            case UNKNOWN -> Optional.<KeptResource.Groups>empty();
          };
      return new KeptResource(sameRow ? known.row() : row, groups);
    }
  }
}
