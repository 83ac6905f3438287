package dev.muster.provisioning.cycle;

import dev.muster.provisioning.source.Entry;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.source.SourceChanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A directory in memory with a change feed.
final class FakeSource implements Source {
  private final Map<String, ObjectNode> users = new TreeMap<>();
  private final Map<String, String> groups = new TreeMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();
  private final List<Event> feed = new ArrayList<>();
  private final List<String> wholeReads = new ArrayList<>();
  private Reading reading = Reading.COMPLETE;

  private record Event(String type, String id, Optional<String> member) {}

  /// A user by its SCIM JSON; replaces who has the id.
  void putUser(String id, String json) {
    users.put(id, (ObjectNode) JsonMapper.shared().readTree(json));
    feed.add(new Event("User", id, Optional.empty()));
  }

  void putUser(String id) {
    putUser(
        id, "{\"userName\":\"%s\",\"displayName\":\"User %s\",\"active\":true}".formatted(id, id));
  }

  void removeUser(String id) {
    users.remove(id);
    feed.add(new Event("User", id, Optional.empty()));
    members.forEach((group, ids) -> {
      if (ids.remove(id)) {
        feed.add(new Event("Group", group, Optional.of(id)));
      }
    });
  }

  void putGroup(String id, String... memberIds) {
    groups.put(id, "Group " + id);
    feed.add(new Event("Group", id, Optional.empty()));
    for (var member : memberIds) {
      addMember(id, member);
    }
  }

  void removeGroup(String id) {
    groups.remove(id);
    members.remove(id);
    feed.add(new Event("Group", id, Optional.empty()));
  }

  void renameGroup(String id, String name) {
    groups.put(id, name);
    feed.add(new Event("Group", id, Optional.empty()));
  }

  void addMember(String group, String member) {
    members.computeIfAbsent(group, id -> new LinkedHashSet<>()).add(member);
    feed.add(new Event("Group", group, Optional.of(member)));
  }

  void removeMember(String group, String member) {
    members.getOrDefault(group, new HashSet<>()).remove(member);
    feed.add(new Event("Group", group, Optional.of(member)));
  }

  /// The types that were read whole since it was asked last.
  List<String> wholeReads() {
    var reads = List.copyOf(wholeReads);
    wholeReads.clear();
    return reads;
  }

  void readsAs(Reading worth) {
    reading = worth;
  }

  @Override
  public long head() {
    return feed.size();
  }

  @Override
  public Optional<SourceChanges> changesSince(long watermark) {
    var touched = new LinkedHashMap<String, Set<String>>();
    var touchedMembers = new LinkedHashMap<String, Set<String>>();
    for (var event : feed.subList((int) watermark, feed.size())) {
      event
          .member()
          .ifPresentOrElse(
              member ->
                  touchedMembers
                      .computeIfAbsent(event.id(), id -> new LinkedHashSet<>())
                      .add(member),
              () ->
                  touched
                      .computeIfAbsent(event.type(), type -> new LinkedHashSet<>())
                      .add(event.id()));
    }
    return Optional.of(new SourceChanges(head(), touched, touchedMembers, false));
  }

  @Override
  public Reading readAll(String objectType, Consumer<List<Entry>> page) {
    wholeReads.add(objectType);
    var ids = objectType.equals("User") ? users.keySet() : groups.keySet();
    var entries = read(objectType, ids);
    for (var from = 0; from < entries.size(); from += PAGE) {
      page.accept(entries.subList(from, Math.min(entries.size(), from + PAGE)));
    }
    return objectType.equals("User")
        ? reading
        : new Reading(reading.complete(), List.of(), Set.of());
  }

  @Override
  public List<Entry> read(String objectType, Collection<String> ids) {
    var entries = new ArrayList<Entry>();
    for (var id : ids) {
      find(objectType, id).ifPresent(entries::add);
    }
    return entries;
  }

  private Optional<Entry> find(String objectType, String id) {
    if (objectType.equals("User")) {
      return Optional.ofNullable(users.get(id))
          .map(user -> new Entry("User", id, "User " + id, user.deepCopy().put("id", id)));
    }
    return Optional.ofNullable(groups.get(id))
        .map(name ->
            new Entry(
                "Group",
                id,
                name,
                JsonMapper.shared().createObjectNode().put("displayName", name).put("id", id)));
  }

  @Override
  public Map<String, Set<String>> groupsOf(Collection<String> memberIds) {
    var groupsOf = new HashMap<String, Set<String>>();
    members.forEach((group, ids) ->
        ids.stream()
            .filter(memberIds::contains)
            .forEach(id -> groupsOf.computeIfAbsent(id, key -> new HashSet<>()).add(group)));
    return groupsOf;
  }

  @Override
  public void members(String groupId, Consumer<List<String>> page) {
    var ids = List.copyOf(members.getOrDefault(groupId, Set.of()));
    if (!ids.isEmpty()) {
      page.accept(ids);
    }
  }

  @Override
  public Set<String> membersAmong(String groupId, Collection<String> candidates) {
    var among = new HashSet<>(candidates);
    among.retainAll(members.getOrDefault(groupId, Set.of()));
    return among;
  }
}
