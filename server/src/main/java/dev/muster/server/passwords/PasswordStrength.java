package dev.muster.server.passwords;

import dev.muster.server.tenant.LiveTenant;
import java.util.ArrayList;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Says of a password what will be said of it when it is set, while it is typed: by the rules that
/// can be told here, so without asking whether it is known from a data leak.
public final class PasswordStrength {
  private static final int GOOD = 12;
  private static final int STRONG = 16;

  private final PasswordRules rules;

  PasswordStrength(PasswordRules rules) {
    this.rules = rules;
  }

  /// How hard it is to guess.
  ///
  /// @param level 0 for nothing, 1 for what is refused, 4 for the best
  /// @param words what is said of it
  public record Verdict(int level, String words) {}

  /// Judges a password.
  ///
  /// @param user whose names alone are no password
  public Verdict of(LiveTenant tenant, ObjectNode user, String clearText) {
    if (clearText.isEmpty()) {
      return new Verdict(0, "");
    }
    var settings = tenant.settings().passwords();
    var services = new ArrayList<>(settings.serviceNames());
    services.add(tenant.name());
    var password = PasswordText.prepare(clearText);
    var least = settings.minimumLength();
    if (PasswordText.length(password) < least) {
      return new Verdict(
          1, "%d of at least %d characters".formatted(PasswordText.length(password), least));
    }
    return rules
        .refusal(password, least, user, services)
        .map(refusal -> new Verdict(1, "It " + refusal.text(least)))
        .orElseGet(() -> accepted(password));
  }

  private static Verdict accepted(String password) {
    var substance = Substance.count(password.toLowerCase(Locale.ROOT).codePoints().toArray());
    if (substance < GOOD) {
      return new Verdict(2, "Acceptable; longer is better");
    }
    return substance < STRONG ? new Verdict(3, "Good") : new Verdict(4, "Strong");
  }
}
