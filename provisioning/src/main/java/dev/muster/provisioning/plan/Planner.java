package dev.muster.provisioning.plan;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.LeaverRules;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import dev.muster.provisioning.plan.EntryDecision.Missing;
import dev.muster.provisioning.plan.EntryDecision.OutOfScope;
import dev.muster.provisioning.plan.Planned.Act;
import dev.muster.provisioning.plan.Planned.Problem;
import dev.muster.provisioning.plan.Planned.Skip;
import dev.muster.provisioning.plan.ProvisioningAction.Create;
import dev.muster.provisioning.plan.ProvisioningAction.Delete;
import dev.muster.provisioning.plan.ProvisioningAction.Disable;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// Decides what to do about one entry. Pure: the same decision and match always give the same
/// verdict.
public final class Planner {
  private static final String ACTIVE = "active";

  private final ObjectMapping mapping;
  private final Desired desired;
  private final LeaverRules leavers;
  private final Instant now;
  private final Set<String> updatedPaths;
  private final Set<String> addedPaths;

  public Planner(ObjectMapping mapping) {
    this(mapping, LeaverRules.DEFAULT, Instant.EPOCH);
  }

  /// @param now at which grace periods are looked at
  public Planner(ObjectMapping mapping, LeaverRules leavers, Instant now) {
    this.mapping = mapping;
    this.leavers = leavers;
    this.now = now;
    this.desired = new Desired(mapping.attributes());
    this.updatedPaths = paths(attribute -> attribute.apply() != Apply.ON_CREATE);
    this.addedPaths = paths(attribute -> attribute.apply() == Apply.ADD_VALUES);
  }

