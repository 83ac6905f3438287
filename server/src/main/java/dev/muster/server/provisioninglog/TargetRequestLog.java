package dev.muster.server.provisioninglog;

import dev.muster.client.ExchangeListener;
import dev.muster.client.ExchangeListener.Exchange;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.requestlog.Allowance;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.server.tenant.ProvisioningLogSettings.Kept;
import dev.muster.server.tenant.RequestLogSettings.Recorded;
import dev.muster.store.provisioninglog.TargetRequest;
import dev.muster.store.provisioninglog.TargetRequestStore;
import java.time.Clock;
import java.time.Duration;
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

/// Records what jobs ask of their targets. A request leaves its exchange in a queue and goes its
/// way; one thread takes the secrets out and writes in batches.
///
/// Requests that fail are always kept. Of those that succeed, so many a second are as the tenant
/// has set: an initial cycle is not slowed down by its own log, and a gap in it is told.
public final class TargetRequestLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TargetRequestLog.class);
  private static final int WAITING = 20_000;
  private static final int BATCH = 500;
  private static final Duration GATHERED = Duration.ofMillis(100);
  private static final Duration GAPS_TOLD = Duration.ofSeconds(10);

  private final TargetRequestStore store;
  private final JobStore jobs;
  private final LiveTenants tenants;
  private final Clock clock;
  private final BlockingQueue<Sent> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Map<JobId, Pace> paces = new ConcurrentHashMap<>();
  private final Thread writer;
  private volatile boolean closed;

  public TargetRequestLog(
      TargetRequestStore store, JobStore jobs, LiveTenants tenants, Clock clock) {
    this.store = store;
    this.jobs = jobs;
    this.tenants = tenants;
    this.clock = clock;
    this.writer = Thread.ofVirtual().name("target-request-log").start(this::write);
  }

  private record Sent(JobId job, Exchange exchange) {}

  private record Pace(int perSecond, Allowance allowance) {
    static Pace of(Kept settings) {
      return new Pace(settings.requestsPerSecond(), new Allowance(settings.requestsPerSecond()));
    }
  }

  /// What records the requests of a job.
  public ExchangeListener of(ProvisioningJob job) {
    return exchange -> record(job, exchange);
  }

  private void record(ProvisioningJob job, Exchange exchange) {
    var settings = tenants.find(job.id().tenant()).map(tenant -> kept(tenant, job));
    if (settings.isEmpty() || !covers(settings.get().requests(), exchange)) {
      return;
    }
    var allowance = pace(job.id(), settings.get()).allowance();
    var taken = failed(exchange) || allowance.take();
    if (!taken || !waiting.offer(new Sent(job.id(), exchange))) {
      allowance.leftOut().incrementAndGet();
    }
  }

  private static Kept kept(LiveTenant tenant, ProvisioningJob job) {
    return tenant.settings().provisioningLog().of(job.name());
  }

  private static boolean covers(Recorded recorded, Exchange exchange) {
    return recorded != Recorded.NONE
        && (failed(exchange) || recorded.covers(exchange.method(), exchange.status()));
  }

  private static boolean failed(Exchange exchange) {
    return exchange.status() == 0 || Recorded.failed(exchange.status());
  }

  private Pace pace(JobId job, Kept settings) {
    var pace = paces.computeIfAbsent(job, id -> Pace.of(settings));
    return pace.perSecond() == settings.requestsPerSecond()
        ? pace
        : paces.compute(job, (id, old) -> Pace.of(settings));
  }

  private void write() {
    var toldAt = clock.instant();
    while (!closed || !waiting.isEmpty()) {
      try {
        writeBatch();
        if (clock.instant().isAfter(toldAt.plus(GAPS_TOLD))) {
          tellGaps();
          toldAt = clock.instant();
        }
      } catch (InterruptedException e) {
        // close() asks for the rest to be written.
      } catch (RuntimeException e) {
        LOG.warn("requests to targets could not be recorded", e);
      }
    }
  }

  private void writeBatch() throws InterruptedException {
    var first = waiting.poll(1, TimeUnit.SECONDS);
    if (first == null) {
      return;
    }
    var batch = new ArrayList<Sent>();
    batch.add(first);
    if (!closed) {
      Thread.sleep(GATHERED);
    }
    waiting.drainTo(batch, BATCH);
    var byJob = new LinkedHashMap<JobId, List<Exchange>>();
    batch.forEach(
        sent -> byJob.computeIfAbsent(sent.job(), job -> new ArrayList<>()).add(sent.exchange()));
    var byTenant = new LinkedHashMap<TenantId, Map<JobId, List<TargetRequest>>>();
    byJob.forEach((job, exchanges) ->
        entries(job)
            .ifPresent(entries ->
                byTenant
                    .computeIfAbsent(job.tenant(), tenant -> new LinkedHashMap<>())
                    .put(job, exchanges.stream().map(entries::of).toList())));
    byTenant.forEach(store::append);
  }

  /// Empty for a job or tenant that is gone.
  private Optional<TargetRequestEntries> entries(JobId id) {
    return jobs.find(id)
        .flatMap(job ->
            tenants
                .find(id.tenant())
                .map(tenant ->
                    new TargetRequestEntries(
                        tenant
                            .redaction()
                            .alsoHiding(TargetRequestEntries.hiddenBy(job.settings())),
                        kept(tenant, job).requestBodies())));
  }

  private void tellGaps() {
    paces.forEach((job, pace) -> {
      long leftOut = pace.allowance().leftOut().getAndSet(0);
      if (leftOut > 0) {
        var why =
            "%,d requests that succeeded were not kept: more came than %d a second"
                .formatted(leftOut, pace.perSecond());
        var entry = ScimJson.object().put("why", why);
        store.append(
            job.tenant(), Map.of(job, List.of(new TargetRequest("", clock.instant(), 200, entry))));
      }
    });
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
