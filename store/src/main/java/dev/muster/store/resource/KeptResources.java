package dev.muster.store.resource;

import dev.muster.scim.provider.ResourceStore.GroupReference;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Kept;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Resources that were read or written lately, as they are in the database, and the groups that
/// they are in. A read that finds its resource here needs no SQL.
///
/// A transaction takes out what it changes just before it commits, and nobody puts it back until it
/// has ended: so what is here is never older than what a read of the database would find, and never
/// newer either. See [Footprint].
final class KeptResources implements Kept {
  private static final int SEGMENTS = 64;
  private static final int SHARE_OF_HEAP = 8;
  private static final int MOST_LARGE = 10_000;

  private final List<KeptSegment> segments;
  // Counts, for each tenant, changes that concern the groups of many.
  private final Map<Long, Long> ascents = new ConcurrentHashMap<>();

  // Groups that have many members, and how often members had left groups of the tenant when that
  // was
  // read.
  private final Map<ResourceKey, Large> large = new ConcurrentHashMap<>();
  private final Map<Long, Long> departures = new ConcurrentHashMap<>();
  private final AtomicLong forgotten = new AtomicLong();
  private final Set<Long> uncertain = ConcurrentHashMap.newKeySet();
  private final BooleanSupplier upToDate;

  /// @param mostBytes that the resources take, about
  /// @param upToDate whether nobody else has written up to now
  KeptResources(long mostBytes, BooleanSupplier upToDate) {
    this.upToDate = upToDate;
    this.segments =
        IntStream.range(0, SEGMENTS)
            .mapToObj(segment -> new KeptSegment(mostBytes / SEGMENTS))
            .toList();
  }

  /// As many as a part of the heap holds.
  static KeptResources inHeap(BooleanSupplier upToDate) {
    return new KeptResources(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, upToDate);
  }

  /// A resource's row, from here or else as it is read.
  Optional<ResourceRow> find(long tenant, String id, Supplier<Optional<ResourceRow>> read) {
    var key = new ResourceKey(tenant, id);
    var segment = segment(key);
    var kept = segment.find(key);
    // Asked after it was found: nobody has written another version until then.
    if (kept.row().isPresent() && upToDate.getAsBoolean()) {
      return kept.row().map(ResourceRow::asRead);
    }
    long stamp = segment.stamp();
    var found = read.get();
    found.ifPresent(row -> segment.keep(key, stamp, now -> now.with(row.asRead())));
    return found;
  }

  /// The groups of some resources; those that are not known here are read.
  Map<String, List<GroupReference>> groupsOf(
      long tenant,
      Collection<String> ids,
      Function<Collection<String>, Map<String, List<GroupReference>>> read) {
    if (uncertain.contains(tenant)) {
      return read.apply(ids);
    }
    long ascent = ascent(tenant);
    var groups = new LinkedHashMap<String, List<GroupReference>>();
    var unknown = new LinkedHashMap<ResourceKey, Long>();
    for (var id : ids) {
      var key = new ResourceKey(tenant, id);
      var kept = segment(key).find(key).groups().filter(known -> known.ascent() == ascent);
      kept.ifPresentOrElse(
          known -> put(groups, id, known.references()),
          () -> unknown.put(key, segment(key).stamp()));
    }
    if (!upToDate.getAsBoolean()) {
      return read.apply(ids);
    }
    if (!unknown.isEmpty()) {
      var found = read.apply(unknown.keySet().stream().map(ResourceKey::id).toList());
      unknown.forEach((key, stamp) -> {
        var references = found.getOrDefault(key.id(), List.of());
        put(groups, key.id(), references);
        var fresh = new KeptResource.Groups(references, ascent);
        segment(key).keep(key, stamp, now -> now.with(fresh));
      });
    }
    return groups;
  }

  /// Whether a group has more than so many members. That it has is known until members leave.
  boolean hasMoreMembers(long tenant, String groupId, int most, BooleanSupplier read) {
    if (uncertain.contains(tenant)) {
      return read.getAsBoolean();
    }
    var key = new ResourceKey(tenant, groupId);
    var now = new Large(most, departures.getOrDefault(tenant, 0L), forgotten.get());
    if (now.equals(large.get(key)) && upToDate.getAsBoolean()) {
      return true;
    }
    boolean more = read.getAsBoolean();
    if (more) {
      if (large.size() >= MOST_LARGE) {
        large.clear();
      }
      large.put(key, now);
    }
    return more;
  }

  /// A departure of members is about to be committed, or was.
  void membersLeave(long tenant) {
    departures.merge(tenant, 1L, Long::sum);
  }

  private static void put(
      Map<String, List<GroupReference>> groups, String id, List<GroupReference> references) {
    if (!references.isEmpty()) {
      groups.put(id, references);
    }
  }

  /// A transaction is about to commit a change of a resource, or of the groups that it is in.
  ///
  /// @return what was known of it
  KeptResource changing(ResourceKey key) {
    return segment(key).changing(key);
  }

  /// That transaction has ended.
  void changed(ResourceKey key, KeptResource known) {
    segment(key).changed(key, known);
  }

  /// A change of groups is about to be committed, or was, that may concern resources which it does
  /// not name: members of groups in a group, and all that show a group's name.
  void groupsMove(long tenant) {
    ascents.merge(tenant, 1L, Long::sum);
  }

  /// Nobody knows whether, or when, a change of groups is committed: they are read from now on.
  void groupsUncertain(long tenant) {
    uncertain.add(tenant);
  }

  /// How often the groups of a tenant have moved.
  long ascent(long tenant) {
    return ascents.getOrDefault(tenant, 0L);
  }

  @Override
  public void forget(TenantId tenant) {
    segments.forEach(segment -> segment.forget(tenant.value()));
    groupsMove(tenant.value());
    membersLeave(tenant.value());
  }

  @Override
  public void forgetAll() {
    forgotten.incrementAndGet();
    large.clear();
    segments.forEach(KeptSegment::forgetAll);
  }

  private KeptSegment segment(ResourceKey key) {
    return segments.get(Math.floorMod(key.hashCode(), SEGMENTS));
  }

  /// @param most a group has more members than that
  /// @param forgotten how often everything had been forgotten
  private record Large(int most, long departures, long forgotten) {}
}
