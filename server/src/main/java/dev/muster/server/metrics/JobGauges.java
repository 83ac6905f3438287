package dev.muster.server.metrics;

import dev.muster.provisioning.cycle.Connectors;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How jobs are now: what waits, what failed, whether they are in quarantine. Measured every few
/// seconds, so that a page that is read costs no queries.
public final class JobGauges {
  private static final int MOST_JOBS = 500;

  private final JobMetrics metrics;
  private final JobStore jobs;
  private final Connectors connectors;
  private final MultiGauge queued;
  private final MultiGauge escrows;
  private final MultiGauge quarantined;
  private final MultiGauge active;

  public JobGauges(
      MeterRegistry registry, JobMetrics metrics, JobStore jobs, Connectors connectors) {
    this.metrics = metrics;
    this.jobs = jobs;
    this.connectors = connectors;
    this.queued =
        gauge(registry, "provisioning.queue.length", "Changes of the source not yet provisioned");
    this.escrows = gauge(registry, "provisioning.escrows", "Failures that wait or were given up");
    this.quarantined = gauge(registry, "provisioning.quarantine", "1 while a job is in quarantine");
    this.active = gauge(registry, "provisioning.active", "1 while a job runs by itself");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  /// Looks at all jobs.
  public void measure() {
    var all = jobs.jobs().stream().limit(MOST_JOBS).toList();
    register(queued, all, job -> Math.max(0, connectors.head(job) - job.watermark()));
    register(escrows, all, job -> jobs.countEscrows(job.id()));
    register(quarantined, all, job -> job.status() == JobStatus.QUARANTINE ? 1 : 0);
    register(active, all, job -> job.status() == JobStatus.ACTIVE ? 1 : 0);
  }

  private void register(
      MultiGauge gauge, List<ProvisioningJob> all, ToDoubleFunction<ProvisioningJob> value) {
    gauge.register(
        all.stream()
            .map(job -> Row.of(Tags.of("job", metrics.tag(job.id())), value.applyAsDouble(job)))
            .toList(),
        true);
  }
}
