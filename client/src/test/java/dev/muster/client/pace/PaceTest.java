package dev.muster.client.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.pace.AdaptiveConcurrency.Load;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final RequestKind READ = new RequestKind("GET", "/Users", () -> 0);
  private static final RequestKind WRITE = new RequestKind("POST", "/Users", () -> 400);
  private static final RequestKind LARGE = new RequestKind("PATCH", "/Groups", () -> 501);

  private final SleptTime time = new SleptTime();

  /// Time that passes when somebody sleeps.
  private static final class SleptTime implements Time {
    private long nanos;

    @Override
    public Instant now() {
      return NOW.plusNanos(nanos);
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void sleep(Duration duration) {
      nanos += duration.toNanos();
    }

    void pass(Duration duration) {
      nanos += duration.toNanos();
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(time.nanos());
  }

  private static void send(Pace pace, RequestKind kind, int times) throws InterruptedException {
    for (var i = 0; i < times; i++) {
      pace.await(kind);
    }
  }

  private static ServerHints hints(String... fields) {
    var headers = new HashMap<String, List<String>>();
    for (var i = 0; i < fields.length; i += 2) {
      headers.put(fields[i], List.of(fields[i + 1]));
    }
    return ServerHints.of(HttpHeaders.of(headers, (name, value) -> true), NOW);
  }

  @Test
  void sendsABurstAndThenExactlyAtTheRate() throws InterruptedException {
    var pace = new Pace(List.of(RateLimit.perSecond(25)), time);

    send(pace, READ, 5);
    assertThat(elapsed()).isZero();
    send(pace, READ, 1_000);
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aRestAllowsOneBurstAgainAndNoMore() throws InterruptedException {
    var pace = new Pace(List.of(RateLimit.perSecond(25)), time);
    send(pace, READ, 5);
    time.pass(Duration.ofHours(1));

    send(pace, READ, 6);

    assertThat(elapsed()).isEqualTo(Duration.ofHours(1).plusMillis(40));
  }

  @Test
  void eachLimitCountsItsOwnRequests() throws InterruptedException {
    var writes =
        new RateLimit(Set.of("POST", "PATCH"), Optional.empty(), -1, 10, Duration.ofSeconds(1), 1);
    var large =
        new RateLimit(Set.of("PATCH"), Optional.of("/Groups"), 500, 4, Duration.ofSeconds(30), 1);
    var pace = new Pace(List.of(writes, large), time);

    send(pace, READ, 100);
    assertThat(elapsed()).isZero();
    send(pace, WRITE, 11);
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(1));
    send(pace, LARGE, 2);
    assertThat(elapsed()).isGreaterThan(Duration.ofSeconds(8));
  }

  @Test
  void aLimitOfMembersCountsThoseWhoJoinEachGroup() throws InterruptedException {
    var members =
        new RateLimit(
            Set.of("PATCH"), Optional.of("/Groups"), -1, 500, Duration.ofHours(1), 500, true);
    var pace = new Pace(List.of(members), time);

    send(pace, joining("/Groups/a", 20), 25);
    send(pace, joining("/Groups/b", 20), 25);
    send(pace, joining("/Groups/a", 0), 100);
    assertThat(elapsed()).isZero();

    send(pace, joining("/Groups/a", 20), 25);
    assertThat(elapsed()).isEqualTo(Duration.ofHours(1));
  }

  private static RequestKind joining(String group, int members) {
    return new RequestKind("PATCH", "/Groups", () -> 400, group, () -> members);
  }

  @Test
  void everyoneWaitsWhileTheProviderAsksForAPause() throws InterruptedException {
    var pace = new Pace(List.of(), time);
    pace.hold(Duration.ofSeconds(30));
    pace.hold(Duration.ofSeconds(10));

    pace.await(READ);

    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void keepsToALimitThatTheProviderAnnounces() throws InterruptedException {
    var pace = new Pace(List.of(), time);
    var policy = hints("RateLimit-Policy", "\"default\";q=10;w=1").policy().orElseThrow();
    pace.announce(policy);
    pace.announce(policy);

    send(pace, READ, 20);

    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void readsRetryAfterAsSecondsAndAsADate() {
    assertThat(hints("Retry-After", "7").retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(hints("Retry-After", "Tue, 24 Nov 2026 08:01:00 GMT").retryAfter())
        .contains(Duration.ofMinutes(1));
    assertThat(hints("Retry-After", "soon").retryAfter()).isEmpty();
  }

  @Test
  void readsTheRateLimitFieldsOfAllAges() {
    var tenSeconds = Optional.of(Duration.ofSeconds(10));
    assertThat(hints("RateLimit", "\"default\";r=0;t=10").exhausted()).isEqualTo(tenSeconds);
    assertThat(hints("RateLimit", "limit=100, remaining=0, reset=10").exhausted())
        .isEqualTo(tenSeconds);
    assertThat(hints("RateLimit-Remaining", "0", "RateLimit-Reset", "10").exhausted())
        .isEqualTo(tenSeconds);
    var moment = Long.toString(NOW.plusSeconds(10).getEpochSecond());
    assertThat(hints("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", moment).exhausted())
        .isEqualTo(tenSeconds);
    assertThat(hints("RateLimit", "\"default\";r=3;t=10").exhausted()).isEmpty();
  }

  @Test
  void sendsLessAtOnceToAProviderThatIsOverloadedAndMoreToOneThatIsNot() throws Exception {
    var concurrency = new AdaptiveConcurrency(64);
    assertThat(concurrency.limit()).isEqualTo(16);

    answer(concurrency, Load.OVERLOADED, Duration.ofMillis(50));
    assertThat(concurrency.limit()).isEqualTo(8);
    for (var round = 0; round < 100; round++) {
      answer(concurrency, Load.FINE, Duration.ofMillis(50));
    }
    assertThat(concurrency.limit()).isEqualTo(64);
    for (var round = 0; round < 10; round++) {
      answer(concurrency, Load.FINE, Duration.ofSeconds(2));
    }
    assertThat(concurrency.limit()).isLessThan(30);
  }

  private static void answer(AdaptiveConcurrency concurrency, Load load, Duration latency)
      throws InterruptedException {
    var atOnce = concurrency.limit();
    for (var i = 0; i < atOnce; i++) {
      concurrency.acquire();
    }
    for (var i = 0; i < atOnce; i++) {
      concurrency.release(load, latency);
    }
  }

  @Test
  void leavesAProviderAloneThatFailedOftenAndTriesItLater() {
    var breaker = new CircuitBreaker(time);
    for (var i = 0; i < CircuitBreaker.FAILURES; i++) {
      assertThat(breaker.open()).isEmpty();
      breaker.failed();
    }
    assertThat(breaker.open()).contains(CircuitBreaker.OPEN);

    time.pass(CircuitBreaker.OPEN);
    assertThat(breaker.open()).isEmpty();
    assertThat(breaker.open()).as("one tries, the others wait").isPresent();
    breaker.answered();
    assertThat(breaker.open()).isEmpty();
  }
}
