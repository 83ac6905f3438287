package dev.muster.provisioning.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Climbs down from groups through groups in groups to all who are in them. Circles end: each group
/// is entered once.
///
/// @param groups the groups that were entered or found below
/// @param others everyone else
public record Descent(Set<String> groups, Set<String> others) {

  /// Everyone in these groups, at any depth; ids of others stay as they are. The groups themselves
  /// are in the result.
  public static Descent from(Source source, Collection<String> ids) {
    var descent = new Descent(new HashSet<>(), new HashSet<>());
    var groups = groupsAmong(source, ids);
    ids.stream().filter(id -> !groups.contains(id)).forEach(descent.others::add);
    walk(source, groups, descent.groups, descent.others::addAll);
    return descent;
  }

  /// Hands on those in a group who are no groups, at any depth and each once, in pages.
  public static void usersBelow(Source source, String group, Consumer<Collection<String>> page) {
    var entered = new HashSet<String>();
    var seen = new HashSet<String>();
    walk(
        source,
        Set.of(group),
        entered,
        users -> {
          users.removeIf(user -> !seen.add(user));
          page.accept(users);
        });
  }

  private static void walk(
      Source source,
      Collection<String> from,
      Set<String> entered,
      Consumer<Collection<String>> users) {
    var open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      var group = open.poll();
      if (entered.add(group)) {
        source.members(
            group,
            page -> {
              var groups = groupsAmong(source, page);
              open.addAll(groups);
              var rest = new HashSet<>(page);
              rest.removeAll(groups);
              users.accept(rest);
            });
      }
    }
  }

  private static Set<String> groupsAmong(Source source, Collection<String> ids) {
    var groups = new HashSet<String>();
    if (ids.isEmpty()) {
      return groups;
    }
    source.read("Group", ids).forEach(group -> groups.add(group.id()));
    return groups;
  }
}
