package dev.muster.conformance.check;

/// What a provider says about itself, held against what it does.
///
/// @param subject such as `sort.supported` or `User.userName uniqueness=server`
/// @param advertised whether it says so
/// @param holds whether it is so
/// @param evidence what was seen
public record Claim(String subject, boolean advertised, boolean holds, String evidence) {

  /// Advertised, and not true.
  public boolean isUntrue() {
    return advertised && !holds;
  }

  /// True, and not advertised.
  public boolean isUnadvertised() {
    return holds && !advertised;
  }
}
