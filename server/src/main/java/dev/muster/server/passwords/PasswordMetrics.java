package dev.muster.server.passwords;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/// Counts passwords that were set (`passwords_set_total{result}`), looked up
/// (`password_lookups_total{result}`) and verified (`password_verifications_total{result}`).
final class PasswordMetrics {
  private static final String RESULT = "result";

  private final MeterRegistry registry;

  PasswordMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void accepted() {
    set("accepted");
  }

  void refused(Refusal refusal) {
    set(refusal.word());
  }

  void lookedUp(LeakedPasswords.Answer answer) {
    registry
        .counter("password.lookups", RESULT, answer.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  /// @param result verified, wrong or limited
  void verified(String result) {
    registry.counter("password.verifications", RESULT, result).increment();
  }

  private void set(String result) {
    registry.counter("passwords.set", RESULT, result).increment();
  }
}
