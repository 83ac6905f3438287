package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.job.DeadLetters;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.log.ErrorCode;
import dev.muster.provisioning.log.ProvisioningLogEntries;
import dev.muster.provisioning.log.ProvisioningLogEntry.ErrorInfo;
import dev.muster.provisioning.log.ProvisioningLogEntry.Result;
import dev.muster.provisioning.log.ProvisioningLogEntry.Step;
import dev.muster.provisioning.log.ProvisioningLogEntry.StepType;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.PlannedAction.State;
import dev.muster.provisioning.plan.ProvisioningAction;
import dev.muster.provisioning.target.TargetException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says what one performed action leaves behind: link, log entry and, after a failure, when it is
/// tried again.
final class Outcomes {
  private final ProvisioningLogEntries log;
  private final Clock clock;
  private final DeadLetters deadLetters;
  private final Map<Subject, Escrow> failures = new HashMap<>();

  Outcomes(
      ProvisioningLogEntries log,
      Collection<Escrow> escrows,
      DeadLetters deadLetters,
      Clock clock) {
    this.log = log;
    this.deadLetters = deadLetters;
    this.clock = clock;
    for (var escrow : escrows) {
      failures.put(new Subject(escrow.objectType(), escrow.sourceId()), escrow);
    }
  }

  private record Subject(String objectType, String sourceId) {}

  Begun begin(PlannedAction planned) {
    return new Begun(planned, clock.instant(), log.changeId());
  }

  /// The outcome of an action that has begun.
  final class Begun {
    private final PlannedAction planned;
    private final Instant began;
    private final String changeId;

    private Begun(PlannedAction planned, Instant began, String changeId) {
      this.planned = planned;
      this.began = began;
      this.changeId = changeId;
    }

    /// Under which the action's requests are kept.
    String changeId() {
      return changeId;
    }

    Instant began() {
      return began;
    }

    ActionOutcome done(Link link, ResolvedReferences references, String what) {
      var steps = new ArrayList<Step>();
      for (var reference : references.unresolved()) {
        steps.add(
            new Step(
                StepType.REFERENCE_RESOLUTION,
                Result.WARNING,
                "the %s \"%s\" has no object in the target yet; the reference is written when it has"
                    .formatted(reference.objectType(), reference.sourceId())));
      }
      steps.add(new Step(StepType.EXPORT, Result.SUCCESS, what + " " + link.targetId()));
      return new ActionOutcome(
          planned.ordinal(),
          State.DONE,
          new LinkChange.Put(link),
          references.unresolved(),
          Optional.empty(),
          log.action(
              changeId,
              action(),
              Optional.of(link.targetId()),
              Result.SUCCESS,
              steps,
              Optional.empty(),
              began));
    }

    ActionOutcome done(LinkChange change, Optional<String> targetId, String what) {
      return new ActionOutcome(
          planned.ordinal(),
          State.DONE,
          change,
          List.of(),
          Optional.empty(),
          log.action(
              changeId,
              action(),
              targetId,
              Result.SUCCESS,
              List.of(new Step(StepType.EXPORT, Result.SUCCESS, what)),
              Optional.empty(),
              began));
    }

    /// Nothing had to be done any more.
    ActionOutcome skipped(String why) {
      return new ActionOutcome(
          planned.ordinal(),
          State.SKIPPED,
          new LinkChange.None(),
          List.of(),
          Optional.empty(),
          log.action(
              changeId,
              action(),
              Optional.empty(),
              Result.SKIPPED,
              List.of(new Step(StepType.PROCESSING, Result.SKIPPED, why)),
              Optional.empty(),
              began));
    }

    ActionOutcome failed(String errorCode, String reason) {
      return failed(new LinkChange.None(), errorCode, reason);
    }

    /// A failure of a part: what succeeded is kept.
    ActionOutcome failed(LinkChange change, String errorCode, String reason) {
      var next = deadLetters.next(attempts(), firstFailed(), began);
      return failed(change, errorCode, reason, next);
    }

    /// The target no longer has the object: the link is void, and the entry is matched anew in the
    /// next cycle.
    ActionOutcome gone(TargetException e) {
      return failed(
          new LinkChange.Remove(action().objectType(), action().sourceId()),
          e.errorCode(),
          e.reason() + "; the entry is matched anew",
          Optional.of(began));
    }

    private int attempts() {
      return Optional.ofNullable(failures.get(subject())).map(Escrow::attempts).orElse(0) + 1;
    }

    private Instant firstFailed() {
      return Optional.ofNullable(failures.get(subject())).map(Escrow::firstFailed).orElse(began);
    }

    private ActionOutcome failed(
        LinkChange change, String errorCode, String reason, Optional<Instant> next) {
      return new ActionOutcome(
          planned.ordinal(),
          State.FAILED,
          change,
          List.of(),
          Optional.of(
              new Escrow(
                  action().objectType(),
                  action().sourceId(),
                  errorCode,
                  reason,
                  attempts(),
                  firstFailed(),
                  next)),
          log.action(
              changeId,
              action(),
              Optional.empty(),
              Result.FAILURE,
              List.of(new Step(StepType.EXPORT, Result.FAILURE, reason)),
              Optional.of(new ErrorInfo(errorCode, reason, advice(errorCode, next))),
              began));
    }

    private static String advice(String errorCode, Optional<Instant> next) {
      var again =
          next.map(time -> "It is tried again at " + time + ".")
              .orElse(
                  "It has failed too often: it is tried again when it changes or someone asks.");
      return (ErrorCode.advice(errorCode) + " " + again).strip();
    }

    private Subject subject() {
      return new Subject(action().objectType(), action().sourceId());
    }

    private ProvisioningAction action() {
      return planned.action();
    }
  }
}
