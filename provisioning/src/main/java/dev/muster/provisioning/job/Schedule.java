package dev.muster.provisioning.job;

import dev.muster.provisioning.cron.CronExpression;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// When a job runs by itself.
///
/// @param push whether a change of the source starts a cycle at once; else the job runs at its
///   times alone
/// @param cron minute, hour, day of month, month, day of week; empty: the job's interval
/// @param timeZone in which the cron expression is meant, such as `Europe/Vienna`
public record Schedule(boolean push, Optional<String> cron, String timeZone) {

  /// By push, with the interval as the net below it.
  public static final Schedule DEFAULT = new Schedule(true, Optional.empty(), "UTC");

  /// The first time after a moment that the cron expression names; empty if there is none.
  public Optional<Instant> nextAfter(Instant moment) {
    return cron.flatMap(
        text -> CronExpression.parse(text).nextAfter(moment.atZone(ZoneId.of(timeZone))));
  }
}
