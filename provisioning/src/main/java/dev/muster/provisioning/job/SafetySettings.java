package dev.muster.provisioning.job;

import java.time.Duration;

/// What keeps a job from doing harm, and when it runs.
///
/// @param planLifetime how long a plan waits for its approval
/// @param reviewJoins whether accounts that are found in the target at the first run are joined
///   only after someone looked at them
public record SafetySettings(
    Schedule schedule,
    LeaverRules leavers,
    Duration planLifetime,
    boolean reviewJoins,
    DriftRules drift,
    DeadLetters deadLetters) {
  public static final SafetySettings DEFAULT =
      new SafetySettings(
          Schedule.DEFAULT,
          LeaverRules.DEFAULT,
          Duration.ofDays(7),
          false,
          DriftRules.DEFAULT,
          DeadLetters.DEFAULT);

  /// The same settings with other rules for what people change in the target.
  public SafetySettings withDrift(DriftRules others) {
    return new SafetySettings(schedule, leavers, planLifetime, reviewJoins, others, deadLetters);
  }
}
