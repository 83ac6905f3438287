package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Runs the cycles of all jobs: as soon as a source has changes, when a failed object's time has
/// come, and at the job's interval in any case.
///
/// Any number of runners may share a store; a lease sees to it that one runs a job at a time.
public final class JobRunner implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final JobStore store;
  private final CycleRunner cycles;
  private final DueJobs due;
  private final Clock clock;
  private final String name;
  private final Map<JobId, Running> running = new ConcurrentHashMap<>();
  private final WakeUps wakeUps = new WakeUps();
  private final Map<JobId, List<Asked>> requests = new HashMap<>();

  /// Jobs whose cycle made room for a request.
  private final Set<JobId> resume = ConcurrentHashMap.newKeySet();

  private volatile boolean closing;
  private final Thread dispatcher =
      Thread.ofPlatform().name("job-runner").unstarted(this::dispatch);

  /// Work that someone asked for and waits for.
  private record Asked(Work work, CompletableFuture<CycleRunner.Result> result) {}

  /// @param name of this runner among those that share the store; the same after a restart, so that
  ///   what it held before is its own again
  public JobRunner(
      JobStore store, CycleRunner cycles, Connectors connectors, Clock clock, String name) {
    this.store = store;
    this.cycles = cycles;
    this.due = new DueJobs(store, connectors, clock);
    this.clock = clock;
    this.name = name;
  }

  /// Begins to run the jobs.
  public void start() {
    dispatcher.start();
  }

  /// Says that there may be something to do. Cheap: to be called after every change of a directory.
  public void wake() {
    wakeUps.wake();
  }

  /// Runs a job's cycle now, whatever its status; the result comes when the cycle has ended.
  public CompletableFuture<CycleRunner.Result> request(JobId job) {
    return request(job, new Work.Sync());
  }

  /// Does some work for a job now, whatever its status; the result comes when its cycle has ended.
  public CompletableFuture<CycleRunner.Result> request(JobId job, Work work) {
    var result = new CompletableFuture<CycleRunner.Result>();
    synchronized (requests) {
      requests.computeIfAbsent(job, id -> new ArrayList<>()).add(new Asked(work, result));
    }
    if (work instanceof Work.OnDemand) {
      // A long cycle makes room for it between two requests, and is resumed after it.
      Optional.ofNullable(running.get(job)).ifPresent(run -> run.yields = true);
    }
    wake();
    return result;
  }

  /// Stops what runs for a job here between two requests; it is resumed when the job runs next.
  public void stop(JobId job) {
    Optional.ofNullable(running.get(job)).ifPresent(run -> run.stopped = true);
  }

  /// How far the job's cycle is, if one is running here.
  public Optional<CycleProgress.Snapshot> progress(JobId job) {
    return Optional.ofNullable(running.get(job)).map(run -> run.progress.snapshot());
  }

  /// Stops all cycles between two requests; what is left of them is resumed after the next start.
  @Override
  public void close() {
    closing = true;
    wake();
    var deadline = clock.instant().plus(DRAIN);
    join(dispatcher, DRAIN);
    for (var run : running.values()) {
      run.stopped = true;
    }
    for (var run : running.values()) {
      join(run.thread, Duration.between(clock.instant(), deadline));
    }
  }

  private static void join(Thread thread, Duration atMost) {
    try {
      if (thread.getState() != Thread.State.NEW && atMost.isPositive()) {
        thread.join(atMost);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void dispatch() {
    while (!closing) {
      try {
        renewLeases();
        var jobs = store.jobs();
        stopAllBut(jobs);
        for (var job : jobs) {
          if (!running.containsKey(job.id())) {
            if (requested(job.id())) {
              var interrupted = resume.remove(job.id());
              launch(job, interrupted ? Optional.of(new Work.Resume()) : Optional.empty());
            } else if (resume.remove(job.id())) {
              launch(job, Optional.of(new Work.Resume()));
            } else {
              due.work(job).ifPresent(work -> launch(job, Optional.of(work)));
            }
          }
        }
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "looking for jobs that are due failed; it is tried again", e);
      }
      await();
    }
  }

  /// What runs for a tenant that was suspended or deleted stops, and so does a job that someone
  /// paused since it began; its plan is resumed with it.
  private void stopAllBut(List<ProvisioningJob> jobs) {
    var served =
        jobs.stream().collect(Collectors.toMap(ProvisioningJob::id, ProvisioningJob::status));
    running.forEach((job, run) -> {
      var status = served.get(job);
      run.stopped |=
          status == null || (status == JobStatus.PAUSED && run.begunIn != JobStatus.PAUSED);
    });
  }

  private void await() {
    try {
      wakeUps.await();
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private boolean requested(JobId job) {
    synchronized (requests) {
      return requests.containsKey(job);
    }
  }

  private void ask(JobId job, Asked asked) {
    synchronized (requests) {
      requests.computeIfAbsent(job, id -> new ArrayList<>()).add(asked);
    }
  }

  private List<Asked> takeRequests(JobId job) {
    synchronized (requests) {
      return Objects.requireNonNullElse(requests.remove(job), List.of());
    }
  }

  /// @param due what the job has to do by itself; empty if someone asked
  private void launch(ProvisioningJob job, Optional<Work> due) {
    var now = clock.instant();
    if (!store.lease(job.id(), name, now, now.plus(LEASE))) {
      return;
    }
    var run = new Running(job, due, new CycleProgress(clock));
    running.put(job.id(), run);
    run.thread.start();
  }

  private void renewLeases() {
    var now = clock.instant();
    for (var run : running.values()) {
      if (now.isAfter(run.leasedUntil.minus(LEASE.dividedBy(2)))) {
        if (store.lease(run.job, name, now, now.plus(LEASE))) {
          run.leasedUntil = now.plus(LEASE);
        } else {
          run.stopped = true;
        }
      }
    }
  }

  /// A job that is running here.
  private final class Running {
    private final JobId job;
    private final JobStatus begunIn;
    private volatile CycleProgress progress;
    private volatile boolean stopped;
    private volatile boolean yields;
    private volatile Instant leasedUntil;
    private final Thread thread;

    Running(ProvisioningJob job, Optional<Work> work, CycleProgress progress) {
      this.job = job.id();
      this.begunIn = job.status();
      this.progress = progress;
      this.leasedUntil = clock.instant().plus(LEASE);
      this.thread = Thread.ofVirtual().name("job " + job.id()).unstarted(() -> run(job, work));
    }

    private void run(ProvisioningJob of, Optional<Work> work) {
      var asked = new ArrayList<Asked>();
      try {
        due.ran(of);
        asked.addAll(takeRequests(job));
        // Those who asked for one person do not wait for everyone.
        answerOnDemand(asked);
        // Many may wait for the same work.
        var results = new HashMap<Work, CycleRunner.Result>();
        work.ifPresent(own -> results.put(own, runOwn(own)));
        for (var one : asked) {
          var result = results.computeIfAbsent(one.work(), this::runCycles);
          if (interrupted(result)) {
            ask(job, new Asked(rest(result), one.result()));
          } else {
            one.result().complete(result);
          }
        }
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "job %s failed".formatted(job), e);
        asked.forEach(one -> one.result().completeExceptionally(e));
        quarantine(e);
      } finally {
        end();
      }
    }

    private CycleRunner.Result runOwn(Work work) {
      var result = runCycles(work);
      if (interrupted(result)) {
        resume.add(job);
      }
      return result;
    }

    /// Whether something is left to do, since the run made room for a request.
    private boolean interrupted(CycleRunner.Result result) {
      return yields && !closing && (result.more() || applying(result));
    }

    private static Work rest(CycleRunner.Result result) {
      return applying(result) ? new Work.Resume() : new Work.Sync();
    }

    private static boolean applying(CycleRunner.Result result) {
      return result.cycle().filter(cycle -> cycle.state() == Cycle.State.APPLYING).isPresent();
    }

    private void answerOnDemand(List<Asked> asked) {
      for (var one : List.copyOf(asked)) {
        if (one.work() instanceof Work.OnDemand onDemand) {
          asked.remove(one);
          answer(one, onDemand);
          progress = new CycleProgress(clock);
        }
      }
    }

    /// Its failure is the asker's to hear of: the job itself goes on as it was.
    private void answer(Asked one, Work.OnDemand work) {
      try {
        one.result().complete(cycles.run(job, work, progress, () -> stopped || closing));
      } catch (RuntimeException e) {
        one.result().completeExceptionally(e);
      }
    }

    /// Planning is not thrown away for it: it would have to begin anew.
    private boolean mustStop() {
      return stopped
          || closing
          || (yields && progress.snapshot().phase() == CycleProgress.Phase.APPLYING);
    }

    private void end() {
      try {
        store.release(job, name);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "the lease of job %s could not be released".formatted(job), e);
      }
      running.remove(job);
      wake();
    }

    private CycleRunner.Result runCycles(Work first) {
      Optional<Cycle> last = Optional.empty();
      var work = first;
      while (true) {
        var resumes = store.findApplying(job).isPresent();
        var result = cycles.run(job, work, progress, this::mustStop);
        last = result.cycle().isPresent() ? result.cycle() : last;
        if (!result.more() || stopped || yields || closing) {
          return new CycleRunner.Result(last, result.more());
        }
        progress = new CycleProgress(clock);
        work = resumes ? first : new Work.Sync();
      }
    }

    private void quarantine(RuntimeException e) {
      try {
        cycles.failed(job, e);
      } catch (RuntimeException again) {
        LOG.log(Level.ERROR, "job %s could not be quarantined".formatted(job), again);
      }
    }
  }
}
