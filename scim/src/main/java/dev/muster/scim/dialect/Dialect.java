package dev.muster.scim.dialect;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The rules that are on for a tenant, sorted by what they look at. It is immutable and shared by
/// all requests.
///
/// ```java
/// var outcome = Dialect.of(Preset.AUTO.rules(), true).apply(request);
/// ```
public final class Dialect {
  private final Set<DialectRule> rules;
  private final Rules all;
  private final Rules withoutSign;

  private Dialect(Set<DialectRule> rules, Set<DialectRule> waiting) {
    this.rules = Set.copyOf(rules);
    this.all = Rules.of(rules);
    var unconditional = EnumSet.copyOf(rules);
    unconditional.removeAll(waiting);
    this.withoutSign = Rules.of(unconditional);
  }

  /// The rules of a preset, some of them switched off and others on. Those switched on by name wait
  /// for no sign.
  public static Dialect of(Preset preset, Set<DialectRule> on, Set<DialectRule> off) {
    var rules = EnumSet.noneOf(DialectRule.class);
    rules.addAll(preset.rules());
    rules.addAll(on);
    rules.removeAll(off);
    var waiting = EnumSet.noneOf(DialectRule.class);
    if (preset == Preset.AUTO) {
      rules.stream().filter(DialectRule::waitsForSign).forEach(waiting::add);
      waiting.removeAll(on);
    }
    return new Dialect(rules, waiting);
  }

  /// The rules that are on.
  public Set<DialectRule> rules() {
    return rules;
  }

  /// The request in RFC form. What no rule understands is left for the provider to refuse.
  public DialectOutcome apply(DialectRequest request) {
    var fired = EnumSet.noneOf(DialectRule.class);
    var rewritten = new RequestRewrite(all, withoutSign, fired).rewrite(request);
    return new DialectOutcome(rewritten, fired);
  }

  /// A rewriting with the rule that it belongs to.
  record Applied<R extends Rewriting>(DialectRule rule, R rewriting) {}

  /// Rules by what they look at.
  record Rules(
      List<Applied<Rewriting.OfFilter>> filters,
      List<Applied<Rewriting.OfValue>> values,
      List<Applied<Rewriting.OfResource>> resources,
      List<Applied<Rewriting.OfOperation>> operations,
      List<Applied<Rewriting.OfOperation>> readyOperations) {

    static Rules of(Set<DialectRule> rules) {
      return new Rules(
          only(rules, Rewriting.OfFilter.class, r -> true),
          only(rules, Rewriting.OfValue.class, r -> true),
          only(rules, Rewriting.OfResource.class, r -> true),
          only(rules, Rewriting.OfOperation.class, r -> !(r instanceof Rewriting.OfReadyOperation)),
          only(rules, Rewriting.OfOperation.class, r -> r instanceof Rewriting.OfReadyOperation));
    }

    private static <R extends Rewriting> List<Applied<R>> only(
        Set<DialectRule> rules, Class<R> kind, Predicate<R> wanted) {
      var applied = new ArrayList<Applied<R>>();
      for (var rule : rules) {
        for (var rewriting : rule.rewritings()) {
          if (kind.isInstance(rewriting) && wanted.test(kind.cast(rewriting))) {
            applied.add(new Applied<>(rule, kind.cast(rewriting)));
          }
        }
      }
      return List.copyOf(applied);
    }
  }
}
