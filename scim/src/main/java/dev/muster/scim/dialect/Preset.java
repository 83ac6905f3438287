package dev.muster.scim.dialect;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A choice of rules: those that one identity provider's client needs, all, or none.
public enum Preset {
  /// No rule: what is not in the RFCs is refused.
  RFC("The RFCs to the letter"),
  /// Microsoft Entra ID, with and without `aadOptscim062020` in the tenant URL.
  ENTRA("Microsoft Entra ID"),
  OKTA("Okta"),
  ONELOGIN("OneLogin"),
  JUMPCLOUD("JumpCloud"),
  /// Every rule; one that could hurt a client of the RFC's waits for a sign of the client that
  /// needs it.
  AUTO("Whoever asks, told by what is sent");

  private final String title;

  Preset(String title) {
    this.title = title;
  }

  /// The name in settings: `rfc`, `entra`.
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whom it is for.
  public String title() {
    return title;
  }

  /// The preset of that name in settings.
  public static Optional<Preset> find(String keyword) {
    return Arrays.stream(values()).filter(preset -> preset.keyword().equals(keyword)).findFirst();
  }

  /// The names of all presets, for messages.
  public static String keywords() {
    return Arrays.stream(values()).map(Preset::keyword).collect(Collectors.joining(", "));
  }

  /// The rules that are on.
  public Set<DialectRule> rules() {
    return switch (this) {
      case RFC -> EnumSet.noneOf(DialectRule.class);
      case AUTO -> EnumSet.allOf(DialectRule.class);
      case ENTRA -> {
        var rules = EnumSet.allOf(DialectRule.class);
        rules.removeAll(EnumSet.of(DialectRule.READ_ONLY_ECHO, DialectRule.ONE_FOR_MANY));
        yield rules;
      }
      case OKTA -> EnumSet.of(DialectRule.READ_ONLY_ECHO);
      case ONELOGIN -> EnumSet.of(DialectRule.ONE_FOR_MANY);
      case JUMPCLOUD -> EnumSet.of(DialectRule.REMOVE_VALUE_LIST);
    };
  }
}
