package dev.muster.provisioning.cycle;

import dev.muster.provisioning.cycle.UniqueValues.Chosen;
import dev.muster.provisioning.expression.EvaluationException;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.log.ProvisioningLogEntries;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.MappingException;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.plan.EntryDecision;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import dev.muster.provisioning.plan.EntryDecision.Missing;
import dev.muster.provisioning.plan.EntryDecision.OutOfScope;
import dev.muster.provisioning.plan.Match;
import dev.muster.provisioning.plan.Planned;
import dev.muster.provisioning.plan.Planner;
import dev.muster.provisioning.plan.ProvisioningAction;
import dev.muster.provisioning.scope.ObjectScope;
import dev.muster.provisioning.scope.Scope;
import dev.muster.provisioning.source.Entry;
import dev.muster.provisioning.source.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Plans the objects of one type: scope, match, map, decide — page by page.
final class ObjectPlanning {
  private final JobStore store;
  private final ProvisioningJob job;
  private final CompiledMapping mapping;
  private final Scope scope;
  private final ObjectScope objectScope;
  private final Matcher matcher;
  private final Planner planner;
  private final UniqueValues unique;
  private final PlanWriter plan;
  private final Set<String> due;
  private final boolean again;
  private final Clock clock;
  private final Map<String, Escrow> failures = new HashMap<>();
  private final Set<String> inScope = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> entering = new HashSet<>();
  private final Set<String> leaving = new HashSet<>();

  /// @param due entries whose moment has come
  /// @param again whether entries are looked at that the job knows already
  ObjectPlanning(
      JobStore store,
      ProvisioningJob job,
      CompiledMapping mapping,
      Scope scope,
      Matcher matcher,
      PlanWriter plan,
      Collection<Escrow> escrows,
      Set<String> due,
      boolean again,
      Clock clock) {
    this.store = store;
    this.job = job;
    this.mapping = mapping;
    this.scope = scope;
    this.objectScope = mapping.mapping().scope();
    this.matcher = matcher;
    this.planner =
        new Planner(mapping.mapping(), job.settings().safety().leavers(), clock.instant());
    this.unique = new UniqueValues(mapping, matcher);
    this.plan = plan;
    this.due = due;
    this.again = again;
    this.clock = clock;
    for (var escrow : escrows) {
      if (escrow.objectType().equals(objectType())) {
        failures.put(escrow.sourceId(), escrow);
      }
    }
  }

  String objectType() {
    return mapping.mapping().objectType();
  }

  ObjectMapping mapping() {
    return mapping.mapping();
  }

  /// Entries that were found to be in scope, and that have or get an object.
  Set<String> inScope() {
    return inScope;
  }

  /// Entries that this plan gives an object, or gives it back to.
  Set<String> entering() {
    return entering;
  }

  /// Entries whose object this plan takes away.
  Set<String> leaving() {
    return leaving;
  }

  /// Whether the last attempt for an entry failed.
  boolean failedBefore(String sourceId) {
    return failures.containsKey(sourceId);
  }

  /// Plans entries that the source has.
  void planEntries(List<Entry> entries) {
    plan.requireGoing();
    var ids = entries.stream().map(Entry::id).toList();
    seen.addAll(ids);
    var page = scope.page(objectScope, ids);
    var links = store.links(job.id(), objectType(), ids);
    var decisions = new ArrayList<Decided>(entries.size());
    var unlinked = new ArrayList<InScope>();
    var moments = new HashMap<String, Instant>();
    for (var entry : entries) {
      var decision = decide(entry, page, moments, links.containsKey(entry.id()));
      decision.ifPresent(decided -> decisions.add(new Decided(entry, decided)));
      if (decision.isPresent()
          && decision.get() instanceof InScope inScope
          && !links.containsKey(entry.id())
          && !(again && Planner.inactive(inScope.onCreate()))) {
        unlinked.add(inScope);
      }
    }
    keepMoments(moments, ids);
    var matches = unlinked.isEmpty() ? Map.<String, Match>of() : matcher.match(unlinked);
    for (var decided : decisions) {
      var match = match(decided.decision(), links, matches);
      if (unique.needed()
          && decided.decision() instanceof InScope created
          && match instanceof Match.None) {
        planUnique(decided.entry(), created, match);
      } else {
        plan(decided.decision(), match);
      }
    }
  }

  private record Decided(Entry entry, EntryDecision decision) {}

  /// Plans a new object that needs values which nobody has.
  private void planUnique(Entry entry, InScope decision, Match match) {
    if (!(planner.plan(decision, match) instanceof Planned.Act)) {
      plan(decision, match);
      return;
    }
    switch (unique.choose(entry, decision)) {
      case Chosen.Values(InScope chosen) -> plan(chosen, match);
      case Chosen.Exhausted(String attribute, List<String> tried) ->
          keep(
              decision,
              new Planned.Problem(
                  "UniqueValueNotFound",
                  "every value that SelectUniqueValue gives for %s is taken: %s"
                      .formatted(attribute, String.join(", ", tried)),
                  "Add a rule to SelectUniqueValue whose value is free."));
    }
  }

