package dev.muster.bench.simulation;

import dev.muster.client.exchange.Answer;
import dev.muster.client.exchange.Outgoing;
import dev.muster.client.exchange.Transport;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/// A provider that fails, by a seed, so many times; then it is well.
public final class FaultyTransport implements Transport {
  private static final Set<Fault> OF_CREATES =
      EnumSet.of(Fault.WRONG_ID, Fault.NOBODYS_ID, Fault.OTHERS_ID);

  private static final int STORM = 20;

  private final Transport provider;
  private final SimulatedTime time;
  private final Random random;
  private final double share;
  private final AtomicInteger left;
  private final AtomicInteger storm = new AtomicInteger();
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private volatile String someId = "";

  /// @param share of the requests that fail
  /// @param faults how many in all
  public FaultyTransport(
      Transport provider, SimulatedTime time, long seed, double share, int faults) {
    this.provider = provider;
    this.time = time;
    this.random = new Random(seed);
    this.share = share;
    this.left = new AtomicInteger(faults);
  }

  /// How many faults there were of each kind.
  public synchronized Map<Fault, Integer> counts() {
    return new LinkedHashMap<>(counts);
  }

  /// How many are still to come.
  public int left() {
    return Math.max(0, left.get());
  }

  @Override
  public Answer send(Outgoing request) throws IOException, InterruptedException {
    if (storm.get() > 0 && storm.getAndDecrement() > 0) {
      return tooMany();
    }
    var fault = next(request);
    return fault.isPresent() ? fail(fault.get(), request) : perform(request);
  }

  private synchronized Optional<Fault> next(Outgoing request) {
    if (left.get() <= 0 || random.nextDouble() >= share) {
      return Optional.empty();
    }
    var kinds = Fault.values();
    var fault = kinds[random.nextInt(kinds.length)];
    var creates = request.method().equals("POST") && !request.uri().getPath().endsWith("/Bulk");
    if (!creates && OF_CREATES.contains(fault)) {
      fault = Fault.CUT_AFTER;
    }
    left.decrementAndGet();
    counts.merge(fault, 1, Integer::sum);
    return Optional.of(fault);
  }

  private Answer fail(Fault fault, Outgoing request) throws IOException, InterruptedException {
    return switch (fault) {
      case TOO_MANY_REQUESTS -> tooMany();
      case STORM -> {
        storm.set(STORM);
        yield tooMany();
      }
      case ERROR_BEFORE -> error(500);
      case UNAVAILABLE -> error(503);
      case ERROR_AFTER -> {
        perform(request);
        yield error(500);
      }
      case BAD_GATEWAY -> {
        perform(request);
        yield webPage(502);
      }
      case CUT_BEFORE -> throw new IOException("the connection was cut");
      case CUT_AFTER -> {
        perform(request);
        throw new IOException("the connection was cut");
      }
      case SILENCE -> throw timeout(request);
      case LATE, DRIPS -> {
        perform(request);
        throw timeout(request);
      }
      case WEB_PAGE -> webPage(200);
      case WEB_PAGE_AFTER -> {
        perform(request);
        yield webPage(200);
      }
      case WRONG_ID -> renamed(perform(request), UUID.randomUUID().toString());
      case NOBODYS_ID -> unlocated(renamed(perform(request), UUID.randomUUID().toString()));
      case OTHERS_ID -> renamed(perform(request), someId);
    };
  }

  private Answer perform(Outgoing request) throws IOException, InterruptedException {
    var answer = provider.send(request);
    if (request.method().equals("POST") && answer.status() == 201) {
      object(answer).ifPresent(created -> someId = created.path("id").asString(""));
    }
    return answer;
  }

  private HttpTimeoutException timeout(Outgoing request) throws InterruptedException {
    time.sleep(request.timeout());
    return new HttpTimeoutException("no answer in time");
  }

  /// The id alone is wrong, or the location as well.
  private Answer renamed(Answer answer, String id) {
    return object(answer)
        .map(created -> {
          created.put("id", id);
          if (id.equals(someId) && created.path("meta") instanceof ObjectNode meta) {
            meta.put("location", "https://app.example/Users/" + id);
          }
          return new Answer(answer.status(), answer.headers(), ScimJson.write(created));
        })
        .orElse(answer);
  }

  private static Answer unlocated(Answer answer) {
    return object(answer)
        .map(created -> {
          created.remove("meta");
          return new Answer(answer.status(), answer.headers(), ScimJson.write(created));
        })
        .orElse(answer);
  }

  private static Optional<ObjectNode> object(Answer answer) {
    try {
      return Optional.of(ScimJson.parseObject(answer.body()));
    } catch (ScimException e) {
      return Optional.empty();
    }
  }

  private static Answer tooMany() {
    return Answer.of(429, Map.of("Retry-After", "2"), "{}");
  }

  private static Answer error(int status) {
    return Answer.of(status, Map.of("Content-Type", "application/scim+json"), "{}");
  }

  private static Answer webPage(int status) {
    return Answer.of(status, Map.of("Content-Type", "text/html"), "<html>Sorry!</html>");
  }

  @Override
  public void close() {
    provider.close();
  }
}
