package dev.muster.bench;

import dev.muster.client.ScimConnection;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/// Walks all users by cursor while others are created and deleted: who is there throughout has to
/// be seen exactly once (RFC 9865).
final class WalkRun {
  private static final int PAGE = 200;
  private static final List<String> ORDERS = List.of("", "&sortBy=userName");

  private final int users;

  private WalkRun(int users) {
    this.users = users;
  }

  /// @param options how many users, 100,000 if it is left out
  static WalkRun of(List<String> options) {
    return new WalkRun(
        options.isEmpty() ? 100_000 : Integer.parseInt(options.getFirst().replace(",", "")));
  }

  /// Walks in each order and says what came of it.
  ///
  /// @return how many users were missed or seen again
  long run() throws Exception {
    var folder = Scenario.folder("walk");
    try (var server = ServerProcess.start(folder)) {
      var tenant = Scenario.unguardedTenant(server.admin(), "acme");
      var requests = requests(tenant);
      var ids =
          new ArrayList<>(
              ScimRun.create(
                  server.port(), users, i -> requests.create(UUID.randomUUID().toString())));
      Collections.shuffle(ids, new Random(1));
      System.out.printf("%,d users, pages of %d%n%n", users, PAGE);
      System.out.println(
          "| order | pages | s | created meanwhile | deleted meanwhile | stayed | missed | seen again |");
      System.out.println("|---|---|---|---|---|---|---|---|");
      long findings = 0;
      for (var order : ORDERS) {
        var walk = walk(server.port(), requests, order, ids);
        ids.removeAll(walk.deleted);
        System.out.println(walk.row(order.isEmpty() ? "id" : "userName"));
        findings += walk.missed() + walk.seenAgain();
      }
      return findings;
    } finally {
      Scenario.delete(folder);
    }
  }

  private static ScimRequests requests(ScimConnection tenant) {
    return new ScimRequests(tenant.baseUrl(), tenant.token(), List.of(), List.of(), List.of());
  }

  private static Walk walk(int port, ScimRequests requests, String order, List<String> ids)
      throws Exception {
    var over = new AtomicBoolean();
    var deleted = ConcurrentHashMap.<String>newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var creating = threads.submit(() -> create(port, requests, over));
      var deleting = threads.submit(() -> delete(port, requests, ids, deleted, over));
      long began = System.nanoTime();
      try (var connection = new HttpConnection(port)) {
        var seen = seen(connection, requests, order);
        double seconds = (System.nanoTime() - began) / 1e9;
        over.set(true);
        return new Walk(seen, seconds, ids, deleted, done(creating), done(deleting));
      } finally {
        over.set(true);
      }
    }
  }

  private static int done(Future<Integer> others) throws Exception {
    return others.get();
  }

  /// The ids on each page.
  private static List<List<String>> seen(
      HttpConnection connection, ScimRequests requests, String order) throws IOException {
    var pages = new ArrayList<List<String>>();
    for (var cursor = ""; ; ) {
      var answer =
          connection.send(
              requests.get(
                  "/Users?attributes=id&count=%d&cursor=%s%s".formatted(PAGE, cursor, order)));
      var page = ScimJson.parseObject(answer.body());
      pages.add(page.path("Resources").valueStream().map(WalkRun::id).toList());
      if (!page.has("nextCursor")) {
        return pages;
      }
      cursor = page.path("nextCursor").stringValue();
    }
  }

  private static String id(JsonNode user) {
    return user.path("id").stringValue();
  }

  private static int create(int port, ScimRequests requests, AtomicBoolean over)
      throws IOException {
    try (var connection = new HttpConnection(port)) {
      int created = 0;
      for (; !over.get(); created++) {
        require(connection.send(requests.create(UUID.randomUUID().toString())), 201);
      }
      return created;
    }
  }

  /// At most half of them: some have to stay.
  private static int delete(
      int port, ScimRequests requests, List<String> ids, Set<String> deleted, AtomicBoolean over)
      throws IOException {
    try (var connection = new HttpConnection(port)) {
      int next = 0;
      for (; !over.get() && next < ids.size() / 2; next++) {
        deleted.add(ids.get(next));
        require(connection.send(requests.delete("/Users/" + ids.get(next))), 204);
      }
      return next;
    }
  }

  private static void require(HttpConnection.Answer answer, int status) {
    if (answer.status() != status) {
      throw new IllegalStateException("expected %d, not %s".formatted(status, answer));
    }
  }

  private record Walk(
      List<List<String>> pages,
      double seconds,
      List<String> before,
      Set<String> deleted,
      int createdMeanwhile,
      int deletedMeanwhile) {

    long missed() {
      var seen = new HashSet<String>();
      pages.forEach(seen::addAll);
      return before.stream().filter(id -> !deleted.contains(id) && !seen.contains(id)).count();
    }

    long seenAgain() {
      long all = pages.stream().mapToLong(List::size).sum();
      return all - pages.stream().flatMap(List::stream).distinct().count();
    }

    String row(String order) {
      return "| %s | %,d | %.1f | %,d | %,d | %,d | %,d | %,d |"
          .formatted(
              order,
              pages.size(),
              seconds,
              createdMeanwhile,
              deletedMeanwhile,
              before.size() - deleted.size(),
              missed(),
              seenAgain());
    }
  }
}
