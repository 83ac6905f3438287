package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.CycleRunner;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.job.JobId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Cycles that someone asked for and waits for, by a number to ask again with: a long cycle
/// outlives a request.
final class CycleRequests {
  private static final int REMEMBERED = 1_000;

  private final JobRunner runner;
  private final Map<String, CompletableFuture<CycleRunner.Result>> requests =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(
                Map.Entry<String, CompletableFuture<CycleRunner.Result>> eldest) {
              return size() > REMEMBERED;
            }
          });

  CycleRequests(JobRunner runner) {
    this.runner = runner;
  }

  /// Asks for a cycle and gives the request's id.
  String add(JobId job) {
    var id = UUID.randomUUID().toString();
    requests.put(id, runner.request(job));
    return id;
  }

  /// Whether there is such a request.
  boolean has(String id) {
    return requests.containsKey(id);
  }

  /// The result, waiting for it so long at most; empty if the cycle has not ended then. A failure
  /// of the cycle is an IllegalStateException.
  Optional<CycleRunner.Result> await(String id, Duration atMost) {
    var request = requests.get(id);
    if (request == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(request.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the cycle failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
