package dev.muster.provisioning.scope;

import dev.muster.provisioning.source.AppRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether an entry belongs to a job, and why: what Entra shows as the step "Determine if user is
/// in scope" of provisioning on demand.
///
/// @param active whether the entry is active in the source — Entra's "Active in source system". An
///   inactive entry may be in scope: then its account is disabled, or not made
/// @param scopeAll whether the job provisions everyone — Entra's "Scope sync all"
/// @param assigned whether the entry is assigned itself or through a group
/// @param through ids of the assigned groups that it is in
/// @param roles with which it is assigned
/// @param filters the filter's groups of clauses; empty if there is no filter
/// @param changesAt when time alone may change the decision next
public record ScopeDecision(
    String sourceId,
    boolean inScope,
    boolean active,
    boolean scopeAll,
    boolean assigned,
    List<String> through,
    List<AppRole> roles,
    List<FilterVerdict> filters,
    Optional<Instant> changesAt) {

  public ScopeDecision {
    through = List.copyOf(through);
    roles = List.copyOf(roles);
    filters = List.copyOf(filters);
  }

  /// What one group of clauses says of an entry.
  ///
  /// @param holds whether all its clauses do
  public record FilterVerdict(String title, boolean holds, List<ClauseVerdict> clauses) {
    public FilterVerdict {
      clauses = List.copyOf(clauses);
    }
  }

  /// What one clause says of an entry.
  ///
  /// @param clause as people read it
  /// @param seen the entry's values that it looked at
  /// @param changesAt when time alone changes it
  public record ClauseVerdict(
      String clause, boolean holds, List<String> seen, Optional<Instant> changesAt) {
    public ClauseVerdict {
      seen = List.copyOf(seen);
    }
  }

  /// The decision in a sentence.
  public String reason() {
    if (!scopeAll && !assigned) {
      return "neither the entry nor a group that it is in is assigned to the application";
    }
    if (!inScope) {
      return "no scoping filter holds: "
          + filters.stream().map(ScopeDecision::failure).collect(Collectors.joining("; "));
    }
    return (scopeAll ? "everyone is in scope" : "assigned")
        + filters.stream()
            .filter(FilterVerdict::holds)
            .findFirst()
            .map(filter -> ", and the filter \"%s\" holds".formatted(filter.title()))
            .orElse("");
  }

  private static String failure(FilterVerdict filter) {
    var failing =
        filter.clauses().stream()
            .filter(clause -> !clause.holds())
            .map(clause -> "%s (found %s)".formatted(clause.clause(), found(clause)))
            .collect(Collectors.joining(" and "));
    return "\"%s\" fails at %s".formatted(filter.title(), failing);
  }

  private static String found(ClauseVerdict clause) {
    return clause.seen().isEmpty() ? "nothing" : String.join(", ", clause.seen());
  }
}
