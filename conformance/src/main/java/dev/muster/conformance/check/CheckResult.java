package dev.muster.conformance.check;

import dev.muster.conformance.http.Exchange;
import java.time.Duration;
import java.util.List;

/// What one check found.
///
/// @param exchanges what was sent and what came; empty when the check passed or was skipped
/// @param claims what the check learnt about what the provider says of itself
public record CheckResult(
    String id,
    String tag,
    Level level,
    Rule rule,
    Outcome outcome,
    List<Exchange> exchanges,
    List<Claim> claims,
    Duration took) {
  public CheckResult {
    exchanges = List.copyOf(exchanges);
    claims = List.copyOf(claims);
  }

  public boolean isFailed() {
    return outcome instanceof Outcome.Failed;
  }
}
