package dev.muster.bench.simulation;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimConnection;
import dev.muster.client.ScimQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What a provider holds, apart from the ids that it gave: two that hold the same are equal.
///
/// @param resources each with who it is by name in place of ids
public record Contents(Map<String, JsonNode> resources, List<String> duplicates) {
  public Contents {
    duplicates = List.copyOf(duplicates);
  }

  /// Reads everything.
  public static Contents of(ScimConnection connection) {
    try (var client = new ScimClient(connection)) {
      var reader = new Reader();
      client.walk("/Users", ScimQuery.all(), 1_000, page -> page.forEach(reader::user));
      client.walk("/Groups", ScimQuery.all(), 100, page -> page.forEach(reader::group));
      return reader.contents();
    }
  }

  /// Whether a resource is the same in both.
  public boolean holds(String name, Contents other) {
    return Optional.ofNullable(resources.get(name))
        .equals(Optional.ofNullable(other.resources.get(name)));
  }

  /// A resource as it is, and as it should be.
  public String describe(String name, Contents other) {
    return "%s: %s, should be %s".formatted(name, resources.get(name), other.resources.get(name));
  }

  private static final class Reader {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, ObjectNode> users = new HashMap<>();
    private final Map<String, JsonNode> resources = new TreeMap<>();
    private final List<String> duplicates = new ArrayList<>();

    void user(ObjectNode user) {
      names.put(user.path("id").asString(), user.path("userName").asString());
      users.put(user.path("id").asString(), user);
    }

    void group(ObjectNode group) {
      var members = new TreeSet<String>();
      group.path("members").forEach(m -> members.add(name(m.path("value").asString())));
      put("group " + group.path("displayName").asString(), StringNode.valueOf(members.toString()));
    }

    private String name(String id) {
      return names.getOrDefault(id, "nobody: " + id);
    }

    private void put(String name, JsonNode content) {
      if (resources.put(name, content) != null) {
        duplicates.add(name);
      }
    }

    Contents contents() {
      users.values().forEach(user -> put("user " + user.path("userName").asString(), text(user)));
      return new Contents(resources, duplicates);
    }

    private JsonNode text(ObjectNode user) {
      var text = user.deepCopy();
      text.remove(List.of("id", "meta", "groups"));
      for (var name : List.copyOf(text.propertyNames())) {
        if (text.path(name).path("manager") instanceof ObjectNode manager) {
          manager.put("value", name(manager.path("value").asString()));
          manager.remove(List.of("$ref", "displayName"));
        }
      }
      return text;
    }
  }
}
