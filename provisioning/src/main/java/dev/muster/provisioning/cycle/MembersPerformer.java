package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.PatchRequest;
import dev.muster.provisioning.plan.ProvisioningAction.ChangeMembers;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Adds members to a target's group and removes some. A request that the target refuses is halved
/// until the members that it refuses are found: one bad member does not keep out the others.
final class MembersPerformer {
  private final Target target;
  private final CompiledMapping mapping;
  private final PageLinks links;
  private final List<String> added = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private int strangersAdded;
  private int strangersRemoved;
  private final List<String> refusals = new ArrayList<>();
  private String errorCode = "";

  MembersPerformer(Target target, CompiledMapping mapping, PageLinks links) {
    this.target = target;
    this.mapping = mapping;
    this.links = links;
  }

  /// One change of one member; `sourceId` of a member whom no entry is linked to is empty.
  private record Change(String sourceId, String targetId, boolean joins) {
    boolean stranger() {
      return sourceId.isEmpty();
    }

    String name() {
      return stranger() ? targetId : sourceId;
    }
  }

  ActionOutcome perform(ChangeMembers action, Outcomes.Begun outcome) {
    var group = links.find(action.objectType(), action.sourceId());
    if (group.isEmpty()) {
      return outcome.skipped("the group has no object in the target");
    }
    send(group.get(), changes(action));
    var change = new LinkChange.Members(action.sourceId(), added, removed);
    return refusals.isEmpty()
        ? outcome.done(
            change,
            Optional.of(group.get().targetId()),
            "%,d members added, %,d removed"
                .formatted(added.size() + strangersAdded, removed.size() + strangersRemoved))
        : outcome.failed(change, errorCode, String.join("; ", refusals));
  }

  /// Members to add that have no object yet are left out: they are added when they get one. Those
  /// to remove that have none any more are gone from the group as well.
  private List<Change> changes(ChangeMembers action) {
    var changes = new ArrayList<Change>();
    for (var member : action.add()) {
      links
          .findMember(member)
          .ifPresent(link -> changes.add(new Change(member, link.targetId(), true)));
    }
    for (var member : action.remove()) {
      links
          .findMember(member)
          .ifPresentOrElse(
              link -> changes.add(new Change(member, link.targetId(), false)),
              () -> removed.add(member));
    }
    action.addObjects().forEach(id -> changes.add(new Change("", id, true)));
    action.removeObjects().forEach(id -> changes.add(new Change("", id, false)));
    return changes;
  }

  private void send(Link group, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    try {
      target.update(mapping.mapping(), group.targetId(), request(changes));
      changes.forEach(this::done);
    } catch (TargetException e) {
      if (e.kind() != TargetException.Kind.REJECTED) {
        throw e;
      }
      if (changes.size() == 1) {
        errorCode = e.errorCode();
        refusals.add("member \"%s\": %s".formatted(changes.getFirst().name(), e.reason()));
        return;
      }
      var half = changes.size() / 2;
      send(group, changes.subList(0, half));
      send(group, changes.subList(half, changes.size()));
    }
  }

  private void done(Change change) {
    if (!change.stranger()) {
      (change.joins() ? added : removed).add(change.sourceId());
    } else if (change.joins()) {
      strangersAdded++;
    } else {
      strangersRemoved++;
    }
  }

  private static ObjectNode request(List<Change> changes) {
    var add = changes.stream().filter(Change::joins).map(Change::targetId).toList();
    var remove = changes.stream().filter(change -> !change.joins()).map(Change::targetId).toList();
    return PatchRequest.ofMembers(add, remove);
  }
}
