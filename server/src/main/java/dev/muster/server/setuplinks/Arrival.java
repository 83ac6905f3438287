package dev.muster.server.setuplinks;

import dev.muster.server.tenant.RequestLogSettings.Recorded;
import java.time.Instant;
import java.util.Optional;

/// Whether requests arrive with the token that was made by a link.
///
/// @param lastUsed when the token was last used; to the minute
/// @param lastHour how many requests of the last hour the request log has
/// @param latest the latest of them
/// @param recorded what the tenant keeps of requests: what it does not keep is not counted
public record Arrival(
    Optional<Instant> lastUsed, long lastHour, Optional<Latest> latest, Recorded recorded) {

  /// A request, and how it was answered. Nothing that says about whom it was.
  ///
  /// @param path without its query, in which filters name people
  /// @param why what was refused, without the values; empty text for a success
  public record Latest(Instant at, String method, String path, int status, String why) {}
}
