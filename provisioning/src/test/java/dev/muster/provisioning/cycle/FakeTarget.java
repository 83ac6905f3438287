package dev.muster.provisioning.cycle;

import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.target.MatchingFilter;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import dev.muster.provisioning.target.TargetException.Kind;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.patch.GroupPatch;
import dev.muster.scim.patch.PatchApplier;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An application in memory that can be told to misbehave. It has no unique attributes unless told
/// so: an engine that creates twice is caught.
final class FakeTarget implements Target {
  private final Map<String, Map<String, ObjectNode>> objects = new LinkedHashMap<>();
  private final Map<String, Set<String>> members = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private Behaviour behaviour = request -> {};
  private boolean unique;
  private int planted;
  private int shown = Integer.MAX_VALUE;
  private String hidden = "";
  private boolean anyMember;
  private Predicate<String> wronglyNamed = request -> false;
  private Optional<Set<String>> extensions = Optional.empty();

  /// What happens instead of a request, by throwing; or after it, for a lost answer.
  interface Behaviour {
    void before(String request);

    default void after(String request) {}
  }

  void behaves(Behaviour next) {
    behaviour = next;
  }

  /// Takes members that do not exist, as many do.
  void acceptsAnyMember() {
    anyMember = true;
  }

  /// Leaves users out of lists whose name begins so.
  void hides(String prefix) {
    hidden = prefix;
  }

  /// Names a wrong id in its answers to some creates.
  void namesWrongly(Predicate<String> requests) {
    wronglyNamed = requests;
  }

  void hasUniqueUserNames() {
    unique = true;
  }

