package dev.muster.scim.dialect;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A request in RFC form.
///
/// @param firedRules those that had something to put right, in the order in which they apply
public record DialectOutcome(DialectRequest request, Set<DialectRule> firedRules) {
  public DialectOutcome {
    firedRules =
        firedRules.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(firedRules));
  }
}
