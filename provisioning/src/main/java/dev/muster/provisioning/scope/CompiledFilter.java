package dev.muster.provisioning.scope;

import dev.muster.provisioning.scope.ScopeDecision.FilterVerdict;
import dev.muster.provisioning.scope.ScopingFilter.Clause;
import dev.muster.provisioning.source.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A scoping filter that is ready to run: its attributes are paths, its expressions are compiled,
/// its values are of the kind that their operator compares.
public final class CompiledFilter {
  private final ScopingFilter filter;
  private final List<CompiledGroup> groups;

  private CompiledFilter(ScopingFilter filter, List<CompiledGroup> groups) {
    this.filter = filter;
    this.groups = groups;
  }

  private record CompiledGroup(String title, List<CompiledClause> clauses) {}

  /// Compiles a filter. Throws [ScopeException] naming the clause and the way out.
  public static CompiledFilter compile(ScopingFilter filter) {
    var groups = new ArrayList<CompiledGroup>();
    for (var group : filter.groups()) {
      if (group.title().isBlank()) {
        throw new ScopeException("a scoping filter has no title; give it one, for who reads logs");
      }
      if (group.clauses().isEmpty()) {
        throw new ScopeException(
            "the scoping filter \"%s\" has no clause; add one, or remove the filter"
                .formatted(group.title()));
      }
      groups.add(
          new CompiledGroup(
              group.title(),
              group.clauses().stream().map(clause -> compile(group.title(), clause)).toList()));
    }
    return new CompiledFilter(filter, List.copyOf(groups));
  }

  private static CompiledClause compile(String title, Clause clause) {
    try {
      return CompiledClause.compile(clause);
    } catch (IllegalArgumentException e) {
      throw new ScopeException(
          "the scoping filter \"%s\", clause %s: %s".formatted(title, clause, e.getMessage()));
    }
  }

  public ScopingFilter filter() {
    return filter;
  }

  /// Entries' memberships, for the clauses that ask for them.
  record Memberships(Set<String> direct, Set<String> all) {}

  /// What each group of clauses says of an entry at a moment.
  List<FilterVerdict> evaluate(Entry entry, Memberships memberships, Instant now) {
    var verdicts = new ArrayList<FilterVerdict>(groups.size());
    for (var group : groups) {
      var clauses =
          group.clauses().stream().map(clause -> clause.evaluate(entry, memberships, now)).toList();
      var holds = clauses.stream().allMatch(ScopeDecision.ClauseVerdict::holds);
      verdicts.add(new FilterVerdict(group.title(), holds, clauses));
    }
    return verdicts;
  }
}