  private void keepMoments(Map<String, Instant> moments, Collection<String> ids) {
    if (!due.isEmpty() || mapping().filter().dated()) {
      plan.moments(objectType(), moments, ids);
    }
  }

  /// What an entry should be in the target, or that it is out of scope; empty if its values do not
  /// fit the filter or the mapping: then it waits, and what is in the target stays.
  private Optional<EntryDecision> decide(
      Entry entry, Scope.Page page, Map<String, Instant> moments, boolean linked) {
    try {
      var decision = page.decide(entry);
      decision.changesAt().ifPresent(moment -> moments.put(entry.id(), moment));
      return Optional.of(
          decision.inScope()
              ? mapping.map(entry.withRoles(decision.roles()))
              : new OutOfScope(entry.id(), entry.displayName()));
    } catch (MappingException | EvaluationException e) {
      if (linked) {
        inScope.add(entry.id());
      }
      keep(
          new OutOfScope(entry.id(), entry.displayName()),
          new Planned.Problem(
              "InvalidSourceValue",
              String.valueOf(e.getMessage()),
              "Mend the value in the source, or the expression of the mapping."));
      return Optional.empty();
    }
  }

  /// Plans entries that the source no longer has.
  void planMissing(Collection<String> ids) {
    if (!ids.isEmpty()) {
      keepMoments(Map.of(), ids);
    }
    var links = store.links(job.id(), objectType(), ids);
    links
        .values()
        .forEach(
            link -> plan(new Missing(link.sourceId(), link.displayName()), new Match.Linked(link)));
    // Who failed and is gone needs nothing any more.
    plan.cleared(
        objectType(),
        ids.stream().filter(id -> failures.containsKey(id) && !links.containsKey(id)).toList());
  }

  /// Plans the linked entries that a full reading did not bring.
  ///
  /// @param unreadable entries that are there nevertheless
  void planUnseen(Set<String> unreadable) {
    var after = "";
    while (true) {
      var links = store.links(job.id(), objectType(), after, Source.PAGE);
      if (links.isEmpty()) {
        return;
      }
      for (var link : links) {
        if (!seen.contains(link.sourceId()) && !unreadable.contains(link.sourceId())) {
          plan(new Missing(link.sourceId(), link.displayName()), new Match.Linked(link));
        }
      }
      after = links.getLast().sourceId();
    }
  }

  private static Match match(
      EntryDecision decision, Map<String, Link> links, Map<String, Match> matches) {
    var link = links.get(decision.sourceId());
    return link != null
        ? new Match.Linked(link)
        : matches.getOrDefault(decision.sourceId(), new Match.None());
  }

  private void plan(EntryDecision decision, Match match) {
    switch (planner.plan(decision, match)) {
      case Planned.Act(ProvisioningAction action) -> act(decision, match, action);
      case Planned.Skip skip -> skip(decision, match);
      case Planned.Problem problem -> keep(decision, problem);
    }
  }

  private void act(EntryDecision decision, Match match, ProvisioningAction action) {
    plan.add(action, mapping().members());
    if (decision instanceof InScope) {
      inScope.add(decision.sourceId());
      if (!(match instanceof Match.Linked(Link link)) || link.disabled()) {
        entering.add(decision.sourceId());
      }
    } else {
      leaving.add(decision.sourceId());
    }
  }

  private void skip(EntryDecision decision, Match match) {
    plan.skipped(1);
    if (decision instanceof InScope && match instanceof Match.Linked) {
      inScope.add(decision.sourceId());
    }
    // A group's failure may be one of its members: those who plan the members clear it.
    if (!mapping().members() && failures.containsKey(decision.sourceId())) {
      plan.cleared(objectType(), List.of(decision.sourceId()));
    }
  }

  private void keep(EntryDecision decision, Planned.Problem problem) {
    var before = Optional.ofNullable(failures.get(decision.sourceId()));
    var attempts = before.map(Escrow::attempts).orElse(0) + 1;
    var now = clock.instant();
    var firstFailed = before.map(Escrow::firstFailed).orElse(now);
    var log = new ProvisioningLogEntries(job.id(), plan.number(), clock);
    plan.problem(
        new Escrow(
            objectType(),
            decision.sourceId(),
            problem.errorCode(),
            problem.reason(),
            attempts,
            firstFailed,
            job.settings().safety().deadLetters().next(attempts, firstFailed, now)),
        log.problem(objectType(), decision.sourceId(), decision.displayName(), problem));
  }
}
