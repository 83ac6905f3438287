package dev.muster.bench;

import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What single operations cost in a large tenant beside a small one. Both servers run all the time,
/// each with the launcher's heap, and take turns, so that noise falls on both alike.
final class ScaleRun {
  private static final List<String> OPERATIONS =
      List.of("read", "lookup", "cursor-page", "patch", "create");
  private static final int SMALL = 10_000;
  private static final int CURSORS = 200;
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration MEASURED = Duration.ofSeconds(4);

  private final int users;

  ScaleRun(int users) {
    this.users = users;
  }

  void run() throws Exception {
    var small = Scenario.folder("scale-small");
    var large = Scenario.folder("scale-large");
    try (var few = Side.start(small, SMALL);
        var many = Side.start(large, users)) {
      System.out.printf(
          "| operation | %,d users, µs of CPU each | %,d users | ratio |%n|---|---|---|---|%n",
          SMALL, users);
      for (var operation : OPERATIONS) {
        compare(operation, few, many);
      }
      Scenario.row(
          "most memory of the server with many", (many.server.mostMemory() >> 20) + " MiB");
    } finally {
      Scenario.delete(small);
      Scenario.delete(large);
    }
  }

  private static void compare(String operation, Side few, Side many) throws Exception {
    few.drive(operation, WARM_UP);
    many.drive(operation, WARM_UP);
    double smallCost = 0;
    double largeCost = 0;
    for (int round = 0; round < ROUNDS; round++) {
      smallCost += few.drive(operation, MEASURED);
      largeCost += many.drive(operation, MEASURED);
    }
    System.out.printf(
        "| %s | %.0f | %.0f | %.2f |%n",
        operation, smallCost / ROUNDS, largeCost / ROUNDS, largeCost / smallCost);
  }

  private record Side(ServerProcess server, ScimRequests requests) implements AutoCloseable {
    static Side start(Path folder, int users) throws Exception {
      URI base;
      String token;
      try (var server = ServerProcess.start(folder)) {
        var tenant = Scenario.tenant(server.admin(), "acme");
        base = tenant.baseUrl();
        token = tenant.token();
      }
      long began = System.nanoTime();
      var people = StoreLoad.users(folder, "acme", users);
      System.out.printf("%,d users loaded in %.0f s%n", users, (System.nanoTime() - began) / 1e9);
      var server = ServerProcess.start(folder);
      var bare = new ScimRequests(base, token, people, List.of(), List.of());
      var cursors = cursors(server.port(), bare);
      return new Side(server, new ScimRequests(base, token, people, List.of(), cursors));
    }

    private static List<String> cursors(int port, ScimRequests requests) throws IOException {
      var cursors = new ArrayList<String>();
      try (var connection = new HttpConnection(port)) {
        var query = "/Users?count=100&attributes=userName&cursor=";
        for (var cursor = "";
            cursors.size() < CURSORS && (cursors.isEmpty() || !cursor.isEmpty()); ) {
          var page = ScimJson.parseObject(connection.send(requests.get(query + cursor)).body());
          cursor = page.path("nextCursor").asString("");
          if (!cursor.isEmpty()) {
            cursors.add(cursor);
          } else if (cursors.isEmpty()) {
            throw new IllegalStateException("a first page without nextCursor: " + page);
          }
        }
      }
      return cursors;
    }

    double drive(String operation, Duration duration) throws Exception {
      return ScimRun.drive(server, requests, operation, duration).micros();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
