package dev.muster.bench;

import dev.muster.client.ScimClient;
import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ObjectNode;

/// What adding one member costs in groups of different sizes. The groups take turns, so that noise
/// falls on all alike.
final class GroupRun {
  private final List<Integer> sizes;
  private final int rounds;

  GroupRun(List<Integer> sizes, int rounds) {
    this.sizes = sizes;
    this.rounds = rounds;
  }

  void run() throws Exception {
    var folder = Scenario.folder("groups");
    try (var server = ServerProcess.start(folder)) {
      var tenant = Scenario.tenant(server.admin(), "acme");
      try (var client = new ScimClient(tenant)) {
        var users = users(client, sizes.getLast() + rounds);
        var groups = new LinkedHashMap<Integer, String>();
        for (var size : sizes) {
          groups.put(size, group(client, users, size));
        }
        measure(client, groups, users.subList(sizes.getLast(), users.size()));
      }
    } finally {
      Scenario.delete(folder);
    }
  }

  private static List<String> users(ScimClient client, int count) throws Exception {
    var permits = new Semaphore(64);
    var futures = new ArrayList<Future<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var number = 0; number < count; number++) {
        var user = ScimJson.object().put("userName", "user" + number);
        user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
        permits.acquire();
        futures.add(
            threads.submit(() -> {
              try {
                return client.create("/Users", user).path("id").asString();
              } finally {
                permits.release();
              }
            }));
      }
      var ids = new ArrayList<String>(count);
      for (var future : futures) {
        ids.add(future.get());
      }
      return ids;
    }
  }

  private static String group(ScimClient client, List<String> users, int size) {
    var group = ScimJson.object().put("displayName", "Group of " + size);
    group.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Group");
    var id = client.create("/Groups", group).path("id").asString();
    for (var from = 0; from < size; from += 5_000) {
      client.patch("/Groups", id, add(users.subList(from, Math.min(size, from + 5_000))));
    }
    return id;
  }

  private static ObjectNode add(List<String> members) {
    var patch = ScimJson.object();
    patch.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
    var value =
        patch
            .putArray("Operations")
            .addObject()
            .put("op", "add")
            .put("path", "members")
            .putArray("value");
    members.forEach(id -> value.addObject().put("value", id));
    return patch;
  }

  private void measure(ScimClient client, Map<Integer, String> groups, List<String> joiners) {
    var times = new LinkedHashMap<Integer, List<Long>>();
    var warmUp = joiners.size() / 3;
    for (var round = 0; round < joiners.size(); round++) {
      var joiner = List.of(joiners.get(round));
      for (var group : groups.entrySet()) {
        var began = System.nanoTime();
        client.patch("/Groups", group.getValue(), add(joiner));
        if (round >= warmUp) {
          times
              .computeIfAbsent(group.getKey(), size -> new ArrayList<>())
              .add((System.nanoTime() - began) / 1_000);
        }
      }
    }
    var smallest = median(times.getOrDefault(sizes.getFirst(), List.of(1L)));
    times.forEach((size, micros) ->
        Scenario.row(
            "add one member to a group of %,d".formatted(size),
            "median %.2f ms, ratio to the smallest group %.2f"
                .formatted(median(micros) / 1000.0, (double) median(micros) / smallest)));
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
