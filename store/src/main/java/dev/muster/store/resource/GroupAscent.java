package dev.muster.store.resource;

import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.ResourceStore.GroupReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The way up from resources to the groups that they are in, directly and through other groups: one
/// statement for a level. Nearly all people are in groups that are in no other, or in none, so that
/// one or two small statements are the rule.
final class GroupAscent {
  private final MemberRows members;
  private final Map<String, List<Group>> above = new HashMap<>();

  GroupAscent(MemberRows members) {
    this.members = members;
  }

  /// A group that something is in.
  record Group(String id, String displayName) implements Comparable<Group> {
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::id);

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  /// The groups of each member, direct ones first. A circle of groups ends where it is too deep.
  Map<String, List<GroupReference>> from(Collection<String> memberIds) {
    climb(memberIds);
    var groups = new LinkedHashMap<String, List<GroupReference>>();
    for (var member : memberIds) {
      var references = references(member);
      if (!references.isEmpty()) {
        groups.put(member, references);
      }
    }
    return groups;
  }

  private void climb(Collection<String> memberIds) {
    Set<String> level = new HashSet<>(memberIds);
    for (int depth = 1; depth <= ResourceStore.DEEPEST_NESTING && !level.isEmpty(); depth++) {
      above.putAll(members.groupsDirectlyOf(level));
      var next = new HashSet<String>();
      for (var id : level) {
        above.putIfAbsent(id, List.of());
        groupsOf(id).forEach(group -> next.add(group.id()));
      }
      next.removeIf(above::containsKey);
      level = next;
    }
  }

  private List<GroupReference> references(String member) {
    if (groupsOf(member).isEmpty()) {
      return List.of();
    }
    var references = new ArrayList<GroupReference>();
    var seen = new HashSet<String>();
    seen.add(member);
    var level = List.of(member);
    for (int depth = 1; depth <= ResourceStore.DEEPEST_NESTING && !level.isEmpty(); depth++) {
      var groups = new TreeSet<Group>();
      level.forEach(id -> groups.addAll(groupsOf(id)));
      groups.removeIf(group -> !seen.add(group.id()));
      boolean direct = depth == 1;
      groups.forEach(
          group -> references.add(new GroupReference(group.id(), group.displayName(), direct)));
      level = groups.stream().map(Group::id).toList();
    }
    return references;
  }

  private List<Group> groupsOf(String id) {
    return above.getOrDefault(id, List.of());
  }
}
