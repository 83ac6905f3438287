package dev.muster.server.requestlog;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.server.tenant.RequestLogSettings;
import dev.muster.server.tenant.RequestLogSettings.Recorded;
import dev.muster.store.requestlog.LoggedRequest;
import dev.muster.store.requestlog.RequestLogStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records what clients ask. A request leaves its trace in a queue and goes its way; one thread
/// makes entries of the traces and writes them in batches.
///
/// What comes faster than the tenant's setting allows, or than can be written, is counted and named
/// in an entry of its own: a gap in the log is visible.
public final class RequestLog implements AutoCloseable {
  /// The header in which a client is told what to quote, and may say it itself.
  public static final String REQUEST_ID = "X-Request-Id";

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final int WAITING = 10_000;
  private static final int BATCH = 500;
  private static final Duration GATHERED = Duration.ofMillis(100);
  private static final Duration GAPS_TOLD = Duration.ofSeconds(10);
  private static final int LONGEST_ID = 100;

  private final RequestLogStore store;
  private final LiveTenants tenants;
  private final Clock clock;
  private final BlockingQueue<AnsweredRequest> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Map<TenantId, Pace> paces = new ConcurrentHashMap<>();
  private final RequestIds ids;
  private final Thread writer;
  private volatile boolean closed;

  public RequestLog(RequestLogStore store, LiveTenants tenants, Clock clock) {
    this.store = store;
    this.tenants = tenants;
    this.clock = clock;
    this.ids = new RequestIds(clock);
    this.writer = Thread.ofVirtual().name("request-log").start(this::write);
  }

  /// How fast one tenant's requests are recorded, and how many were not.
  private record Pace(RequestLogSettings settings, Allowance successes, Allowance failures) {
    static Pace of(RequestLogSettings settings) {
      return new Pace(
          settings, new Allowance(settings.perSecond()), new Allowance(settings.perSecond()));
    }
  }

  /// Begins a request. Its id is the client's own, if it sent one.
  public RequestTrace begin(Request request) {
    var id =
        request
            .findHeader(REQUEST_ID)
            .filter(sent -> sent.length() <= LONGEST_ID && !sent.isBlank())
            .orElseGet(ids::next);
    return new RequestTrace(id, clock.instant(), System.nanoTime(), request);
  }

  /// Ends a request: it is recorded if its tenant wants that.
  public void end(RequestTrace trace, Response response) {
    var asker = trace.asker();
    var tenant = asker.map(RequestTrace.Asker::tenant).or(() -> named(trace.request()));
    if (tenant.isPresent()) {
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - trace.startNanos());
      record(
          new AnsweredRequest(
              trace, tenant.get(), asker.map(RequestTrace.Asker::token), response, micros));
    }
  }

  private void record(AnsweredRequest answered) {
    var settings = answered.tenant().settings().requestLog();
    int status = answered.response().status();
    if (!settings.recorded().covers(answered.trace().request().method(), status)) {
      return;
    }
    var pace = pace(answered.tenant(), settings);
    var allowance = Recorded.failed(status) ? pace.failures() : pace.successes();
    if (!allowance.take() || !waiting.offer(answered)) {
      allowance.leftOut().incrementAndGet();
    }
  }

  private Pace pace(LiveTenant tenant, RequestLogSettings settings) {
    var pace = paces.computeIfAbsent(tenant.id(), id -> Pace.of(settings));
    return pace.settings().equals(settings)
        ? pace
        : paces.compute(tenant.id(), (id, old) -> Pace.of(settings));
  }

  /// A request that nobody was let in with still belongs into the log of the tenant that it names:
  /// an expired token is what people look for at night.
  private Optional<LiveTenant> named(Request request) {
    var segments = request.segments();
    return segments.size() > 1 ? tenants.find(segments.get(1)) : Optional.empty();
  }

  private void write() {
    var toldAt = clock.instant();
    while (!closed || !waiting.isEmpty()) {
      try {
        writeBatch();
        var now = clock.instant();
        if (now.isAfter(toldAt.plus(GAPS_TOLD))) {
          paces.forEach((tenant, pace) -> tellGap(tenant, pace, now));
          toldAt = now;
        }
      } catch (InterruptedException e) {
        // close() asks for the rest to be written.
      } catch (RuntimeException e) {
        LOG.warn("requests could not be recorded", e);
      }
    }
  }

  private void writeBatch() throws InterruptedException {
    var batch = new ArrayList<AnsweredRequest>();
    var first = waiting.poll(1, TimeUnit.SECONDS);
    if (first == null) {
      return;
    }
    batch.add(first);
    if (!closed) {
      Thread.sleep(GATHERED);
    }
    waiting.drainTo(batch, BATCH);
    var byTenant = new LinkedHashMap<TenantId, List<LoggedRequest>>();
    for (var answered : batch) {
      byTenant
          .computeIfAbsent(answered.tenant().id(), tenant -> new ArrayList<>())
          .add(RequestEntry.of(answered));
    }
    byTenant.forEach(store::append);
  }

  private void tellGap(TenantId tenant, Pace pace, Instant now) {
    long successes = pace.successes().leftOut().getAndSet(0);
    long failures = pace.failures().leftOut().getAndSet(0);
    if (successes + failures > 0) {
      var why =
          "%,d requests that succeeded and %,d that failed were not recorded: more came than %d a second"
              .formatted(successes, failures, pace.settings().perSecond());
      var entry = ScimJson.object().put("why", why);
      store.append(
          tenant, List.of(new LoggedRequest(ids.next(), now, 0, "–", "", Optional.empty(), entry)));
    }
  }

  /// Writes what waits, and ends.
  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    try {
      writer.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
