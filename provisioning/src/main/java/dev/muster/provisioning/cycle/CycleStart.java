package dev.muster.provisioning.cycle;

/// With what a cycle begins.
///
/// @param initial whether it reads the whole source
/// @param watermarkTo the job's watermark once it is done
/// @param preview whether its plan is only to be looked at
public record CycleStart(Cycle.Kind kind, boolean initial, long watermarkTo, boolean preview) {
  public static CycleStart sync(boolean initial, long watermarkTo) {
    return new CycleStart(Cycle.Kind.SYNC, initial, watermarkTo, false);
  }
}
