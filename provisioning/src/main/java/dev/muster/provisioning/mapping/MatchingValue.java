package dev.muster.provisioning.mapping;

import java.util.Locale;

/// What a matching attribute of an entry's target object has to equal.
///
/// @param attribute path in the target
/// @param caseExact whether the target's attribute tells cases apart
public record MatchingValue(String attribute, String value, boolean caseExact) {

  /// The form in which equal values are equal strings.
  public String key() {
    return caseExact ? value : value.toLowerCase(Locale.ROOT);
  }
}
