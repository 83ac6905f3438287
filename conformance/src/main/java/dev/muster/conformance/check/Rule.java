package dev.muster.conformance.check;

/// Where a check's demand is written.
///
/// @param number in the numbered list of rules, docs/scim-rules.md; 0 for what has none
/// @param section such as `RFC 7644 §3.3`, or the client whose behaviour it is
/// @param sentence as it stands there, shortened with "…"
public record Rule(int number, String section, String sentence) {

  /// Section and number, such as `RFC 7644 §3.3 [222]`.
  public String citation() {
    return number == 0 ? section : "%s [%d]".formatted(section, number);
  }
}
