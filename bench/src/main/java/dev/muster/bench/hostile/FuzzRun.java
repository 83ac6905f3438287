package dev.muster.bench.hostile;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Sends mutated requests to a server: none may be answered with a 5xx, and each refusal has to be
/// a SCIM error. 501 is an answer: something that this server does not do.
public final class FuzzRun {
  private static final int CONNECTIONS = 4;
  private static final int MOST_FINDINGS = 20;

  private final int port;
  private final String token;
  private final FuzzRequests requests;
  private final String base;
  private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
  private final AtomicLong findings = new AtomicLong();
  private final LongAdder lost = new LongAdder();

  /// @param base path of the tenant's endpoint, such as `/t/fuzz/scim/v2`
  public FuzzRun(int port, String base, String token) {
    this.port = port;
    this.base = base;
    this.token = token;
    this.requests = new FuzzRequests(base);
  }

  /// Sends the requests of numbers seed to seed + count - 1, and says what came of it. A finding is
  /// printed with its number, which as a seed makes the same request again.
  ///
  /// @return how many findings there were
  public long run(long seed, long count) throws IOException, InterruptedException {
    var next = new AtomicLong(seed);
    var id = user();
    var threads = new Thread[CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++) {
      threads[i] = Thread.ofPlatform().start(() -> work(next, seed + count, id));
    }
    for (var thread : threads) {
      thread.join();
    }
    statuses.forEach((status, times) -> System.out.printf("| %d | %,d |%n", status, times.sum()));
    System.out.printf("| no answer at first, one when sent again | %,d |%n", lost.sum());
    System.out.printf("| findings | %,d |%n", findings.get());
    return findings.get();
  }

  private String user() throws IOException {
    try (var client = new WireClient(port)) {
      var body = "{\"userName\":\"fuzzed\"}".getBytes(StandardCharsets.UTF_8);
      var made = client.send("POST", base + "/Users", token, body);
      return made.status() == 201
          ? ScimJson.parseObject(made.body()).path("id").asString()
          : "unknown";
    }
  }

  private void work(AtomicLong next, long end, String id) {
    try (var client = new WireClient(port)) {
      for (long number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
        one(client, number, requests.number(number, id));
      }
    } catch (IOException e) {
      finding(-1, "no connection: " + e);
    }
  }

  private void one(WireClient client, long number, FuzzRequests.Request request)
      throws IOException {
    try {
      var answer = answer(client, request);
      statuses.computeIfAbsent(answer.status(), s -> new LongAdder()).increment();
      if (!sound(answer)) {
        finding(number, describe(request) + " → " + answer);
      }
    } catch (IOException e) {
      finding(number, describe(request) + " → " + e);
      client.reconnect();
    }
  }

  /// A machine that stands still for a while breaks connections too: what is answered when it is
  /// sent again is no finding.
  private WireClient.Answer answer(WireClient client, FuzzRequests.Request request)
      throws IOException {
    try {
      return client.send(request.method(), request.target(), token, request.body());
    } catch (IOException e) {
      client.reconnect();
      var answer = client.send(request.method(), request.target(), token, request.body());
      lost.increment();
      return answer;
    }
  }

  private static boolean sound(WireClient.Answer answer) {
    if (answer.status() < 400) {
      return true;
    }
    return (answer.status() < 500 || answer.status() == 501)
        && answer.contentType().startsWith("application/scim+json")
        && isError(answer);
  }

  private static boolean isError(WireClient.Answer answer) {
    try {
      var error = ScimJson.parseObject(answer.body());
      return error.path("status").asString("").equals(Integer.toString(answer.status()))
          && !error.path("detail").asString("").isBlank();
    } catch (ScimException e) {
      return false;
    }
  }

  private void finding(long number, String what) {
    if (findings.incrementAndGet() <= MOST_FINDINGS) {
      System.out.printf("FINDING --seed %d --requests 1: %s%n", number, what);
    }
  }

  private static String describe(FuzzRequests.Request request) {
    var body = new String(request.body(), StandardCharsets.ISO_8859_1);
    return "%s %s %s"
        .formatted(
            request.method(),
            request.target(),
            body.length() > 600 ? body.substring(0, 600) + "…" : body);
  }
}
