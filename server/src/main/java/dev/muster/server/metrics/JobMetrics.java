package dev.muster.server.metrics;

import dev.muster.client.ExchangeListener;
import dev.muster.client.ExchangeListener.Exchange;
import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.JobEvents;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.log.ProvisioningLogEntry.Action;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.server.http.Keywords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what jobs do and how long it takes, from the change in the source to the target.
///
/// The tag `job` is `<tenant id>.<job id>`: a page that is read without a token names nobody. So
/// many jobs have their own; those beyond share one.
public final class JobMetrics implements JobEvents {
  private static final int MOST_JOBS = 500;
  private static final String OTHER = "other";
  private static final Duration[] LATENCIES = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(1)
  };

  private final MeterRegistry registry;
  private final Map<JobId, String> tags = new ConcurrentHashMap<>();

  public JobMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// The value of the tag `job`.
  String tag(JobId job) {
    var tag = tags.get(job);
    if (tag != null) {
      return tag;
    }
    return tags.size() < MOST_JOBS
        ? tags.computeIfAbsent(job, id -> id.tenant().value() + "." + id.value())
        : OTHER;
  }

  @Override
  public void happened(JobEvent event) {
    switch (event) {
      case JobEvent.Settled settled -> settled.outcomes().forEach(one -> settled(settled, one));
      case JobEvent.CycleEnded(JobId job, Cycle cycle) -> ended(job, cycle);
      case JobEvent.Quarantined quarantined -> count(quarantined.job(), "quarantined");
      case JobEvent.Recovered recovered -> count(recovered.job(), "recovered");
      case JobEvent.Stopped stopped -> count(stopped.job(), "stopped");
      case JobEvent.PlanHeld held -> count(held.job(), "planHeld");
      case JobEvent.DriftFound drift -> count(drift.job(), "driftFound");
    }
  }

  private void count(JobId job, String event) {
    Counter.builder("provisioning.job.events")
        .description("What happened to jobs: quarantined, recovered, stopped, planHeld, driftFound")
        .tags("job", tag(job), "event", event)
        .register(registry)
        .increment();
  }

  private void settled(JobEvent.Settled settled, ActionOutcome outcome) {
    var entry = outcome.log();
    Counter.builder("provisioning.actions")
        .description("Actions that were performed, by what they were and came to")
        .tags(
            "job",
            tag(settled.job()),
            "action",
            Keywords.of(entry.action()),
            "result",
            Keywords.of(entry.result()))
        .register(registry)
        .increment();
    var since = settled.since().get(entry.sourceId());
    if (since != null && outcome.state() == PlannedAction.State.DONE) {
      latency(settled.job(), entry.action(), since, entry.at());
    }
  }

  private void latency(JobId job, Action action, Instant changed, Instant done) {
    var took = Duration.between(changed, done);
    timer("provisioning.latency", "Time from a change in the source to the target", job)
        .record(took);
    switch (action) {
      case DISABLE, DELETE ->
          timer(
                  "provisioning.removal.latency",
                  "Time from the end of access in the source to its end in the target",
                  job)
              .record(took);
      case CREATE, UPDATE, STAGED_DELETE, OTHER -> {}
    }
  }

  private Timer timer(String name, String description, JobId job) {
    return Timer.builder(name)
        .description(description)
        .tags("job", tag(job))
        .serviceLevelObjectives(LATENCIES)
        .register(registry);
  }

  private void ended(JobId job, Cycle cycle) {
    Timer.builder("provisioning.cycles")
        .description("Cycles with their duration, by kind and how they ended")
        .tags(
            "job", tag(job), "kind", Keywords.of(cycle.kind()), "state", Keywords.of(cycle.state()))
        .register(registry)
        .record(Duration.between(cycle.began(), cycle.ended().orElse(cycle.began())));
  }

  /// A listener that measures what a job asks of its target, and tells another.
  public ExchangeListener listening(ProvisioningJob job, ExchangeListener next) {
    return exchange -> {
      asked(job.id(), exchange);
      next.exchanged(exchange);
    };
  }

  private void asked(JobId job, Exchange exchange) {
    Timer.builder("provisioning.target.requests")
        .description("Requests to targets with their duration, repeated ones too")
        .tags(
            "job", tag(job), "method", exchange.method(), "status", statusClass(exchange.status()))
        .register(registry)
        .record(exchange.took());
  }

  /// A 429 is worth its own.
  private static String statusClass(int status) {
    return switch (status) {
      case 0 -> "none";
      case 429 -> "429";
      default -> status / 100 + "xx";
    };
  }
}
