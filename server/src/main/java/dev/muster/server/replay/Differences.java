package dev.muster.server.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where two answers differ. What is another each time — moments, versions, addresses, the id of
/// what is created — is passed over.
final class Differences {
  private static final int MOST = 100;
  private static final Set<String> EACH_TIME =
      Set.of("lastModified", "version", "location", "$ref");

  private final List<Difference> found = new ArrayList<>();
  private final boolean created;

  private Differences(boolean created) {
    this.created = created;
  }

  /// @param path JSON Pointer (RFC 6901) in the body
  record Difference(String path, Optional<JsonNode> then, Optional<JsonNode> now) {}

  /// At most a hundred.
  ///
  /// @param created whether the request creates something
  static List<Difference> between(JsonNode then, JsonNode now, boolean created) {
    var differences = new Differences(created);
    differences.compare("", then, now);
    return List.copyOf(differences.found);
  }

  private void compare(String path, @Nullable JsonNode then, @Nullable JsonNode now) {
    if (found.size() == MOST || (then == null ? now == null : then.equals(now))) {
      return;
    }
    if (then instanceof ObjectNode before && now instanceof ObjectNode after) {
      names(before, after).stream()
          .filter(name -> !isEachTime(path, name))
          .forEach(name -> compare(path + "/" + escaped(name), before.get(name), after.get(name)));
    } else if (then != null && now != null && then.isArray() && now.isArray()) {
      for (int i = 0; i < Math.max(then.size(), now.size()); i++) {
        compare(path + "/" + i, then.get(i), now.get(i));
      }
    } else {
      found.add(new Difference(path, Optional.ofNullable(then), Optional.ofNullable(now)));
    }
  }

  private boolean isEachTime(String path, String name) {
    return EACH_TIME.contains(name)
        || (created && (path.isEmpty() ? name.equals("id") : name.equals("created")));
  }

  private static Set<String> names(ObjectNode then, ObjectNode now) {
    var names = new LinkedHashSet<>(then.propertyNames());
    names.addAll(now.propertyNames());
    return names;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
