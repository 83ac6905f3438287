package dev.muster.bench;

import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Single operations of the service provider, and Entra's mix of them, in a closed loop: each
/// connection sends its next request when it has the answer to the last. What counts is the
/// server's processor time for each request: it hardly depends on what else the machine does.
final class ScimRun {
  private static final List<String> OPERATIONS =
      List.of("read", "lookup", "lookup-miss", "page", "patch", "create", "groupadd", "mix");
  private static final int CONNECTIONS = 16;
  private static final int SMALL_GROUPS = 1_000;

  private final int users;
  private final Duration warmUp;
  private final Duration measured;

  ScimRun(int users, Duration warmUp, Duration measured) {
    this.users = users;
    this.warmUp = warmUp;
    this.measured = measured;
  }

  void run() throws Exception {
    var folder = Scenario.folder("scim");
    try (var server = ServerProcess.start(folder)) {
      var tenant = Scenario.tenant(server.admin(), "acme");
      var requests = load(server.port(), tenant.baseUrl(), tenant.token());
      System.out.printf("%,d users, %d connections%n%n", users, CONNECTIONS);
      System.out.println("| operation | requests/s | server CPU, µs/request | p50, ms | p99, ms |");
      System.out.println("|---|---|---|---|---|");
      for (var operation : OPERATIONS) {
        drive(server, requests, operation, warmUp);
        System.out.println(drive(server, requests, operation, measured).row(operation));
      }
    } finally {
      Scenario.delete(folder);
    }
  }

  private ScimRequests load(int port, URI base, String token) throws Exception {
    var bare = new ScimRequests(base, token, List.of(), List.of(), List.of());
    var names = new ArrayList<String>();
    for (int i = 0; i < users; i++) {
      names.add("person" + i);
    }
    var ids = create(port, users, i -> bare.create(names.get(i)));
    var loaded = new ArrayList<ScimRequests.User>();
    for (int i = 0; i < users; i++) {
      loaded.add(new ScimRequests.User(ids.get(i), names.get(i) + "@example.com"));
    }
    var groups = create(port, SMALL_GROUPS, i -> bare.createGroup("group" + i));
    return new ScimRequests(base, token, loaded, groups, List.of());
  }

  /// Creates so many resources; their ids.
  static List<String> create(int port, int count, IntFunction<byte[]> request) throws Exception {
    var ids = new String[count];
    var next = new AtomicInteger();
    onEachConnection(
        port,
        connection -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            var answer = connection.send(request.apply(i));
            if (answer.status() != 201) {
              throw new IllegalStateException("not created: " + answer);
            }
            ids[i] = ScimJson.parseObject(answer.body()).path("id").asString();
          }
          return new long[0];
        });
    return List.of(ids);
  }

  /// Sends requests of an operation for a while.
  static Figures drive(
      ServerProcess server, ScimRequests requests, String operation, Duration duration)
      throws Exception {
    var random = new SplittableRandom(operation.hashCode());
    var before = server.processorTime();
    long began = System.nanoTime();
    long until = began + duration.toNanos();
    var times =
        onEachConnection(
            server.port(),
            connection -> loop(connection, requests, operation, fork(random), until));
    long took = System.nanoTime() - began;
    return Figures.of(times, took, server.processorTime().minus(before));
  }

  private static SplittableRandom fork(SplittableRandom random) {
    synchronized (random) {
      return random.split();
    }
  }

  private static long[] loop(
      HttpConnection connection,
      ScimRequests requests,
      String operation,
      SplittableRandom random,
      long until)
      throws IOException {
    var times = new long[1024];
    int count = 0;
    for (long now = System.nanoTime(); now < until; ) {
      var answer = connection.send(requests.of(operation, random));
      if (answer.status() >= 300) {
        throw new IllegalStateException(operation + " failed: " + answer);
      }
      long then = System.nanoTime();
      times = count == times.length ? Arrays.copyOf(times, 2 * count) : times;
      times[count++] = then - now;
      now = then;
    }
    return Arrays.copyOf(times, count);
  }

  private static List<long[]> onEachConnection(int port, Client client) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<long[]>>();
      for (int i = 0; i < CONNECTIONS; i++) {
        futures.add(
            threads.submit(() -> {
              try (var connection = new HttpConnection(port)) {
                return client.run(connection);
              }
            }));
      }
      var results = new ArrayList<long[]>();
      for (var future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  /// What one connection does; how long each of its requests took, in nanoseconds.
  private interface Client {
    long[] run(HttpConnection connection) throws IOException;
  }

  /// What a stretch of time came to.
  record Figures(long requests, double perSecond, double micros, double p50, double p99) {
    static Figures of(List<long[]> times, long nanos, Duration processor) {
      var all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Figures(
          all.length,
          all.length * 1e9 / nanos,
          processor.toNanos() / 1e3 / Math.max(1, all.length),
          millis(all, 0.5),
          millis(all, 0.99));
    }

    private static double millis(long[] sorted, double share) {
      return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }

    String row(String operation) {
      return "| %s | %,.0f | %.0f | %.2f | %.2f |"
          .formatted(operation, perSecond, micros, p50, p99);
    }
  }
}
