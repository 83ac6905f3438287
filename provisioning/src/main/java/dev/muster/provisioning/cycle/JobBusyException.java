package dev.muster.provisioning.cycle;

/// A job is being run and does not stop soon enough for what someone wants to do to it.
public final class JobBusyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JobBusyException(String message) {
    super(message);
  }
}
