package dev.muster.provisioning.directory;

import dev.muster.provisioning.source.Entry;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.source.SourceChanges;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.Member;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A tenant's directory as a source: its resources are the entries, its change feed says what
/// changed.
public final class DirectorySource implements Source {

  /// Events that one cycle takes at most; what follows is the next cycle's.
  private static final int MOST_EVENTS = 20_000;

  private static final int EVENTS_PER_READ = 1_000;

  private final ResourceStore store;
  private final TenantId tenant;

  public DirectorySource(ResourceStore store, TenantId tenant) {
    this.store = store;
    this.tenant = tenant;
  }

  @Override
  public long head() {
    return store.feedHead(tenant);
  }

  @Override
  public Optional<SourceChanges> changesSince(long watermark) {
    var changes = new Changes(watermark);
    while (changes.count < MOST_EVENTS) {
      var events = store.changes(tenant, changes.upTo, EVENTS_PER_READ);
      if (hasGap(changes.upTo, events)) {
        return Optional.empty();
      }
      events.forEach(changes::add);
      if (events.size() < EVENTS_PER_READ) {
        return Optional.of(changes.done(false));
      }
    }
    return Optional.of(changes.done(true));
  }

  /// Whether events after a watermark are gone: a job that stood still for longer than the feed is
  /// kept has to read everything.
  private boolean hasGap(long watermark, List<FeedEvent> events) {
    return events.isEmpty()
        ? store.feedHead(tenant) > watermark && store.changes(tenant, watermark, 1).isEmpty()
        : events.getFirst().sequence() > watermark + 1;
  }

  @Override
  public Reading readAll(String objectType, Consumer<List<Entry>> page) {
    var after = "";
    while (true) {
      var resources = store.scan(tenant, objectType, after, PAGE);
      if (resources.isEmpty()) {
        return Reading.COMPLETE;
      }
      page.accept(resources.stream().map(DirectorySource::entry).toList());
      after = resources.getLast().id();
    }
  }

  @Override
  public List<Entry> read(String objectType, Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : store.findAll(tenant, objectType, ids).stream().map(DirectorySource::entry).toList();
  }

  @Override
  public Map<String, Set<String>> groupsOf(Collection<String> memberIds) {
    return groupsOf(memberIds, ResourceStore.GroupReference::direct);
  }

  @Override
  public Map<String, Set<String>> allGroupsOf(Collection<String> memberIds) {
    return groupsOf(memberIds, reference -> true);
  }

  private Map<String, Set<String>> groupsOf(
      Collection<String> memberIds, Predicate<ResourceStore.GroupReference> wanted) {
    if (memberIds.isEmpty()) {
      return Map.of();
    }
    var groups = new HashMap<String, Set<String>>();
    store
        .groupsOf(tenant, memberIds)
        .forEach((member, references) ->
            groups.put(
                member,
                references.stream()
                    .filter(wanted)
                    .map(ResourceStore.GroupReference::id)
                    .collect(Collectors.toSet())));
    return groups;
  }

  @Override
  public void members(String groupId, Consumer<List<String>> page) {
    var after = "";
    while (true) {
      var members = store.members(tenant, groupId, after, PAGE);
      if (members.isEmpty()) {
        return;
      }
      page.accept(members.stream().map(Member::id).toList());
      after = members.getLast().id();
    }
  }

  @Override
  public Set<String> membersAmong(String groupId, Collection<String> candidates) {
    return candidates.isEmpty() ? Set.of() : store.membersAmong(tenant, groupId, candidates);
  }

  /// The id is not in a document, but a mapping may name it.
  private static Entry entry(StoredResource resource) {
    var attributes = resource.document().deepCopy();
    attributes.put("id", resource.id());
    return new Entry(resource.resourceType(), resource.id(), resource.displayName(), attributes);
  }

  /// Gathers feed events: many events of a resource are one change.
  private static final class Changes {
    private final Map<String, Set<String>> touched = new HashMap<>();
    private final Map<String, Set<String>> touchedMembers = new HashMap<>();
    private final Map<String, Instant> since = new HashMap<>();
    private long upTo;
    private int count;

    Changes(long watermark) {
      this.upTo = watermark;
    }

    void add(FeedEvent event) {
      upTo = event.sequence();
      since.putIfAbsent(event.resourceId(), event.at());
      event.membersAdded().forEach(member -> since.putIfAbsent(member, event.at()));
      event.membersRemoved().forEach(member -> since.putIfAbsent(member, event.at()));
      count++;
      switch (event.kind()) {
        case CREATED, RESTORED, UPDATED, ACTIVATED, DEACTIVATED, DELETED ->
            touched
                .computeIfAbsent(event.resourceType(), type -> new LinkedHashSet<>())
                .add(event.resourceId());
        case MEMBERS, HELD -> {}
      }
      if (!event.membersAdded().isEmpty() || !event.membersRemoved().isEmpty()) {
        var members =
            touchedMembers.computeIfAbsent(event.resourceId(), id -> new LinkedHashSet<>());
        members.addAll(event.membersAdded());
        members.addAll(event.membersRemoved());
      }
    }

    SourceChanges done(boolean more) {
      return new SourceChanges(upTo, touched, touchedMembers, more, since);
    }
  }
}
