package dev.muster.provisioning.scope;

import dev.muster.provisioning.expression.Values;
import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.scope.CompiledFilter.Memberships;
import dev.muster.provisioning.scope.ScopeDecision.ClauseVerdict;
import dev.muster.provisioning.scope.ScopeDecision.FilterVerdict;
import dev.muster.provisioning.source.AppRole;
import dev.muster.provisioning.source.Entry;
import dev.muster.provisioning.source.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Who belongs to a job: everyone, or who is assigned; of these, those for whom a scoping filter
/// holds. A group that is assigned brings its members, and those of groups in it.
public final class Scope {
  private final SyncScope setting;
  private final AssignmentSettings settings;
  private final Assignments assignments;
  private final Source source;
  private final Clock clock;

  public Scope(
      SyncScope setting,
      AssignmentSettings settings,
      Assignments assignments,
      Source source,
      Clock clock) {
    this.setting = setting;
    this.settings = settings;
    this.assignments = assignments;
    this.source = source;
    this.clock = clock;
  }

  /// What is known of a page of entries: their memberships, read at once.
  public final class Page {
    private final ObjectScope type;
    private final Instant now = clock.instant();
    private final Map<String, Set<String>> direct;
    private final Map<String, Set<String>> all;

    private Page(ObjectScope type, Collection<String> ids) {
      this.type = type;
      var filter = type.filter().filter();
      var reaches = !assignments.groups().isEmpty() && (!type.groups() || type.nested());
      var nested = settings.nestedGroups();
      this.direct =
          filter.asksForMembers(false) || (reaches && !nested) ? source.groupsOf(ids) : Map.of();
      this.all =
          filter.asksForMembers(true) || (reaches && nested) ? source.allGroupsOf(ids) : Map.of();
    }

    /// Decides about an entry of the page. Throws
    /// [dev.muster.provisioning.expression.EvaluationException] if a filter's regular expression
    /// takes too long on its values.
    public ScopeDecision decide(Entry entry) {
      var memberships = memberships(entry.id());
      var through = through(memberships);
      var assigned = isAssigned(entry.id()) || !through.isEmpty();
      var filters = type.filter().evaluate(entry, memberships, now);
      var holds = filters.isEmpty() || filters.stream().anyMatch(FilterVerdict::holds);
      var scopeAll = setting == SyncScope.ALL;
      return new ScopeDecision(
          entry.id(),
          (scopeAll || assigned) && holds,
          isActive(entry),
          scopeAll,
          assigned,
          through,
          roles(entry.id(), through),
          filters,
          next(filters));
    }

    private Memberships memberships(String id) {
      return new Memberships(direct.getOrDefault(id, Set.of()), all.getOrDefault(id, Set.of()));
    }

    private boolean isAssigned(String id) {
      return (type.groups() ? assignments.groups() : assignments.users()).contains(id);
    }

    private List<String> through(Memberships memberships) {
      if (type.groups() && !type.nested()) {
        return List.of();
      }
      var groups = settings.nestedGroups() ? memberships.all() : memberships.direct();
      return groups.stream().filter(assignments.groups()::contains).sorted().toList();
    }
  }

  /// Reads what decisions about these entries of one type need.
  public Page page(ObjectScope type, Collection<String> ids) {
    return new Page(type, ids);
  }

  private List<AppRole> roles(String id, List<String> through) {
    if (assignments.roles().isEmpty()) {
      return List.of();
    }
    var held = new HashSet<>(assignments.roles().getOrDefault(id, Set.of()));
    through.forEach(group -> held.addAll(assignments.roles().getOrDefault(group, Set.of())));
    return settings.roles().stream().filter(role -> held.contains(role.id())).toList();
  }

  private static Optional<Instant> next(List<FilterVerdict> filters) {
    return filters.stream()
        .flatMap(filter -> filter.clauses().stream())
        .map(ClauseVerdict::changesAt)
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  private static boolean isActive(Entry entry) {
    JsonNode active = entry.attributes().path("active");
    return Values.findTruth(active).orElse(true);
  }

  /// Those of some groups whose members joining or leaving may bring somebody into scope or out of
  /// it, or change their roles.
  ///
  /// @param asked ids of the groups that scoping filters ask for
  public Set<String> dependingOn(Collection<String> groups, Set<String> asked) {
    var relevant = relevantGroups(asked);
    if (relevant.isEmpty() || groups.isEmpty()) {
      return Set.of();
    }
    var depending = new HashSet<>(groups);
    depending.retainAll(relevant);
    if (settings.nestedGroups() || !asked.isEmpty()) {
      source
          .allGroupsOf(groups)
          .forEach((group, above) -> {
            if (!Collections.disjoint(above, relevant)) {
              depending.add(group);
            }
          });
    }
    return depending;
  }

  /// The groups whose members scope depends on: if one of them is deleted, nobody can say who they
  /// were.
  public Set<String> relevantGroups(Set<String> asked) {
    var relevant = new HashSet<>(asked);
    if (setting == SyncScope.ASSIGNED) {
      relevant.addAll(assignments.groups());
    }
    // The roles of an assigned group's members are mapped, whoever is in scope.
    assignments.groups().stream().filter(assignments.roles()::containsKey).forEach(relevant::add);
    return relevant;
  }
}
