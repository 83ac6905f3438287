package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Names the other account when a target says 409 and no matching attribute finds what is in the
/// way: values that targets hold unique are asked for one by one.
final class Conflicts {
  private static final List<String> UNIQUE =
      List.of("userName", "externalId", "emails[type eq \"work\"].value", "displayName");

  private final JobStore store;
  private final JobId job;
  private final Target target;

  Conflicts(JobStore store, JobId job, Target target) {
    this.store = store;
    this.job = job;
    this.target = target;
  }

  /// The target's words, and who holds the value that is taken, if that can be found.
  String describe(
      CompiledMapping mapping, TargetState desired, String ownId, TargetException conflict) {
    return UNIQUE.stream()
        .flatMap(path -> holder(mapping, path, desired, ownId).stream())
        .findFirst()
        .map(holder -> conflict.reason() + "; " + holder)
        .orElse(conflict.reason());
  }

  private Optional<String> holder(
      CompiledMapping mapping, String path, TargetState desired, String ownId) {
    var value = desired.values().get(path);
    if (value == null || !value.isString()) {
      return Optional.empty();
    }
    try {
      return target.find(mapping.mapping(), path, value.stringValue()).stream()
          .filter(object -> holds(mapping, object, path, value))
          .filter(object -> !object.path("id").asString("").equals(ownId))
          .findFirst()
          .map(object -> words(mapping, path, value, object));
    } catch (TargetException e) {
      return Optional.empty();
    }
  }

  /// A target that ignores filters answers with objects that nobody asked for.
  private static boolean holds(
      CompiledMapping mapping, ObjectNode object, String path, JsonNode value) {
    var held = mapping.stateOf(object).values().get(path);
    return held != null && held.asString("").equalsIgnoreCase(value.stringValue());
  }

  private String words(CompiledMapping mapping, String path, JsonNode value, ObjectNode object) {
    var id = object.path("id").asString("");
    var type = mapping.mapping().objectType();
    var link = store.linksByTarget(job, type, List.of(id)).get(id);
    var who =
        link == null
            ? "is linked to no entry"
            : "is linked to the entry \"" + link.sourceId() + "\"";
    return "%s \"%s\" is held by the account %s (%s), which %s"
        .formatted(path, value.stringValue(), id, name(object), who);
  }

  private static String name(ObjectNode object) {
    return Stream.of("displayName", "userName")
        .map(path -> object.path(path).asString(""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("without a name");
  }
}
