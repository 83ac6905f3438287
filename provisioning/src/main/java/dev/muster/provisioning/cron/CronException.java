package dev.muster.provisioning.cron;

/// A text that is no cron expression; the message says what is wrong with it.
public final class CronException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  CronException(String message) {
    super(message);
  }
}
