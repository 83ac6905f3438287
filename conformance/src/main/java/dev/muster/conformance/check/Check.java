package dev.muster.conformance.check;

import dev.muster.conformance.provider.Feature;
import dev.muster.conformance.provider.ResourceKind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// One thing that a provider has to do.
///
/// @param tag the area, such as `crud:create`; what `--only` selects
/// @param name what is checked, in words joined by hyphens, unique within the tag
/// @param needs what the provider has to advertise; otherwise the check is skipped
/// @param kind the resource type that it is about, if it is about one
public record Check(
    String tag,
    String name,
    Level level,
    Rule rule,
    Set<Feature> needs,
    Optional<ResourceKind> kind,
    Body body) {
  public Check {
    needs = Set.copyOf(needs);
  }

  /// Asks the provider. Returns if it does what it should, and throws a [CheckEnd] otherwise.
  @FunctionalInterface
  public interface Body {
    void run(Trial trial);
  }

  public static Check must(
      String tag, String name, int number, String section, String sentence, Body body) {
    return of(tag, name, Level.MUST, new Rule(number, section, sentence), body);
  }

  public static Check should(
      String tag, String name, int number, String section, String sentence, Body body) {
    return of(tag, name, Level.SHOULD, new Rule(number, section, sentence), body);
  }

  /// A check of what a client relies on.
  ///
  /// @param client such as `Entra ID, update of users`
  public static Check profile(String tag, String name, String client, String sentence, Body body) {
    return of(tag, name, Level.PROFILE, new Rule(0, client, sentence), body);
  }

  private static Check of(String tag, String name, Level level, Rule rule, Body body) {
    return new Check(tag, name, level, rule, Set.of(), Optional.empty(), body);
  }

  /// The same check, made only where the provider advertises a feature.
  public Check needing(Feature feature) {
    var all = EnumSet.of(feature);
    all.addAll(needs);
    return new Check(tag, name, level, rule, all, kind, body);
  }

  /// The same check of one resource type.
  public Check about(ResourceKind resources) {
    return new Check(tag, name, level, rule, needs, Optional.of(resources), body);
  }

  /// Stable name: tag, name and resource type, such as `crud:create/answers-201/User`.
  public String id() {
    return tag + "/" + name + kind.map(each -> "/" + each.name()).orElse("");
  }
}
