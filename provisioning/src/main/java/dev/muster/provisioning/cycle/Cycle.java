package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.plan.PlanCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One run of a job, and the plan that it made.
///
/// @param number the cycle's number in its job, from 1
/// @param kind what it is for
/// @param initial whether it read the whole source
/// @param watermarkTo the job's watermark once it is done
/// @param planned what its plan holds
/// @param performed what it has done so far
/// @param requests how many requests it sent to the target
/// @param notes what a person should know: why it is parked or failed, entries that could not be
///   read
public record Cycle(
    JobId job,
    long number,
    Kind kind,
    boolean initial,
    State state,
    long watermarkTo,
    PlanCounts planned,
    PlanCounts performed,
    long requests,
    List<String> notes,
    Instant began,
    Optional<Instant> ended) {

  public Cycle {
    notes = List.copyOf(notes);
  }

  /// A parked plan that someone approved: it is applied when its job runs next.
  public Cycle approved() {
    return in(State.APPLYING);
  }

  /// A parked plan that someone refused.
  public Cycle rejected(Instant now) {
    return ended(State.REJECTED, performed, requests, now);
  }

  /// A cycle that someone ended for good.
  Cycle cancelled(PlanCounts done, Instant now) {
    return ended(State.CANCELLED, done, requests, now);
  }

  /// Until when a parked plan waits for its approval.
  public Instant expires(Duration lifetime) {
    return began.plus(lifetime);
  }

  /// A parked plan that nobody approved in time.
  Cycle expired(Instant now) {
    return ended(State.EXPIRED, performed, requests, now);
  }

  /// The same cycle in another state that is not its last.
  Cycle in(State next) {
    return new Cycle(
        job,
        number,
        kind,
        initial,
        next,
        watermarkTo,
        planned,
        performed,
        requests,
        notes,
        began,
        Optional.empty());
  }

  /// The same cycle with one more note.
  Cycle noting(String note) {
    return noting(List.of(note));
  }

  /// The same cycle with more notes.
  Cycle noting(List<String> further) {
    var more = new ArrayList<>(notes);
    more.addAll(further);
    return new Cycle(
        job,
        number,
        kind,
        initial,
        state,
        watermarkTo,
        planned,
        performed,
        requests,
        more,
        began,
        ended);
  }

  /// The same cycle at its end.
  Cycle ended(State end, PlanCounts performed, long requests, Instant now) {
    return new Cycle(
        job,
        number,
        kind,
        initial,
        end,
        watermarkTo,
        planned,
        performed,
        requests,
        notes,
        began,
        Optional.of(now));
  }

  /// How far a cycle is.
  public enum State {
    /// The plan is being made; a crash throws it away and nothing was sent.
    PLANNING,
    /// The guard holds the plan until someone approves it, or a later cycle replaces it.
    PARKED,
    /// The plan is being applied; a crash resumes it.
    APPLYING,
    DONE,
    REJECTED,
    /// A later cycle planned the same changes anew.
    SUPERSEDED,
    /// Nobody approved the plan within its lifetime.
    EXPIRED,
    /// Someone stopped it for good; what it had not done is planned anew by a later cycle.
    CANCELLED,
    /// Given up before the plan was done: the target was not available.
    FAILED,
    /// A plan to be looked at: it is never applied.
    PREVIEW
  }

  /// What a cycle is for.
  public enum Kind {
    /// Brings the source's changes to the target.
    SYNC,
    /// Brings some people or groups to the target, since someone asked for them.
    ON_DEMAND,
    /// Compares the target with what was written to it.
    DRIFT,
    /// Takes back what another cycle did.
    UNDO
  }
}
