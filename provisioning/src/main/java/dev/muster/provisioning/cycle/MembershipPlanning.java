package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.plan.ProvisioningAction.ChangeMembers;
import dev.muster.provisioning.source.Entry;
import dev.muster.provisioning.source.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Plans which members join and leave the target's groups. Groups of any size are compared page by
/// page; a few changed members are compared alone.
final class MembershipPlanning {
  private static final int PAGE = Source.PAGE;

  private final JobStore store;
  private final ProvisioningJob job;
  private final GroupMembers members;
  private final PlanWriter plan;

  /// Those of some entries that have, or get by this plan, an object in the target that may be a
  /// member.
  private final Function<Collection<String>, Set<String>> provisioned;

  MembershipPlanning(
      JobStore store,
      ProvisioningJob job,
      GroupMembers members,
      PlanWriter plan,
      Function<Collection<String>, Set<String>> provisioned) {
    this.store = store;
    this.job = job;
    this.members = members;
    this.plan = plan;
    this.provisioned = provisioned;
  }

  /// Compares a group's whole membership.
  ///
  /// @param removals whether the absence of a member in the source may be believed
  /// @return whether anything has to change
  boolean planWhole(Entry group, boolean removals) {
    var changes = new Changes(group);
    members.of(
        group.id(),
        page -> {
          var wanted = provisioned.apply(page);
          wanted.removeAll(store.linkedMembersAmong(job.id(), group.id(), page));
          changes.add(wanted);
        });
    if (removals) {
      planRemovals(group, changes);
    }
    changes.finish();
    return changes.planned;
  }

  /// Compares some members of a group alone.
  void planSome(Entry group, Collection<String> touched) {
    var changes = new Changes(group);
    var wanted = provisioned.apply(members.among(group.id(), touched));
    var known = store.linkedMembersAmong(job.id(), group.id(), touched);
    changes.add(difference(wanted, known));
    changes.remove(difference(known, wanted));
    changes.finish();
  }

  private void planRemovals(Entry group, Changes changes) {
    var after = "";
    while (true) {
      var known = store.linkedMembers(job.id(), group.id(), after, PAGE);
      if (known.isEmpty()) {
        return;
      }
      var wanted = provisioned.apply(members.among(group.id(), known));
      changes.remove(difference(known, wanted));
      after = known.getLast();
    }
  }

  private static Set<String> difference(Collection<String> from, Set<String> without) {
    var rest = new HashSet<>(from);
    rest.removeAll(without);
    return rest;
  }

  /// Gathers a group's changes into actions of the size that one request may have.
  private final class Changes {
    private final Entry group;
    private final List<String> add = new ArrayList<>();
    private final List<String> remove = new ArrayList<>();
    private boolean planned;

    Changes(Entry group) {
      this.group = group;
    }

    void add(Collection<String> members) {
      members.stream().sorted().forEach(member -> gather(add, member));
    }

    void remove(Collection<String> members) {
      members.stream().sorted().forEach(member -> gather(remove, member));
    }

    void finish() {
      if (!add.isEmpty() || !remove.isEmpty()) {
        plan.add(
            new ChangeMembers(group.objectType(), group.id(), group.displayName(), add, remove),
            true);
        planned = true;
        add.clear();
        remove.clear();
      }
    }

    private void gather(List<String> list, String member) {
      list.add(member);
      if (add.size() + remove.size() == job.settings().membersPerRequest()) {
        finish();
      }
    }
  }
}