  private Set<String> paths(Predicate<AttributeMapping> wanted) {
    return mapping.attributes().stream()
        .filter(wanted)
        .map(AttributeMapping::target)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The verdict on an entry.
  public Planned plan(EntryDecision decision, Match match) {
    return switch (decision) {
      case InScope entry -> planInScope(entry, match);
      case OutOfScope entry ->
          planLeaver(
              entry, match, mapping.outOfScope(), Departure.Event.OUT_OF_SCOPE, "out of scope");
      case Missing entry ->
          planLeaver(
              entry, match, mapping.missing(), Departure.Event.MISSING, "gone from the source");
    };
  }

  private Planned planInScope(InScope entry, Match match) {
    return switch (match) {
      case Match.Linked(Link link) -> planLinked(entry, link);
      case Match.Found(String attribute, String targetId, TargetState current) ->
          planUpdate(entry, entry.desired(), targetId, current, true);
      case Match.Refused refused ->
          new Skip(
              "someone decided that it is not the object %s that matches it"
                  .formatted(refused.targetId()));
      case Match.None() -> planCreate(entry);
      case Match.Ambiguous ambiguous ->
          new Problem(
              "DuplicateTargetEntries",
              "%d objects in the target have %s = \"%s\": %s"
                  .formatted(
                      ambiguous.targetIds().size(),
                      ambiguous.attribute(),
                      ambiguous.value(),
                      String.join(", ", ambiguous.targetIds())),
              "Remove or change all but one of them in the target, or match by an attribute that is unique.");
      case Match.Taken taken ->
          new Problem(
              "DuplicateSourceEntries",
              "the object %s with %s = \"%s\" is linked to the entry \"%s\" already"
                  .formatted(
                      taken.targetId(), taken.attribute(), taken.value(), taken.otherSourceId()),
              "Two entries of the source claim the same account: change the value of one of them.");
      case Match.Unmatchable unmatchable ->
          new Problem(
              "ImportSkipped",
              "the entry has no value for any matching attribute (%s)"
                  .formatted(String.join(", ", unmatchable.attributes())),
              "Fill in the attribute in the source, or map a default to it.");
    };
  }

  private Planned planCreate(InScope entry) {
    if (!mapping.flow().contains(Flow.CREATE)) {
      return new Skip("the job does not create objects of this type");
    }
    if (inactive(entry.onCreate())) {
      return new Skip("the entry is not active, and has no account yet");
    }
    return new Act(
        new Create(mapping.objectType(), entry.sourceId(), entry.displayName(), entry.onCreate()));
  }

  private Planned planLinked(InScope entry, Link link) {
    if (!inactive(entry.desired())) {
      return planUpdate(entry, entry.desired(), link.targetId(), link.known(), false);
    }
    return switch (leavers.disabledInSource()) {
      case DELETE -> delete(entry, link, "disabled in the source");
      case KEEP -> planUpdate(entry, asActive(entry, link), link.targetId(), link.known(), false);
      case DISABLE ->
          leavers.over(link, now)
              ? delete(entry, link, "its grace period is over")
              : planUpdate(entry, entry.desired(), link.targetId(), link.known(), false);
    };
  }

  /// What an entry should be, with the account as active as it was.
  private static TargetState asActive(InScope entry, Link link) {
    var values = new LinkedHashMap<>(entry.desired().values());
    values.remove(ACTIVE);
    Optional.ofNullable(link.known().values().get(ACTIVE))
        .ifPresent(active -> values.put(ACTIVE, active));
    return new TargetState(values, entry.desired().references());
  }

  private Planned planUpdate(
      InScope entry, TargetState wished, String targetId, TargetState known, boolean joins) {
    var wanted = desired.over(known, entry, wished, joins);
    var changes =
        StateDifference.between(known, wanted, updatedPaths).stream().map(this::adding).toList();
    var updates = mapping.flow().contains(Flow.UPDATE);
    if (!joins && (changes.isEmpty() || !updates)) {
      return new Skip(
          changes.isEmpty()
              ? "the target already holds these values"
              : "the job does not update objects of this type");
    }
    var after = updates ? merge(known, wanted) : known;
    var written = updates ? changes : List.<AttributeChange>of();
    if (!joins && deactivates(known, written)) {
      return new Act(
          new Disable(
              mapping.objectType(),
              entry.sourceId(),
              entry.displayName(),
              targetId,
              after,
              written,
              Departure.Event.DISABLED));
    }
    return new Act(
        new Update(
            mapping.objectType(),
            entry.sourceId(),
            entry.displayName(),
            targetId,
            after,
            written,
            joins));
  }

  private AttributeChange adding(AttributeChange change) {
    return addedPaths.contains(change.path()) && change.before().isArray()
        ? change.adding(Desired.missing(change.before(), change.after()))
        : change;
  }

  /// Whether an account that was not disabled is not active afterwards. A mapping that gives no
  /// value for `active` any more takes access away as one that gives false may.
  private static boolean deactivates(TargetState known, List<AttributeChange> changes) {
    return !inactive(known)
        && changes.stream()
            .filter(change -> change.path().equals(ACTIVE))
            .anyMatch(change ->
                change.after().isNull()
                    || (change.after().isBoolean() && !change.after().booleanValue()));
  }

  private Planned planLeaver(
      EntryDecision entry, Match match, Leaver policy, Departure.Event event, String why) {
    if (!(match instanceof Match.Linked(Link link))) {
      return new Skip(why + ", and has no account");
    }
    return switch (policy) {
      case KEEP -> new Skip(why + "; the job keeps such accounts");
      case DISABLE ->
          leavers.over(link, now)
              ? delete(entry, link, "its grace period is over")
              : disable(entry, link, event, why);
      case DELETE -> delete(entry, link, why);
    };
  }

  private Planned delete(EntryDecision entry, Link link, String why) {
    return mapping.flow().contains(Flow.DELETE)
        ? new Act(
            new Delete(
                mapping.objectType(),
                entry.sourceId(),
                entry.displayName(),
                link.targetId(),
                link.known()))
        : new Skip(why + "; the job does not delete objects of this type");
  }

  private Planned disable(EntryDecision entry, Link link, Departure.Event event, String why) {
    var noted = link.departure().map(left -> left.event() == event).orElse(link.disabled());
    if (noted || (link.disabled() && leavers.grace(event).isEmpty())) {
      return new Skip(why + ", and disabled already");
    }
    if (!mapping.flow().contains(Flow.UPDATE)) {
      return new Skip(why + "; the job does not update objects of this type");
    }
    var values = new LinkedHashMap<>(link.known().values());
    values.put(ACTIVE, BooleanNode.FALSE);
    var desired = new TargetState(values, link.known().references());
    return new Act(
        new Disable(
            mapping.objectType(),
            entry.sourceId(),
            entry.displayName(),
            link.targetId(),
            desired,
            StateDifference.between(link.known(), desired, Set.of()),
            event));
  }

  /// The known state with the desired one written over it: attributes that are written only on
  /// create stay known.
  private TargetState merge(TargetState known, TargetState wanted) {
    var values = new LinkedHashMap<>(known.values());
    values.keySet().removeIf(path -> updatedPaths.contains(path));
    values.putAll(wanted.values());
    return new TargetState(values, wanted.references());
  }

  /// Whether a state says that an account is not active.
  public static boolean inactive(TargetState state) {
    JsonNode active = state.values().get(ACTIVE);
    return active != null && active.isBoolean() && !active.booleanValue();
  }
}
