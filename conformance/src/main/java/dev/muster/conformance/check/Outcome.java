package dev.muster.conformance.check;

/// How a check ended.
public sealed interface Outcome {

  /// The provider does it.
  record Passed() implements Outcome {}

  /// It does not, and it must.
  record Failed(String expected, String found) implements Outcome {}

  /// It does not, and it should.
  record Warned(String expected, String found) implements Outcome {}

  /// It could not be asked.
  record Skipped(String reason) implements Outcome {}

  /// One word for reports: passed, failed, warning or skipped.
  default String word() {
    return switch (this) {
      case Passed() -> "passed";
      case Failed(_, _) -> "failed";
      case Warned(_, _) -> "warning";
      case Skipped(_) -> "skipped";
    };
  }
}
