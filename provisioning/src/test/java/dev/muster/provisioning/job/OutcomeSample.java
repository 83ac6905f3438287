package dev.muster.provisioning.job;

import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.PlannedAction.State;
import java.util.List;
import java.util.Optional;

/// An [ActionOutcome] in the making: by itself one that leaves nothing but its log entry.
record OutcomeSample(
    long ordinal,
    LinkChange change,
    List<Reference> unresolved,
    Optional<Escrow> escrow,
    ProvisioningLogEntry entry) {

  OutcomeSample(long ordinal, ProvisioningLogEntry entry) {
    this(ordinal, new LinkChange.None(), List.of(), Optional.empty(), entry);
  }

  OutcomeSample put(Link link) {
    return with(new LinkChange.Put(link));
  }

  OutcomeSample remove(String objectType, String sourceId) {
    return with(new LinkChange.Remove(objectType, sourceId));
  }

  OutcomeSample members(String groupId, List<String> added, List<String> removed) {
    return with(new LinkChange.Members(groupId, added, removed));
  }

  OutcomeSample unresolved(Reference... references) {
    return new OutcomeSample(ordinal, change, List.of(references), escrow, entry);
  }

  OutcomeSample escrow(Escrow kept) {
    return new OutcomeSample(ordinal, change, unresolved, Optional.of(kept), entry);
  }

  ActionOutcome done() {
    return in(State.DONE);
  }

  ActionOutcome failed(String reason) {
    return new ActionOutcome(
        ordinal, State.FAILED, change, unresolved, escrow, JobSamples.failed(entry, reason));
  }

  ActionOutcome in(State state) {
    return new ActionOutcome(ordinal, state, change, unresolved, escrow, entry);
  }

  private OutcomeSample with(LinkChange changed) {
    return new OutcomeSample(ordinal, changed, unresolved, escrow, entry);
  }
}