  synchronized ObjectNode user(String userName) {
    var found =
        ofType("User").values().stream()
            .filter(user -> user.path("userName").asString().equals(userName))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError("%d accounts for %s".formatted(found.size(), userName));
    }
    return found.getFirst();
  }

  synchronized List<String> userNames() {
    return ofType("User").values().stream()
        .map(user -> user.path("userName").asString())
        .sorted()
        .toList();
  }

  /// User names of a group's members.
  synchronized Set<String> memberNames(String displayName) {
    return ofType("Group").entrySet().stream()
        .filter(group -> group.getValue().path("displayName").asString().equals(displayName))
        .flatMap(group -> members.getOrDefault(group.getKey(), Set.of()).stream())
        .map(id ->
            ofType("Group").containsKey(id)
                ? ofType("Group").get(id).path("displayName").asString()
                : ofType("User").getOrDefault(id, empty()).path("userName").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  synchronized List<String> sent() {
    return List.copyOf(requests);
  }

  synchronized void forget() {
    requests.clear();
  }

  /// Makes an object behind the engine's back.
  synchronized String plant(String type, ObjectNode object) {
    planted++;
    var id = "t" + planted + "-" + type;
    ofType(type).put(id, object.put("id", id));
    return id;
  }

  synchronized void removeBehindItsBack(String type, String id) {
    ofType(type).remove(id);
  }

  void hasExtensions(Set<String> urns) {
    extensions = Optional.of(urns);
  }

  @Override
  public Optional<Set<String>> extensions(ObjectMapping mapping) {
    return extensions;
  }

  @Override
  public synchronized long count(ObjectMapping mapping) {
    begin("GET count " + mapping.objectType());
    return ofType(mapping.objectType()).size();
  }

  @Override
  public int pageSize() {
    return 100;
  }

  @Override
  public synchronized boolean readAll(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    begin("GET all " + mapping.objectType());
    page.accept(
        copies(ofType(mapping.objectType()).values()).stream()
            .filter(object ->
                hidden.isEmpty() || !object.path("userName").asString("").startsWith(hidden))
            .limit(shown)
            .toList());
    return shown >= ofType(mapping.objectType()).size();
  }

  @Override
  public synchronized boolean readMembers(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    begin("GET members " + mapping.objectType());
    var groups = copies(ofType(mapping.objectType()).values());
    for (var group : groups) {
      var ids = members.getOrDefault(group.path("id").asString(), Set.of());
      if (!ids.isEmpty()) {
        var array = group.putArray("members");
        ids.forEach(id -> array.addObject().put("value", id));
      }
    }
    page.accept(groups);
    return true;
  }

  /// Changes the members of a group behind the engine's back.
  synchronized void plantMembers(String displayName, String... userNames) {
    for (var group : ofType("Group").entrySet()) {
      if (group.getValue().path("displayName").asString("").equals(displayName)) {
        var ids = members.computeIfAbsent(group.getKey(), id -> new TreeSet<>());
        ids.clear();
        for (var name : userNames) {
          ids.add(user(name).path("id").asString());
        }
      }
    }
  }

  /// Puts an object into a group behind the engine's back.
  synchronized void plantMember(String displayName, String id) {
    ofType("Group")
        .forEach((group, object) -> {
          if (object.path("displayName").asString("").equals(displayName)) {
            members.computeIfAbsent(group, key -> new TreeSet<>()).add(id);
          }
        });
  }

  synchronized Set<String> memberIds(String displayName) {
    var ids = new TreeSet<String>();
    ofType("Group")
        .forEach((group, object) -> {
          if (object.path("displayName").asString("").equals(displayName)) {
            ids.addAll(members.getOrDefault(group, Set.of()));
          }
        });
    return ids;
  }

  /// Does not page: gives its first objects alone.
  void showsOnly(int objects) {
    shown = objects;
  }

  @Override
  public synchronized List<ObjectNode> find(
      ObjectMapping mapping, String attributePath, String value) {
    begin("GET " + attributePath + " " + value);
    var schema = SchemaRegistry.core().findResourceType(mapping.objectType()).orElseThrow();
    var filter = FilterChecker.check(MatchingFilter.of(attributePath, value), schema);
    return copies(
        ofType(mapping.objectType()).values().stream()
            .filter(object -> FilterEvaluator.matches(filter, object))
            .toList());
  }

  @Override
  public synchronized String create(ObjectMapping mapping, ObjectNode body) {
    var request = "POST " + body.path("userName").asString(body.path("displayName").asString(""));
    begin(request);
    if (unique && userNames().contains(body.path("userName").asString(""))) {
      throw new TargetException(Kind.CONFLICT, "EntryConflict", "userName is taken");
    }
    var id = plant(mapping.objectType(), body.deepCopy());
    behaviour.after(request);
    return wronglyNamed.test(request) ? "wrong-" + id : id;
  }

  @Override
  public synchronized void update(ObjectMapping mapping, String id, ObjectNode patchOp) {
    begin("PATCH " + id + " " + patchOp.path("Operations"));
    var object = ofType(mapping.objectType()).get(id);
    if (object == null) {
      throw new TargetException(Kind.NOT_FOUND, "EntryNotFound", id + " is gone");
    }
    var schema = SchemaRegistry.core().findResourceType(mapping.objectType()).orElseThrow();
    var patch = PatchOp.parse(patchOp);
    if (mapping.members()) {
      var split = GroupPatch.split(patch, schema);
      changeMembers(id, split.members());
      patch = split.document();
    }
    ofType(mapping.objectType()).put(id, PatchApplier.apply(object, patch, schema).put("id", id));
  }

  private void changeMembers(String group, MembersChange change) {
    var ids = members.computeIfAbsent(group, id -> new TreeSet<>());
    switch (change) {
      case MembersChange.Delta(var add, var remove) -> {
        for (var id : add) {
          if (!anyMember && !ofType("User").containsKey(id) && !ofType("Group").containsKey(id)) {
            throw new TargetException(Kind.REJECTED, "InvalidMember", "no user or group " + id);
          }
        }
        ids.addAll(add);
        remove.forEach(ids::remove);
      }
      case MembersChange.ReplaceAll(var all) -> {
        ids.clear();
        ids.addAll(all);
      }
    }
  }

  @Override
  public synchronized void delete(ObjectMapping mapping, String id) {
    begin("DELETE " + id);
    ofType(mapping.objectType()).remove(id);
  }

  @Override
  public synchronized long requests() {
    return requests.size();
  }

  private void begin(String request) {
    requests.add(request);
    behaviour.before(request);
  }

  private Map<String, ObjectNode> ofType(String type) {
    return objects.computeIfAbsent(type, key -> new LinkedHashMap<>());
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static List<ObjectNode> copies(Collection<ObjectNode> originals) {
    return originals.stream().map(ObjectNode::deepCopy).toList();
  }
}
