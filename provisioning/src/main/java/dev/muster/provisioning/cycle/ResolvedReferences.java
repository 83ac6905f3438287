package dev.muster.provisioning.cycle;

import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.mapping.TargetState.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An object's references as far as they can be written: those to objects that the target has.
///
/// @param targetIds of the referenced objects, by path
/// @param unresolved references to objects without a link yet; they are written once it is there
/// @param state the object's state without the unresolved references
record ResolvedReferences(
    Map<String, String> targetIds, List<Reference> unresolved, TargetState state) {

  static ResolvedReferences of(TargetState desired, PageLinks links) {
    var targetIds = new LinkedHashMap<String, String>();
    var resolved = new LinkedHashMap<String, Reference>();
    var unresolved = new ArrayList<Reference>();
    desired
        .references()
        .forEach((path, reference) ->
            links
                .find(reference.objectType(), reference.sourceId())
                .ifPresentOrElse(
                    link -> {
                      targetIds.put(path, link.targetId());
                      resolved.put(path, reference);
                    },
                    () -> unresolved.add(reference)));
    return new ResolvedReferences(
        targetIds, unresolved, new TargetState(desired.values(), resolved));
  }
}
