package dev.muster.provisioning.mapping;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a matching attribute of an entry's target object has to equal.
///
/// @param attribute path in the target
/// @param caseExact whether the target's attribute tells cases apart
/// @param also further attributes that have to equal theirs at the same time
public record MatchingValue(
    String attribute, String value, boolean caseExact, List<MatchingValue> also) {

  public MatchingValue {
    also = List.copyOf(also);
  }

  public MatchingValue(String attribute, String value, boolean caseExact) {
    this(attribute, value, caseExact, List.of());
  }

  /// The form in which equal values are equal strings.
  public String key() {
    var own = caseExact ? value : value.toLowerCase(Locale.ROOT);
    return also.isEmpty()
        ? own
        : own + also.stream().map(MatchingValue::key).collect(Collectors.joining("\0", "\0", ""));
  }

  /// All attributes that have to match, for people.
  public String attributes() {
    return also.isEmpty()
        ? attribute
        : attribute
            + also.stream()
                .map(MatchingValue::attributes)
                .collect(Collectors.joining(" and ", " and ", ""));
  }
}
