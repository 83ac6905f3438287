package dev.muster.provisioning.target;

import dev.muster.provisioning.mapping.MatchingValue;
import dev.muster.provisioning.mapping.ObjectMapping;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// What a job writes to. Each call is one request or a few; failures are [TargetException]s.
public interface Target {

  /// URNs of the schema extensions that the target has for objects of the type; empty if it does
  /// not say, and everything may be sent.
  Optional<Set<String>> extensions(ObjectMapping mapping);

  /// Whether the target can be asked for single objects. Else it is read whole to find one.
  default boolean filters() {
    return true;
  }

  /// How many actions are worth performing at once.
  ///
  /// @param asked how many the job allows
  default int atOnce(int asked) {
    return asked;
  }

  /// Whether its answers may name a wrong object, as those of others over a network.
  default boolean mayBeWrong() {
    return true;
  }

  /// How many objects of the type the target holds.
  long count(ObjectMapping mapping);

  /// How many objects one page of [#readAll] brings: what reading everything costs.
  int pageSize();

  /// Every object of the type, in pages, with the attributes that the mapping writes. False if the
  /// target cannot be read whole, since it gives its first objects alone: then it has to be asked
  /// for each.
  boolean readAll(ObjectMapping mapping, Consumer<List<ObjectNode>> page);

  /// As [#readAll], with the members of groups. False if the target does not tell them.
  default boolean readMembers(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    return false;
  }

  /// The object of an id, with the attributes that the mapping writes; empty if it is gone.
  default Optional<ObjectNode> read(ObjectMapping mapping, String id) {
    return find(mapping, "id", id).stream()
        .filter(object -> object.path("id").asString("").equals(id))
        .findFirst();
  }

  /// Objects whose attribute equals the value, with the attributes that the mapping writes.
  List<ObjectNode> find(ObjectMapping mapping, String attributePath, String value);

  /// Objects that have a matching value; whoever asks tells those apart that have its first part
  /// alone.
  default List<ObjectNode> find(ObjectMapping mapping, MatchingValue value) {
    return find(mapping, value.attribute(), value.value());
  }

  /// Creates an object and gives its id.
  String create(ObjectMapping mapping, ObjectNode body);

  /// Modifies an object by a PatchOp. The operations are such that repeating them does no harm.
  void update(ObjectMapping mapping, String id, ObjectNode patchOp);

  /// Deletes an object; one that is gone already is as good.
  void delete(ObjectMapping mapping, String id);

  /// Does something whose requests belong to a change of the provisioning log.
  default <T> T within(String changeId, Supplier<T> work) {
    return work.get();
  }

  /// Requests sent so far, for the cycle's summary.
  long requests();
}
