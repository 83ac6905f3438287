package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.DriftFinding.Handling;
import dev.muster.provisioning.job.DriftFinding.Kind;
import dev.muster.provisioning.job.DriftRules.Reaction;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.plan.ProvisioningAction.ChangeMembers;
import dev.muster.provisioning.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// Finds groups whose members are not those that were written to them. One group's members are in
/// memory at a time.
final class MembershipDrift {
  private static final String MEMBERS = "members";

  private final JobStore store;
  private final ProvisioningJob job;
  private final CompiledMapping mapping;
  private final PlanWriter plan;
  private final DriftFindings findings;
  private final Reaction reaction;
  private final Strangers strangers;
  private final Map<String, String> wrongIds;
  private final List<Link> withoutMembers = new ArrayList<>();
  private boolean shown;

  /// @param wrongIds ids that were written for members whose account has another one: those are put
  ///   right in any case, since nobody did that by hand
  MembershipDrift(
      JobStore store,
      ProvisioningJob job,
      CompiledMapping mapping,
      PlanWriter plan,
      DriftFindings findings,
      Strangers strangers,
      Map<String, String> wrongIds) {
    this.strangers = strangers;
    this.wrongIds = wrongIds;
    this.store = store;
    this.job = job;
    this.mapping = mapping;
    this.plan = plan;
    this.findings = findings;
    this.reaction = job.settings().safety().drift().memberships();
  }

  void compare(List<ObjectNode> groups, Map<String, Link> links) {
    if (!mapping.mapping().members() || reaction == Reaction.IGNORE) {
      return;
    }
    for (var group : groups) {
      var link = links.get(DriftPlanner.id(group));
      if (link == null) {
        continue;
      }
      if (group.has(MEMBERS)) {
        shown = true;
        compare(link, memberIds(group));
      } else {
        withoutMembers.add(link);
      }
    }
  }

  /// A group that has no members is often shown without the attribute. If no group has it, the
  /// target does not tell.
  void finish() {
    if (shown) {
      withoutMembers.forEach(link -> compare(link, Set.of()));
    }
  }

  private static Set<String> memberIds(ObjectNode group) {
    var ids = new LinkedHashSet<String>();
    group.path(MEMBERS).forEach(member -> ids.add(member.path("value").asString("")));
    return ids;
  }

  private void compare(Link group, Set<String> memberIds) {
    var sources = sourceIds(memberIds);
    var added = new TreeSet<>(sources.values());
    var removed = new TreeSet<String>();
    var after = "";
    while (true) {
      var known = store.linkedMembers(job.id(), group.sourceId(), after, Source.PAGE);
      if (known.isEmpty()) {
        break;
      }
      known.stream().filter(member -> !added.remove(member)).forEach(removed::add);
      after = known.getLast();
    }
    var unlinked = memberIds.stream().filter(id -> !sources.containsKey(id)).toList();
    if (!added.isEmpty() || !removed.isEmpty() || !unlinked.isEmpty()) {
      found(group, added, removed, unlinked, sources);
    }
  }

  /// The entries of members by target id; those of strangers are left out.
  private Map<String, String> sourceIds(Set<String> memberIds) {
    var sources = new HashMap<String, String>();
    var ids = List.copyOf(memberIds);
    var types =
        job.settings().objectMappings().stream().map(ObjectMapping::objectType).distinct().toList();
    for (var from = 0; from < ids.size(); from += Source.PAGE) {
      var page = ids.subList(from, Math.min(ids.size(), from + Source.PAGE));
      for (var type : types) {
        store
            .linksByTarget(job.id(), type, page)
            .forEach((id, link) -> sources.put(id, link.sourceId()));
      }
    }
    return sources;
  }

  private void found(
      Link group,
      Set<String> added,
      Set<String> removed,
      List<String> unlinked,
      Map<String, String> sources) {
    var all = reaction == Reaction.REPAIR;
    var leaving =
        all && this.strangers.mayLeave(mapping.mapping(), group, unlinked)
            ? unlinked
            : unlinked.stream().filter(wrongIds::containsKey).toList();
    var join =
        all ? List.copyOf(removed) : removed.stream().filter(wrongIds::containsValue).toList();
    var leave = all ? List.copyOf(added) : List.<String>of();
    var repairs = !(join.isEmpty() && leave.isEmpty() && leaving.isEmpty());
    if (repairs) {
      repair(group, join, leave, leaving);
    }
    var addedIds = new ArrayList<>(unlinked);
    sources.forEach((id, source) -> {
      if (added.contains(source)) {
        addedIds.add(id);
      }
    });
    findings.add(
        Kind.MEMBERSHIP,
        group.objectType(),
        group.targetId(),
        Optional.of(group.sourceId()),
        group.displayName(),
        List.of(),
        addedIds,
        targetIds(removed),
        repairs ? Handling.REPAIR_PLANNED : Handling.REPORTED);
  }

  private List<String> targetIds(Set<String> sourceIds) {
    var ids = new ArrayList<String>();
    for (var mapped : job.settings().objectMappings()) {
      store
          .links(job.id(), mapped.objectType(), sourceIds)
          .values()
          .forEach(link -> ids.add(link.targetId()));
    }
    return ids;
  }

  private void repair(
      Link group, List<String> join, List<String> leave, List<String> strangersLeave) {
    batches(join).forEach(batch -> change(group, batch, List.of(), List.of()));
    batches(leave).forEach(batch -> change(group, List.of(), batch, List.of()));
    batches(strangersLeave).forEach(batch -> change(group, List.of(), List.of(), batch));
  }

  private List<List<String>> batches(List<String> ids) {
    var most = job.settings().membersPerRequest();
    var batches = new ArrayList<List<String>>();
    for (var from = 0; from < ids.size(); from += most) {
      batches.add(ids.subList(from, Math.min(ids.size(), from + most)));
    }
    return batches;
  }

  private void change(
      Link group, List<String> join, List<String> leave, List<String> strangersLeave) {
    plan.add(
        new ChangeMembers(
            group.objectType(),
            group.sourceId(),
            group.displayName(),
            join,
            leave,
            List.of(),
            strangersLeave),
        true);
  }
}
