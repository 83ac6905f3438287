package dev.muster.provisioning.cycle;

import dev.muster.provisioning.mapping.ObjectMapping.NestedMembers;
import dev.muster.provisioning.source.Descent;
import dev.muster.provisioning.source.Entry;
import dev.muster.provisioning.source.Source;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The members that a target's groups should have: the source's, with groups in groups flattened,
/// kept, or both.
final class GroupMembers {
  private final Source source;
  private final NestedMembers nested;

  GroupMembers(Source source, NestedMembers nested) {
    this.source = source;
    this.nested = nested;
  }

  /// Ids of a group's members, in pages; each comes once.
  void of(String group, Consumer<Collection<String>> page) {
    if (nested != NestedMembers.FLATTEN) {
      source.members(group, members -> page.accept(kept(members)));
    }
    if (nested != NestedMembers.KEEP) {
      Descent.usersBelow(source, group, page);
    }
  }

  // Those who are no groups come with the flattened ones.
  private Collection<String> kept(List<String> members) {
    return nested == NestedMembers.KEEP ? members : groupsAmong(members);
  }

  /// Those of the candidates that should be members of the group.
  Set<String> among(String group, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return Set.of();
    }
    var direct = source.membersAmong(group, candidates);
    if (nested == NestedMembers.KEEP) {
      return direct;
    }
    var groups = groupsAmong(candidates);
    // Most are direct members; only for the rest somebody has to climb.
    var rest = new HashSet<>(candidates);
    rest.removeAll(direct);
    var among = new HashSet<>(direct);
    among.removeAll(groups);
    source
        .allGroupsOf(rest)
        .forEach((id, above) -> {
          if (above.contains(group) && !groups.contains(id)) {
            among.add(id);
          }
        });
    if (nested == NestedMembers.BOTH) {
      direct.stream().filter(groups::contains).forEach(among::add);
    }
    return among;
  }

  /// The groups that these entries should be members of.
  Map<String, Set<String>> groupsOf(Collection<String> ids) {
    return nested == NestedMembers.KEEP ? source.groupsOf(ids) : source.allGroupsOf(ids);
  }

  /// What changes of membership mean: a group that joins another brings all who are in it, to that
  /// group and to all above.
  Map<String, Set<String>> affected(Map<String, Set<String>> touchedMembers) {
    if (nested == NestedMembers.KEEP) {
      return touchedMembers;
    }
    var members = new HashSet<String>();
    touchedMembers.values().forEach(members::addAll);
    var nestedGroups = groupsAmong(members);
    var above = source.allGroupsOf(touchedMembers.keySet());
    var affected = new HashMap<String, Set<String>>();
    touchedMembers.forEach((group, touched) -> {
      var all = new HashSet<>(touched);
      var inside = new HashSet<>(touched);
      inside.retainAll(nestedGroups);
      all.addAll(Descent.from(source, inside).others());
      var groups = new HashSet<>(above.getOrDefault(group, Set.of()));
      groups.add(group);
      groups.forEach(each -> affected.computeIfAbsent(each, key -> new HashSet<>()).addAll(all));
    });
    return affected;
  }

  private Set<String> groupsAmong(Collection<String> ids) {
    var groups = new HashSet<String>();
    if (ids.isEmpty()) {
      return groups;
    }
    for (Entry group : source.read("Group", ids)) {
      groups.add(group.id());
    }
    return groups;
  }
}
