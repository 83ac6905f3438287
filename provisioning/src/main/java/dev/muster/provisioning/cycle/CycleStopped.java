package dev.muster.provisioning.cycle;

/// The cycle was asked to stop; what is left of its plan is resumed later.
final class CycleStopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  CycleStopped() {
    super("the cycle was asked to stop");
  }
}
