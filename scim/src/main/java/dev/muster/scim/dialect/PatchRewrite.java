package dev.muster.scim.dialect;

import dev.muster.scim.dialect.Dialect.Applied;
import dev.muster.scim.dialect.Dialect.Rules;
import dev.muster.scim.dialect.Rewriting.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/// Takes the rules to the operations of a PATCH: first what the operations are, then their paths
/// and values, then what needs those ready.
final class PatchRewrite {
  private final Rules rules;
  private final Set<DialectRule> fired;
  private final PatchTarget.Resource target;
  private final FilterRewrite filters;
  private final ValueWalk values;

  PatchRewrite(Rules rules, Set<DialectRule> fired, PatchTarget.Resource target) {
    this.rules = rules;
    this.fired = fired;
    this.target = target;
    this.filters = new FilterRewrite(rules.filters(), fired);
    this.values = new ValueWalk(rules.values(), fired);
  }

  /// Changes the array in place, if any rule fits. One of its operations that cannot be made out
  /// leaves all as they are, for the parser to refuse.
  void rewrite(ArrayNode operations) {
    var sent = new ArrayList<PatchStep>(operations.size());
    for (var operation : operations) {
      var step = PatchStep.find(operation);
      if (step.isEmpty()) {
        return;
      }
      sent.add(step.get());
    }
    var steps = applied(rules.operations(), sent);
    steps.replaceAll(this::withPathAndValue);
    steps = applied(rules.readyOperations(), steps);
    if (!fired.isEmpty()) {
      operations.removeAll();
      steps.forEach(step -> operations.add(step.toJson()));
    }
  }

  private List<PatchStep> applied(
      List<Applied<Rewriting.OfOperation>> operationRules, List<PatchStep> sent) {
    var steps = sent;
    for (var rule : operationRules) {
      if (fitsAny(rule.rewriting(), steps)) {
        fired.add(rule.rule());
        steps = rewritten(rule.rewriting(), steps);
      }
    }
    return steps;
  }

  private boolean fitsAny(Rewriting.OfOperation rewriting, List<PatchStep> steps) {
    for (var step : steps) {
      if (rewriting.fits(step, target)) {
        return true;
      }
    }
    return false;
  }

  private List<PatchStep> rewritten(Rewriting.OfOperation rewriting, List<PatchStep> steps) {
    var result = new ArrayList<PatchStep>(steps.size());
    for (var step : steps) {
      if (rewriting.fits(step, target)) {
        result.addAll(rewriting.rewrite(step, target));
      } else {
        result.add(step);
      }
    }
    return result;
  }

  private PatchStep withPathAndValue(PatchStep step) {
    var ready = step;
    if (ready.path().filter(path -> path.indexOf('[') >= 0).isPresent()) {
      var path = ready.path().get();
      var rewritten = filters.rewrite(path, Optional.of(target.schema()));
      ready = rewritten.equals(path) ? ready : ready.withPath(rewritten);
    }
    return ready.value().isPresent() ? withValue(ready) : ready;
  }

  private PatchStep withValue(PatchStep step) {
    var members = step.members();
    if (members.isPresent()) {
      new ResourceRewrite(rules, fired).rewrite(members.get(), target.schema());
      return step;
    }
    var value = step.value().orElseThrow();
    var found = step.path().flatMap(path -> PatchTarget.find(path, target.schema()));
    if (found.isEmpty()) {
      return step;
    }
    var leaf = found.get().path().leaf();
    // An add may bring one value alone.
    var one = leaf.multiValued() && !value.isArray();
    var rewritten = one ? values.one(leaf, value, Place.ONE) : values.whole(leaf, value);
    return step.withValue(rewritten);
  }
}
