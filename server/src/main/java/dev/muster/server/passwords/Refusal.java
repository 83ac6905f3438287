package dev.muster.server.passwords;

import java.util.Locale;

/// The rule that a password breaks.
enum Refusal {
  TOO_SHORT("has fewer than %d characters; choose a longer one"),
  TOO_LONG("has more than %d characters; choose a shorter one"),
  CONTROL_CHARACTER("holds a control character, such as a tab or a line break; leave it out"),
  SIMPLE("is little more than repeated or sequential characters; choose another"),
  SIMILAR("is little more than names of the user or of the service; choose another"),
  COMMON("is one of the most common passwords, which are tried first; choose another"),
  LEAKED("is known from a data leak; choose another");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /// What the client is told; never the password.
  String detail(int minimumLength) {
    return "password: " + text(minimumLength);
  }

  /// What it is or has, after "it" and with the way out.
  String text(int minimumLength) {
    int limit = this == TOO_SHORT ? minimumLength : PasswordRules.LONGEST;
    return text.formatted(limit);
  }

  /// The value of a metric's label.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
