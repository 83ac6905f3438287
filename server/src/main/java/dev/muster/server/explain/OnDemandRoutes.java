package dev.muster.server.explain;

import dev.muster.provisioning.cycle.CycleRunner;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.cycle.Work;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.target.TargetException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.StoredResource;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.jobs.JobLookup;
import dev.muster.server.jobs.QueryNumbers;
import dev.muster.server.requestlog.Allowance;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `POST …/jobs/{job}/provision`: provisions one person, or one group with as many of its members
/// as are named, now — or shows what that would do. It takes the way of a cycle, through the same
/// guard, and works while one is running.
public final class OnDemandRoutes implements AdminRoutes {
  private static final String PROVISION =
      AdminApi.PREFIX + "/tenants/{tenant}/jobs/{job}/provision";
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(100);

  // Entra lets five pass in ten seconds.
  private static final int PER_SECOND = 5;

  private final JobStore jobs;
  private final JobLookup lookup;
  private final Subjects subjects;
  private final JobView.Eyes eyes;
  private final JobRunner runner;
  private final CycleRunner cycles;
  private final OnDemandReport report;
  private final Map<JobId, Allowance> allowances = new ConcurrentHashMap<>();

  OnDemandRoutes(
      JobStore jobs,
      TenantLookup tenants,
      Subjects subjects,
      JobView.Eyes eyes,
      JobRunner runner,
      CycleRunner cycles,
      OnDemandReport report) {
    this.jobs = jobs;
    this.lookup = new JobLookup(tenants, jobs);
    this.subjects = subjects;
    this.eyes = eyes;
    this.runner = runner;
    this.cycles = cycles;
    this.report = report;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("POST", PROVISION, this::provision);
  }

  private Response provision(Request request) {
    var job = lookup.require(request);
    requireAllowed(job);
    var fields = RequestFields.of(request);
    var user = fields.findString("user");
    var group = fields.findString("group");
    var members = fields.findStrings("members");
    var allMembers = fields.findBoolean("allMembers").orElse(false);
    var dryRun = fields.findBoolean("dryRun").orElse(false);
    fields.refuseOthers();
    if (user.isPresent() == group.isPresent()) {
      throw HttpException.invalid("user", "name a user or a group, one of both");
    }
    try {
      var type = user.isPresent() ? "User" : "Group";
      var view = view(job, type, user.or(() -> group).orElseThrow());
      var asked =
          group.isPresent()
              ? withMembers(view, members.map(LinkedHashSet::new), allMembers)
              : alone(view);
      return dryRun
          ? AdminResponses.ok(report.planned(view, cycles.preview(job, asked, () -> false)))
          : perform(view, asked, wait(request));
    } catch (TargetException e) {
      throw HttpException.invalid("target", e.reason());
    }
  }

  private void requireAllowed(ProvisioningJob job) {
    if (!allowances.computeIfAbsent(job.id(), id -> new Allowance(PER_SECOND)).take()) {
      throw HttpException.tooManyRequests(
          1,
          "more than %d a second are provisioned on demand; a cycle provisions everyone"
              .formatted(PER_SECOND),
          Map.of());
    }
  }

  private static Duration wait(Request request) {
    var asked = Duration.ofSeconds(QueryNumbers.find(request, "wait", WAIT.toSeconds()));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private JobView view(ProvisioningJob job, String type, String name) {
    return eyes.look(job, type, id(job, type, name))
        .orElseThrow(
            () -> HttpException.invalid("job", "\"%s\" maps no %ss".formatted(job.name(), type)));
  }

  /// The id in the job's source. One that is gone is known by its link.
  private String id(ProvisioningJob job, String type, String name) {
    return switch (job.kind()) {
      case IMPORT -> name;
      case APPLICATION ->
          subjects
              .find(job.id().tenant(), type, name)
              .map(StoredResource::id)
              .or(() ->
                  Optional.of(name)
                      .filter(id -> jobs.links(job.id(), type, Set.of(id)).containsKey(id)))
              .orElseThrow(() ->
                  HttpException.notFound(
                      "the directory has no %s \"%s\", by id, name or mail address, and the job has no link of that id"
                          .formatted(type, name)));
    };
  }

  private static Work.OnDemand alone(JobView view) {
    return new Work.OnDemand(
        Map.of(view.mapping().mapping().objectType(), Set.of(view.sourceId())), Map.of());
  }

  /// The group, and its members both as people and as members.
  private Work.OnDemand withMembers(JobView view, Optional<Set<String>> named, boolean all) {
    var ids = new LinkedHashSet<String>();
    var source = eyes.connectors().source(view.job());
    if (all) {
      source.members(view.sourceId(), ids::addAll);
    }
    named.orElseGet(Set::of).forEach(name -> ids.add(id(view.job(), "User", name)));
    requireMembers(view, source, named.isPresent() ? ids : Set.of());
    var entries = new HashMap<String, Set<String>>();
    entries.put("Group", Set.of(view.sourceId()));
    if (!ids.isEmpty()) {
      entries.put("User", ids);
    }
    return new Work.OnDemand(entries, ids.isEmpty() ? Map.of() : Map.of(view.sourceId(), ids));
  }

  /// Somebody who is to leave the group is no member any more, and a member in the target.
  private void requireMembers(JobView view, Source source, Set<String> ids) {
    var known = new LinkedHashSet<>(source.membersAmong(view.sourceId(), ids));
    known.addAll(jobs.linkedMembersAmong(view.job().id(), view.sourceId(), ids));
    for (var id : ids) {
      if (!known.contains(id)) {
        throw HttpException.invalid("members", "\"%s\" is no member of the group".formatted(id));
      }
    }
  }

  private Response perform(JobView view, Work.OnDemand asked, Duration wait) {
    var result = await(runner.request(view.job().id(), asked), wait);
    return result
        .map(found -> AdminResponses.ok(report.done(view, found.cycle()).put("done", true)))
        .orElseGet(() ->
            AdminResponses.accepted(
                ScimJson.object()
                    .put("done", false)
                    .put("detail", "it goes on; \"muster app log\" shows what it comes to")));
  }

  private static Optional<CycleRunner.Result> await(
      CompletableFuture<CycleRunner.Result> result, Duration wait) {
    try {
      return Optional.of(result.get(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TargetException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("provisioning on demand failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
