package dev.muster.bench;

import dev.muster.client.ScimConnection;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What a change of one member costs in a group of ten and in a large one, and what it takes to
/// read the large one. The groups take turns, so that noise falls on both alike.
final class MembersRun {
  private static final int SMALL = 10;
  private static final int AT_ONCE = 1_000;

  private final int large;
  private final int rounds;

  MembersRun(int large, int rounds) {
    this.large = large;
    this.rounds = rounds;
  }

  void run() throws Exception {
    var folder = Scenario.folder("members");
    ScimConnection tenant;
    try (var server = ServerProcess.start(folder)) {
      tenant = Scenario.tenant(server.admin(), "acme");
    }
    var users = StoreLoad.users(folder, "acme", large + 2 * rounds);
    try (var server = ServerProcess.start(folder);
        var http = HttpClient.newHttpClient()) {
      var base =
          URI.create("http://127.0.0.1:%d%s".formatted(server.port(), tenant.baseUrl().getPath()));
      var client = new Client(http, base, tenant.token());
      var groups = new LinkedHashMap<Integer, String>();
      for (int size : List.of(SMALL, large)) {
        groups.put(size, client.group(users, size));
      }
      System.out.println("| operation | group of | median, µs | ratio |\n|---|---|---|---|");
      changes(client, groups, users.subList(large, users.size()));
      reads(client, groups);
      whole(server, client, groups.getOrDefault(large, ""));
    } finally {
      Scenario.delete(folder);
    }
  }

  private void changes(Client client, Map<Integer, String> groups, List<ScimRequests.User> others) {
    var times = new Times();
    for (int round = 0; round < rounds; round++) {
      var one = others.get(2 * round).id();
      var other = others.get(2 * round + 1).id();
      boolean counts = round >= rounds / 3;
      groups.forEach((size, group) -> {
        times.add("add", size, counts, () -> client.patch(group, add(one)));
        times.add(
            "replace one", size, counts, () -> client.patch(group, remove(one) + "," + add(other)));
        times.add("remove", size, counts, () -> client.patch(group, remove(other)));
      });
    }
    times.print();
  }

  private void reads(Client client, Map<Integer, String> groups) {
    var times = new Times();
    for (int round = 0; round < rounds; round++) {
      boolean counts = round >= rounds / 3;
      groups.forEach((size, group) ->
          times.add(
              "GET with excludedAttributes=members",
              size,
              counts,
              () -> client.get("/Groups/" + group + "?excludedAttributes=members")));
    }
    times.print();
  }

  private static void whole(ServerProcess server, Client client, String group) throws IOException {
    long before = server.mostMemory() >> 20;
    long began = System.nanoTime();
    long bytes = client.get("/Groups/" + group);
    System.out.printf(
        "%nGET with all members: %,d bytes in %.0f ms; most memory of the server %,d MiB before, %,d after it%n",
        bytes, (System.nanoTime() - began) / 1e6, before, server.mostMemory() >> 20);
  }

  private static String add(String id) {
    return "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}".formatted(id);
  }

  private static String remove(String id) {
    return "{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}".formatted(id);
  }

  /// How long each operation took in each group, in nanoseconds.
  private static final class Times {
    private final Map<String, Map<Integer, List<Long>>> nanos = new LinkedHashMap<>();

    void add(String operation, int size, boolean counts, Runnable work) {
      long began = System.nanoTime();
      work.run();
      if (counts) {
        nanos
            .computeIfAbsent(operation, o -> new LinkedHashMap<>())
            .computeIfAbsent(size, s -> new ArrayList<>())
            .add(System.nanoTime() - began);
      }
    }

    void print() {
      nanos.forEach((operation, bySize) -> {
        double smallest = median(bySize.getOrDefault(SMALL, List.of(1L)));
        bySize.forEach((size, times) ->
            System.out.printf(
                "| %s | %,d | %.0f | %.2f |%n",
                operation, size, median(times) / 1e3, median(times) / smallest));
      });
    }

    private static double median(List<Long> values) {
      return values.stream().sorted().toList().get(values.size() / 2);
    }
  }

  /// Entra's requests, on a connection that is kept open.
  private record Client(HttpClient http, URI base, String token) {
    String group(List<ScimRequests.User> users, int size) {
      var group = ScimJson.object().put("displayName", "Group of " + size);
      var id = ScimJson.parseObject(send("POST", "/Groups", ScimJson.write(group))).path("id");
      for (int from = 0; from < size; from += AT_ONCE) {
        patch(id.asString(), addAll(users.subList(from, Math.min(size, from + AT_ONCE))));
      }
      return id.asString();
    }

    private static String addAll(List<ScimRequests.User> members) {
      ObjectNode add = ScimJson.object().put("op", "add").put("path", "members");
      var value = add.putArray("value");
      members.forEach(user -> value.addObject().put("value", user.id()));
      return ScimJson.write(add);
    }

    void patch(String group, String operations) {
      var body =
          "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}"
              .formatted(operations);
      send("PATCH", "/Groups/" + group, body);
    }

    /// How many bytes came.
    long get(String path) {
      return send("GET", path, "").length;
    }

    private byte[] send(String method, String path, String body) {
      var request =
          HttpRequest.newBuilder(URI.create(base + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/scim+json")
              .method(
                  method,
                  body.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        var answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
          throw new IllegalStateException(method + " " + path + ": " + answer.statusCode());
        }
        return answer.body();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
