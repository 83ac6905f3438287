package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.PatchRequest;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.plan.AttributeChange;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import dev.muster.provisioning.plan.Match;
import dev.muster.provisioning.plan.Planned;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.Planner;
import dev.muster.provisioning.plan.ProvisioningAction;
import dev.muster.provisioning.plan.ProvisioningAction.ChangeMembers;
import dev.muster.provisioning.plan.ProvisioningAction.Create;
import dev.muster.provisioning.plan.ProvisioningAction.Delete;
import dev.muster.provisioning.plan.ProvisioningAction.Disable;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Performs one action at the target and says what is to be kept of it.
///
/// An account is never created twice: when the target says that there is one, when an answer was
/// lost, or when a crash left it open whether the request was sent, the account is looked for
/// first.
final class ActionPerformer {
  private final Target target;
  private final Map<String, CompiledMapping> mappings;
  private final Map<String, Matcher> matchers;
  private final Conflicts conflicts;
  private final Outcomes outcomes;

  /// @param matchers by object type; they ask the target each time
  ActionPerformer(
      Target target,
      Map<String, CompiledMapping> mappings,
      Map<String, Matcher> matchers,
      Conflicts conflicts,
      Outcomes outcomes) {
    this.target = target;
    this.mappings = mappings;
    this.matchers = matchers;
    this.conflicts = conflicts;
    this.outcomes = outcomes;
  }

  /// Performs an action. Throws [TargetException] only if no other action would pass either.
  ///
  /// @param sentBefore what was found in the target for a create that may have been sent before a
  ///   crash; empty for every other action
  ActionOutcome perform(PlannedAction planned, PageLinks links, Optional<Match> sentBefore) {
    var outcome = outcomes.begin(planned);
    return target.within(outcome.changeId(), () -> perform(planned, links, sentBefore, outcome));
  }

  private ActionOutcome perform(
      PlannedAction planned, PageLinks links, Optional<Match> sentBefore, Outcomes.Begun outcome) {
    try {
      return switch (planned.action()) {
        case Create create -> create(create, links, sentBefore, outcome);
        case Update update ->
            write(update, update.targetId(), update.desired(), update.changes(), links, outcome);
        case Disable disable -> disable(disable, links, outcome);
        case Delete delete -> delete(delete, outcome);
        case ChangeMembers change ->
            new MembersPerformer(target, mapping(change), links).perform(change, outcome);
      };
    } catch (TargetException e) {
      return switch (e.kind()) {
        case UNAVAILABLE -> throw e;
        case NOT_FOUND -> outcome.gone(e);
        case CONFLICT -> outcome.failed(e.errorCode(), describe(planned.action(), e));
        case UNKNOWN_OUTCOME, LATE, REJECTED -> outcome.failed(e.errorCode(), e.reason());
      };
    }
  }

  private String describe(ProvisioningAction action, TargetException conflict) {
    return switch (action) {
      case Create create -> describe(create, create.desired(), "", conflict);
      case Update update -> describe(update, update.desired(), update.targetId(), conflict);
      case Disable disable -> describe(disable, disable.desired(), disable.targetId(), conflict);
      case Delete delete -> conflict.reason();
      case ChangeMembers change -> conflict.reason();
    };
  }

  private String describe(
      ProvisioningAction action, TargetState desired, String ownId, TargetException conflict) {
    return conflicts.describe(mapping(action), desired, ownId, conflict);
  }

  private ActionOutcome create(
      Create create, PageLinks links, Optional<Match> sentBefore, Outcomes.Begun outcome) {
    if (sentBefore.isPresent() && !(sentBefore.get() instanceof Match.None)) {
      return adopt(create, sentBefore.get(), links, outcome);
    }
    try {
      return send(create, links, outcome);
    } catch (TargetException e) {
      return switch (e.kind()) {
        case CONFLICT -> {
          var match = match(create);
          if (match instanceof Match.None) {
            throw e;
          }
          yield adopt(create, match, links, outcome);
        }
        case UNKNOWN_OUTCOME -> {
          var match = match(create);
          yield match instanceof Match.None
              ? send(create, links, outcome)
              : adopt(create, match, links, outcome);
        }
        case LATE -> {
          // It may still be performed after a look that finds nothing: not repeated in this cycle.
          var match = match(create);
          yield match instanceof Match.None
              ? outcome.failed(e.errorCode(), e.reason())
              : adopt(create, match, links, outcome);
        }
        case NOT_FOUND, REJECTED -> outcome.failed(e.errorCode(), e.reason());
        case UNAVAILABLE -> throw e;
      };
    }
  }

