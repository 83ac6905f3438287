package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.SafetyStore.PlanFilter;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.AttributeChange;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.Planner;
import dev.muster.provisioning.plan.ProvisioningAction;
import dev.muster.provisioning.plan.ProvisioningAction.ChangeMembers;
import dev.muster.provisioning.plan.ProvisioningAction.Create;
import dev.muster.provisioning.plan.ProvisioningAction.Delete;
import dev.muster.provisioning.plan.ProvisioningAction.Disable;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// Plans to take back what a cycle did, from the values before it that its plan recorded. What was
/// changed again since then is left as it is.
final class UndoPlanner {
  private static final int PAGE = 500;
  private static final String ACTIVE = "active";

  private final JobStore store;
  private final ProvisioningJob job;
  private final PlanWriter plan;
  private final Map<String, ObjectMapping> mappings = new HashMap<>();
  private final DeletedGroups deletedGroups;
  private long left;

  UndoPlanner(JobStore store, ProvisioningJob job, PlanWriter plan) {
    this.store = store;
    this.job = job;
    this.plan = plan;
    this.deletedGroups = new DeletedGroups(store, job, plan);
    job.settings().objectMappings().forEach(mapping -> mappings.put(mapping.objectType(), mapping));
  }

  Optional<Cycle> plan(long cycle) {
    plan.note("takes back what cycle %d did".formatted(cycle));
    var after = 0L;
    var done =
        new PlanFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.of(PlannedAction.State.DONE),
            Optional.empty());
    while (true) {
      plan.requireGoing();
      var page = store.actions(job.id(), cycle, done, after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      var links = links(page);
      for (var planned : page) {
        var link = Optional.ofNullable(links.get(planned.action()));
        invert(planned.action(), link)
            .ifPresentOrElse(inverse -> add(inverse, cycle), () -> left++);
      }
      after = page.getLast().ordinal();
    }
    if (after == 0 && store.findCycle(job.id(), cycle).filter(UndoPlanner::changed).isPresent()) {
      plan.note(
          "nothing is taken back: the plan of cycle %d is not kept any more".formatted(cycle));
    }
    if (left > 0) {
      plan.note(
          "%,d actions are not taken back: what they wrote has been changed since, or they wrote nothing"
              .formatted(left));
    }
    return plan.finish();
  }

  private static boolean changed(Cycle cycle) {
    return !cycle.performed().empty();
  }

  private void add(ProvisioningAction inverse, long cycle) {
    var hasMembers = mapping(inverse).map(ObjectMapping::members).orElse(false);
    plan.add(inverse, hasMembers);
    if (hasMembers && inverse instanceof Create group) {
      deletedGroups.fill(group, cycle);
    }
  }

  private Map<ProvisioningAction, Link> links(List<PlannedAction> page) {
    var ids = new HashMap<String, Set<String>>();
    for (var planned : page) {
      var action = planned.action();
      ids.computeIfAbsent(action.objectType(), type -> new HashSet<>()).add(action.sourceId());
    }
    var links = new HashMap<String, Map<String, Link>>();
    ids.forEach((type, some) -> links.put(type, store.links(job.id(), type, some)));
    var byAction = new HashMap<ProvisioningAction, Link>();
    for (var planned : page) {
      var action = planned.action();
      Optional.ofNullable(links.getOrDefault(action.objectType(), Map.of()).get(action.sourceId()))
          .ifPresent(link -> byAction.put(action, link));
    }
    return byAction;
  }

