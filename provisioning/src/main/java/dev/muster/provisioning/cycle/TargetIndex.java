package dev.muster.provisioning.cycle;

import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.MatchingValue;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.target.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds target objects by their matching attributes: one by one, or, when that would take more
/// requests than reading every object once, from an index of the whole target.
final class TargetIndex {
  private final Target target;
  private final CompiledMapping mapping;
  private final Map<String, Map<String, List<TargetObject>>> byAttribute = new HashMap<>();
  private long asked;
  private long pages = -1;
  private boolean whole;
  private boolean unreadable;

  TargetIndex(Target target, CompiledMapping mapping) {
    this.target = target;
    this.mapping = mapping;
  }

  /// A target object with what it holds at the mapped paths.
  record TargetObject(String id, TargetState state) {}

  /// Prepares for finding so many entries; reads the target whole if that is cheaper than asking
  /// for each.
  void expect(int entries) {
    if (whole || unreadable || entries == 0) {
      return;
    }
    asked += entries;
    if (!target.filters()) {
      readWhole();
      return;
    }
    if (asked <= 2) {
      return;
    }
    if (pages < 0) {
      var count = target.count(mapping.mapping());
      pages = (count + target.pageSize() - 1) / target.pageSize();
    }
    if (asked > pages) {
      readWhole();
    }
  }

  private void readWhole() {
    whole =
        pages == 0
            || target.readAll(
                mapping.mapping(),
                page ->
                    page.forEach(object -> {
                      var found =
                          new TargetObject(object.path("id").asString(), mapping.stateOf(object));
                      mapping.lookedFor(found.state()).forEach(value -> bucket(value).add(found));
                    }));
    if (!whole) {
      unreadable = true;
      byAttribute.clear();
    }
  }

  List<TargetObject> find(MatchingValue value) {
    if (whole) {
      return byAttribute
          .getOrDefault(value.attributes(), Map.of())
          .getOrDefault(value.key(), List.of());
    }
    return target.find(mapping.mapping(), value).stream()
        .map(object -> new TargetObject(object.path("id").asString(), mapping.stateOf(object)))
        .filter(object -> agrees(object, value))
        .toList();
  }

  /// A target that ignores filters answers with objects that nobody asked for. One that does not
  /// show the attribute is believed.
  private boolean agrees(TargetObject object, MatchingValue value) {
    return mapping.lookedFor(object.state()).stream()
        .filter(shown -> shown.attributes().equals(value.attributes()))
        .allMatch(shown -> shown.key().equals(value.key()));
  }

  private List<TargetObject> bucket(MatchingValue value) {
    return byAttribute
        .computeIfAbsent(value.attributes(), attribute -> new HashMap<>())
        .computeIfAbsent(value.key(), key -> new ArrayList<>(1));
  }
}
