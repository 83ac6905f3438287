package dev.muster.provisioning.job;

import dev.muster.provisioning.mapping.ObjectMapping;
import java.util.HashSet;
import java.util.Set;

/// What a change of a job's settings can affect.
public final class SettingsChange {
  private SettingsChange() {}

  /// The types of object whose entries may come to something else.
  public static Set<String> affected(JobSettings before, JobSettings after) {
    var types = new HashSet<String>();
    var all = !sameForAll(before, after);
    for (var mapping : after.objectMappings()) {
      if (all || !before.objectMappings().contains(mapping)) {
        types.add(mapping.objectType());
      }
    }
    // Who refers to objects of a type that is mapped no longer.
    if (!typesOf(after).containsAll(typesOf(before))) {
      types.addAll(typesOf(after));
    }
    return types;
  }

  private static boolean sameForAll(JobSettings before, JobSettings after) {
    return before.scope() == after.scope()
        && before.assignment().equals(after.assignment())
        && before.flow().equals(after.flow())
        && before.safety().leavers().equals(after.safety().leavers());
  }

  private static Set<String> typesOf(JobSettings settings) {
    var types = new HashSet<String>();
    settings.objectMappings().stream().map(ObjectMapping::objectType).forEach(types::add);
    return types;
  }
}
