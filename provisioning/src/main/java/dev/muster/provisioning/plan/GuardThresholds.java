package dev.muster.provisioning.plan;

/// How many removals a plan may hold before a person must approve it — Entra's accidental-deletion
/// prevention, judged before the first request and by share as well as by count.
///
/// @param fewestRemovals up to so many deletes and disables are never held, however small the job
/// @param mostRemovals more deletes and disables than this are always held
/// @param greatestShare a greater share (0–1) of the job's linked objects of the type is held
/// @param fewestMemberRemovals, mostMemberRemovals, the same for members that leave groups
public record GuardThresholds(
    int fewestRemovals,
    int mostRemovals,
    double greatestShare,
    int fewestMemberRemovals,
    int mostMemberRemovals) {
  public static final GuardThresholds DEFAULT = new GuardThresholds(3, 500, 0.10, 100, 5_000);
}
