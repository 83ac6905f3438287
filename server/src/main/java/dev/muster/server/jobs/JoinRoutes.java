package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.JobControl;
import dev.muster.provisioning.job.DriftFinding;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.SafetyStore.PlanFilter;
import dev.muster.provisioning.job.SafetyStore.RefusedJoin;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import tools.jackson.databind.node.ObjectNode;

/// The report of a first run, before anything is written: which accounts of the target the plan
/// joins and why, which entries collide, and which accounts are nobody's. Each join is approved or
/// skipped; the plan is applied when it is approved.
public final class JoinRoutes implements AdminRoutes {
  private static final String JOINS = JobRoutes.JOBS + "/{job}/joins";
  private static final int PAGE = 500;
  private static final Set<String> COLLISIONS =
      Set.of("DuplicateTargetEntries", "DuplicateSourceEntries");
  private static final PlanFilter UPDATES =
      new PlanFilter(
          Optional.of("UPDATE"),
          Optional.empty(),
          Optional.of(PlannedAction.State.PENDING),
          Optional.empty());

  private final JobStore jobs;
  private final JobLookup lookup;
  private final JobControl control;
  private final JobSettingsEdit edit;

  JoinRoutes(JobStore jobs, JobLookup lookup, JobControl control, JobSettingsEdit edit) {
    this.jobs = jobs;
    this.lookup = lookup;
    this.control = control;
    this.edit = edit;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", JOINS, this::report).on("POST", JOINS, this::decide);
  }

  private Response report(Request request) {
    var job = lookup.require(request);
    var plan = requireParked(job);
    var paging = Paging.of(request, "joins");
    var confidence = new JoinConfidence(job.settings());
    var json =
        paging
            .page(
                "joins",
                joins(job, plan, paging.number().orElse(0L), paging.toRead()),
                confidence::describe,
                join -> Long.toString(join.ordinal()))
            .put("plan", plan.number());
    if (paging.position().isEmpty()) {
      putOthers(json, job, plan, paging.limit());
    }
    return AdminResponses.ok(json);
  }

  /// What is to be known beside the joins, with their first page: the failures and the findings
  /// have all of it.
  private void putOthers(ObjectNode json, ProvisioningJob job, Cycle plan, int limit) {
    var collisions = json.putArray("collisions");
    jobs.escrows(job.id(), false, Optional.empty(), limit).stream()
        .filter(escrow -> COLLISIONS.contains(escrow.errorCode()))
        .map(SafetyJson::of)
        .forEach(collisions::add);
    var unmatched = json.putArray("onlyInTarget");
    var hidden = HiddenValues.of(job, edit);
    jobs.findings(job.id(), Optional.of(DriftFinding.Kind.CREATED), 0, limit).stream()
        .filter(finding -> finding.cycle() == plan.number())
        .map(finding -> SafetyJson.of(finding, hidden))
        .forEach(unmatched::add);
  }

  /// `skip` names the joins that are not to be made, `approve` those that alone are.
  private Response decide(Request request) {
    var job = lookup.require(request);
    var fields = RequestFields.of(request);
    var skip = ordinals(fields, "skip");
    var approve = ordinals(fields, "approve");
    fields.refuseOthers();
    if (skip.isPresent() == approve.isPresent()) {
      throw HttpException.invalid("skip", "send either \"skip\" or \"approve\": ordinals of joins");
    }
    var skipped =
        ControlRoutes.unlessBusy(() ->
            control.exclusively(
                job.id(),
                () ->
                    skip(
                        job,
                        ordinal ->
                            skip.map(some -> some.contains(ordinal))
                                .orElseGet(() -> !approve.orElseThrow().contains(ordinal)))));
    return AdminResponses.ok(ScimJson.object().put("skipped", skipped));
  }

  private int skip(ProvisioningJob job, LongPredicate unwanted) {
    var plan = requireParked(job);
    var ordinals = new ArrayList<Long>();
    var refused = new ArrayList<RefusedJoin>();
    eachJoin(
        job,
        plan,
        0,
        join -> {
          if (unwanted.test(join.ordinal()) && join.action() instanceof Update update) {
            ordinals.add(join.ordinal());
            refused.add(new RefusedJoin(update.objectType(), update.sourceId(), update.targetId()));
          }
        });
    var skipped =
        jobs.skipActions(job.id(), plan.number(), ordinals, "somebody decided not to join them");
    jobs.refuseJoins(job.id(), refused);
    return skipped;
  }

  private static Optional<Set<Long>> ordinals(RequestFields fields, String field) {
    return fields
        .find(field)
        .map(array -> {
          var ordinals = new HashSet<Long>();
          for (var element : array) {
            if (!element.isIntegralNumber()) {
              throw fields.invalid(field, "expected ordinals, found " + element);
            }
            ordinals.add(element.longValue());
          }
          return ordinals;
        });
  }

  private List<PlannedAction> joins(ProvisioningJob job, Cycle plan, long after, int limit) {
    var joins = new ArrayList<PlannedAction>();
    eachJoin(
        job,
        plan,
        after,
        join -> {
          if (joins.size() < limit) {
            joins.add(join);
          }
        });
    return joins;
  }

  private void eachJoin(
      ProvisioningJob job, Cycle plan, long after, Consumer<PlannedAction> consumer) {
    var from = after;
    while (true) {
      var page = jobs.actions(job.id(), plan.number(), UPDATES, from, PAGE);
      if (page.isEmpty()) {
        return;
      }
      page.stream()
          .filter(planned -> planned.action() instanceof Update update && update.joins())
          .forEach(consumer);
      from = page.getLast().ordinal();
    }
  }

  private Cycle requireParked(ProvisioningJob job) {
    return jobs.findParked(job.id())
        .orElseThrow(() ->
            HttpException.notFound(
                "job \"%s\" has no plan whose joins could be looked at".formatted(job.name())));
  }
}