  private ActionOutcome send(Create create, PageLinks links, Outcomes.Begun outcome) {
    var mapping = mapping(create);
    var references = ResolvedReferences.of(create.desired(), links);
    var id =
        target.create(mapping.mapping(), mapping.body(create.desired(), references.targetIds()));
    requireNobodys(create, id);
    return outcome.done(
        new Link(create.objectType(), create.sourceId(), id, references.state(), false),
        references,
        "created");
  }

  /// A new object cannot be one that another entry has: the answer names the wrong one.
  private void requireNobodys(Create create, String targetId) {
    var holder =
        Optional.ofNullable(matchers.get(create.objectType()))
            .flatMap(matcher -> matcher.holder(targetId))
            .filter(entry -> !entry.equals(create.sourceId()));
    if (holder.isPresent()) {
      throw new TargetException(
          TargetException.Kind.UNKNOWN_OUTCOME,
          "InvalidResponse",
          "the answer to the create names the object %s, which the entry \"%s\" has"
              .formatted(targetId, holder.get()));
    }
  }

  private Match match(Create create) {
    var matcher = matchers.get(create.objectType());
    return matcher == null ? new Match.None() : matcher.match(inScope(create));
  }

  private InScope inScope(Create create) {
    return new InScope(
        create.sourceId(),
        create.displayName(),
        create.desired(),
        mapping(create).withoutCreateOnly(create.desired()));
  }

  /// Joins the entry to the object that was found instead of creating one.
  private ActionOutcome adopt(Create create, Match match, PageLinks links, Outcomes.Begun outcome) {
    return switch (new Planner(mapping(create).mapping()).plan(inScope(create), match)) {
      case Planned.Act(Update update) ->
          write(update, update.targetId(), update.desired(), update.changes(), links, outcome);
      case Planned.Problem problem -> outcome.failed(problem.errorCode(), problem.reason());
      case Planned.Act act ->
          throw new IllegalStateException("a match led to " + act.action().getClass());
      case Planned.Skip skip -> outcome.failed("EntryConflict", skip.reason());
    };
  }

  private ActionOutcome write(
      ProvisioningAction action,
      String targetId,
      TargetState desired,
      List<AttributeChange> changes,
      PageLinks links,
      Outcomes.Begun outcome) {
    var references = ResolvedReferences.of(desired, links);
    send(action, targetId, changes, references);
    var departure = departure(action, references.state(), links, outcome.began());
    return outcome.done(
        new Link(
            action.objectType(), action.sourceId(), targetId, references.state(), false, departure),
        references,
        "updated");
  }

  private ActionOutcome disable(Disable disable, PageLinks links, Outcomes.Begun outcome) {
    var references = ResolvedReferences.of(disable.desired(), links);
    send(disable, disable.targetId(), disable.changes(), references);
    var before = links.find(disable.objectType(), disable.sourceId());
    var left =
        before
            .flatMap(Link::departure)
            .filter(departure -> departure.event() == disable.event())
            .orElseGet(() -> new Departure(disable.event(), outcome.began()));
    return outcome.done(
        new Link(
            disable.objectType(),
            disable.sourceId(),
            disable.targetId(),
            references.state(),
            disable.event() != Departure.Event.DISABLED || before.map(Link::disabled).orElse(false),
            Optional.of(left)),
        references,
        "disabled");
  }

  /// An account that stays inactive while other attributes change goes on with its grace period.
  private static Optional<Departure> departure(
      ProvisioningAction action, TargetState state, PageLinks links, Instant now) {
    return Planner.inactive(state)
        ? links
            .find(action.objectType(), action.sourceId())
            .flatMap(Link::departure)
            .or(() -> Optional.of(new Departure(Departure.Event.DISABLED, now)))
        : Optional.empty();
  }

  private void send(
      ProvisioningAction action,
      String targetId,
      List<AttributeChange> changes,
      ResolvedReferences references) {
    var request = PatchRequest.of(changes, references.targetIds());
    if (!PatchRequest.empty(request)) {
      target.update(mapping(action).mapping(), targetId, request);
    }
  }

  private ActionOutcome delete(Delete delete, Outcomes.Begun outcome) {
    target.delete(mapping(delete).mapping(), delete.targetId());
    return outcome.done(
        new LinkChange.Remove(delete.objectType(), delete.sourceId()),
        Optional.of(delete.targetId()),
        "deleted");
  }

  private CompiledMapping mapping(ProvisioningAction action) {
    var mapping = mappings.get(action.objectType());
    if (mapping == null) {
      throw new TargetException(
          TargetException.Kind.REJECTED,
          "InvalidMapping",
          "the job has no mapping for objects of type \"%s\" any more"
              .formatted(action.objectType()));
    }
    return mapping;
  }
}