  private Optional<ProvisioningAction> invert(ProvisioningAction action, Optional<Link> link) {
    return switch (action) {
      case Create create -> link.map(found -> remove(create, found));
      case Update update -> link.flatMap(found -> restore(update, found, update.changes()));
      case Disable disable -> link.flatMap(found -> restore(disable, found, disable.changes()));
      case Delete delete ->
          // An object that was nobody's cannot be given back to anybody.
          link.isPresent() || delete.sourceId().isEmpty() || delete.known().values().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Create(
                      delete.objectType(),
                      delete.sourceId(),
                      delete.displayName(),
                      delete.known()));
      case ChangeMembers change -> members(change);
    };
  }

  private ProvisioningAction remove(Create create, Link link) {
    var deletes = mapping(create).filter(found -> found.flow().contains(Flow.DELETE)).isPresent();
    if (deletes) {
      return new Delete(
          create.objectType(),
          create.sourceId(),
          create.displayName(),
          link.targetId(),
          link.known());
    }
    var values = new LinkedHashMap<>(link.known().values());
    var before = Optional.<JsonNode>ofNullable(values.put(ACTIVE, BooleanNode.FALSE));
    return new Disable(
        create.objectType(),
        create.sourceId(),
        create.displayName(),
        link.targetId(),
        new TargetState(values, link.known().references()),
        List.of(
            new AttributeChange(
                ACTIVE,
                before.orElse(NullNode.getInstance()),
                BooleanNode.FALSE,
                Optional.empty())),
        Departure.Event.OUT_OF_SCOPE);
  }

  private Optional<ProvisioningAction> restore(
      ProvisioningAction action, Link link, List<AttributeChange> changes) {
    var values = new LinkedHashMap<>(link.known().values());
    var references = new LinkedHashMap<>(link.known().references());
    var inverse = new ArrayList<AttributeChange>();
    for (var change : changes) {
      if (!now(link.known(), change.path()).equals(change.after())) {
        continue;
      }
      var type = referencedType(action, change);
      if (type.isPresent()) {
        inverse.add(reference(change, type.get(), references));
      } else {
        inverse.add(
            new AttributeChange(change.path(), change.after(), change.before(), Optional.empty()));
        values.remove(change.path());
        if (!change.before().isNull()) {
          values.put(change.path(), change.before());
        }
      }
    }
    var before = new TargetState(values, references);
    return inverse.isEmpty()
        ? Optional.empty()
        : Optional.of(written(action, link, before, inverse));
  }

  private static ProvisioningAction written(
      ProvisioningAction action, Link link, TargetState before, List<AttributeChange> changes) {
    return Planner.inactive(before) && !Planner.inactive(link.known())
        ? new Disable(
            action.objectType(),
            action.sourceId(),
            action.displayName(),
            link.targetId(),
            before,
            changes,
            Departure.Event.DISABLED)
        : new Update(
            action.objectType(),
            action.sourceId(),
            action.displayName(),
            link.targetId(),
            before,
            changes,
            false);
  }

  private static JsonNode now(TargetState known, String path) {
    var reference = known.references().get(path);
    if (reference != null) {
      return StringNode.valueOf(reference.sourceId());
    }
    return Optional.ofNullable(known.values().get(path)).orElse(NullNode.getInstance());
  }

  private Optional<String> referencedType(ProvisioningAction action, AttributeChange change) {
    return change
        .reference()
        .map(Reference::objectType)
        .or(() ->
            mapping(action).stream()
                .flatMap(mapping -> mapping.attributes().stream())
                .filter(attribute -> attribute.target().equals(change.path()))
                .flatMap(attribute -> attribute.reference().stream())
                .findFirst());
  }

  private static AttributeChange reference(
      AttributeChange change, String type, Map<String, Reference> references) {
    references.remove(change.path());
    if (change.before().isNull()) {
      return new AttributeChange(change.path(), change.after(), change.before(), Optional.empty());
    }
    var before = new Reference(type, change.before().asString());
    references.put(change.path(), before);
    return new AttributeChange(change.path(), change.after(), change.before(), Optional.of(before));
  }

  /// Members that joined and are still there leave; those that left and have not come back join.
  private Optional<ProvisioningAction> members(ChangeMembers change) {
    var group = change.sourceId();
    var leave = new HashSet<>(store.linkedMembersAmong(job.id(), group, change.add()));
    var join = new HashSet<>(change.remove());
    join.removeAll(store.linkedMembersAmong(job.id(), group, change.remove()));
    var strangers = !change.addObjects().isEmpty() || !change.removeObjects().isEmpty();
    return leave.isEmpty() && join.isEmpty() && !strangers
        ? Optional.empty()
        : Optional.of(
            new ChangeMembers(
                change.objectType(),
                group,
                change.displayName(),
                join.stream().sorted().toList(),
                leave.stream().sorted().toList(),
                change.removeObjects(),
                change.addObjects()));
  }

  private Optional<ObjectMapping> mapping(ProvisioningAction action) {
    return Optional.ofNullable(mappings.get(action.objectType()));
  }
}
