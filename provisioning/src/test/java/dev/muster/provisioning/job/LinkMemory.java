package dev.muster.provisioning.job;

import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.mapping.TargetState.Reference;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The links of one job in memory, and the members known to be in the target's groups.
final class LinkMemory {
  private final Map<String, NavigableMap<String, Link>> byType = new HashMap<>();
  private final Map<String, NavigableSet<String>> members = new TreeMap<>();

  void apply(LinkChange change) {
    switch (change) {
      case LinkChange.None none -> {}
      case LinkChange.Put(Link link) -> ofType(link.objectType()).put(link.sourceId(), link);
      case LinkChange.Remove(String objectType, String sourceId) -> {
        ofType(objectType).remove(sourceId);
        members.remove(sourceId);
        members.values().forEach(known -> known.remove(sourceId));
      }
      case LinkChange.Members(String groupId, List<String> added, List<String> removed) -> {
        var known = members.computeIfAbsent(groupId, key -> new TreeSet<>());
        known.addAll(added);
        removed.forEach(known::remove);
      }
    }
  }

  void clear() {
    byType.clear();
    members.clear();
  }

  Map<String, Set<String>> departed(Departure.Event event, Instant notAfter) {
    var departed = new HashMap<String, Set<String>>();
    left(event)
        .filter(link -> !link.departure().orElseThrow().since().isAfter(notAfter))
        .forEach(link ->
            departed
                .computeIfAbsent(link.objectType(), type -> new HashSet<>())
                .add(link.sourceId()));
    return departed;
  }

  Optional<Instant> nextDeparture(Departure.Event event, Instant after) {
    return left(event)
        .map(link -> link.departure().orElseThrow().since())
        .filter(since -> since.isAfter(after))
        .min(Instant::compareTo);
  }

  private Stream<Link> left(Departure.Event event) {
    return byType.values().stream()
        .flatMap(links -> links.values().stream())
        .filter(link -> link.departure().map(left -> left.event() == event).orElse(false));
  }

  boolean has(Reference object) {
    return ofType(object.objectType()).containsKey(object.sourceId());
  }

  Map<String, Link> of(String objectType, Collection<String> sourceIds) {
    var links = new HashMap<>(ofType(objectType));
    links.keySet().retainAll(Set.copyOf(sourceIds));
    return links;
  }

  Map<String, Link> byTarget(String objectType, Collection<String> targetIds) {
    var wanted = Set.copyOf(targetIds);
    return ofType(objectType).values().stream()
        .filter(link -> wanted.contains(link.targetId()))
        .collect(Collectors.toMap(Link::targetId, Function.identity()));
  }

  List<Link> page(String objectType, String afterSourceId, int limit) {
    return ofType(objectType).tailMap(afterSourceId, false).values().stream().limit(limit).toList();
  }

  long count(String objectType) {
    return ofType(objectType).values().stream().filter(link -> !link.disabled()).count();
  }

  long countMembers() {
    return members.values().stream().mapToLong(Set::size).sum();
  }

  List<String> members(String groupId, String afterMemberId, int limit) {
    return ofGroup(groupId).tailSet(afterMemberId, false).stream().limit(limit).toList();
  }

  Set<String> membersAmong(String groupId, Collection<String> candidates) {
    var among = new HashSet<>(candidates);
    among.retainAll(ofGroup(groupId));
    return among;
  }

  Map<String, Set<String>> groupsOf(Collection<String> memberIds) {
    var groups = new HashMap<String, Set<String>>();
    members.forEach((groupId, known) ->
        memberIds.stream()
            .filter(known::contains)
            .forEach(id -> groups.computeIfAbsent(id, key -> new HashSet<>()).add(groupId)));
    return groups;
  }

  private NavigableMap<String, Link> ofType(String objectType) {
    return byType.computeIfAbsent(objectType, key -> new TreeMap<>());
  }

  private NavigableSet<String> ofGroup(String groupId) {
    return members.getOrDefault(groupId, new TreeSet<>());
  }
}
