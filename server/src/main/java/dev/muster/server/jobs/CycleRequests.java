package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.CycleRunner;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.cycle.Work;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.target.TargetException;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Cycles and previews that someone asked for and waits for, by a number to ask again with: a long
/// cycle outlives a request.
final class CycleRequests {
  private static final int REMEMBERED = 1_000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final JobRunner runner;
  private final CycleRunner cycles;
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

  CycleRequests(JobRunner runner, CycleRunner cycles) {
    this.runner = runner;
    this.cycles = cycles;
  }

  /// Asks for some work and gives the request's id.
  String add(JobId job, Work work) {
    return keep(runner.request(job, work));
  }

  /// Plans by settings that need not be saved, beside whatever the job does, and gives the
  /// request's id.
  ///
  /// @param entries ids by object type; empty: everyone
  String preview(ProvisioningJob proposed, Map<String, Set<String>> entries) {
    var result = new CompletableFuture<CycleRunner.Result>();
    Thread.ofVirtual()
        .name("preview of job " + proposed.id())
        .start(() -> {
          try {
            var plan = cycles.preview(proposed, entries, () -> false);
            result.complete(new CycleRunner.Result(Optional.of(plan), false));
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return keep(result);
  }

  private String keep(CompletableFuture<CycleRunner.Result> result) {
    var id = UUID.randomUUID().toString();
    requests.put(id, result);
    return id;
  }

  /// How far a request is, after waiting for it as long as the HTTP request says.
  Response answer(String id, Request request) {
    var json = ScimJson.object().put("request", id);
    var result = await(id, wait(request));
    json.put("done", result.isPresent());
    result.flatMap(found -> found.cycle()).ifPresent(cycle -> json.set("cycle", JobJson.of(cycle)));
    return AdminResponses.ok(json);
  }

  private static Duration wait(Request request) {
    var asked = Duration.ofSeconds(QueryNumbers.find(request, "wait", 0));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
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
      if (e.getCause() instanceof TargetException unavailable) {
        throw HttpException.invalid("target", unavailable.reason());
      }
      throw new IllegalStateException("the cycle failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
