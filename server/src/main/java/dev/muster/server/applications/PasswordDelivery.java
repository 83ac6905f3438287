package dev.muster.server.applications;

import java.time.Duration;

/// What becomes of the temporary password that a new user of an application gets.
///
/// @param byLink whether Muster keeps it, encrypted, until somebody fetches it by a one-time link;
///   else the application alone has it, and hands it out or has it changed
/// @param validFor how long it can be fetched
public record PasswordDelivery(boolean byLink, Duration validFor) {
  /// Through the application alone.
  public static final PasswordDelivery TARGET = new PasswordDelivery(false, Duration.ofDays(7));
}
