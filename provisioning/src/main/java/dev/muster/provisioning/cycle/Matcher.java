package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.SafetyStore.RefusedJoin;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.MatchingValue;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import dev.muster.provisioning.plan.Match;
import dev.muster.provisioning.target.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Says which target object an entry without a link is: matching attributes in the order of their
/// precedence, up to the first that finds something. An object that another entry holds, or was
/// given in this plan, is taken.
final class Matcher {
  private final JobStore store;
  private final JobId job;
  private final CompiledMapping mapping;
  private final TargetIndex index;
  private final int concurrency;
  private final Set<RefusedJoin> refused;
  private final Map<String, String> claimed = new ConcurrentHashMap<>();
  private final Map<String, String> unique = new ConcurrentHashMap<>();

  Matcher(JobStore store, JobId job, CompiledMapping mapping, Target target, int concurrency) {
    this.store = store;
    this.job = job;
    this.mapping = mapping;
    this.index = new TargetIndex(target, mapping);
    this.concurrency = concurrency;
    this.refused = store.refusedJoins(job, mapping.mapping().objectType());
  }

  /// The matches of some entries by source id.
  Map<String, Match> match(List<InScope> entries) {
    index.expect(entries.size());
    var matches = new HashMap<String, Match>();
    var found = Concurrently.map(entries, concurrency, this::match);
    for (var i = 0; i < entries.size(); i++) {
      matches.put(entries.get(i).sourceId(), found.get(i));
    }
    return matches;
  }

  Match match(InScope entry) {
    var values = mapping.matchingValues(entry.onCreate());
    if (values.isEmpty()) {
      return new Match.Unmatchable(mapping.matchingAttributes());
    }
    for (var value : values) {
      var objects = index.find(value);
      if (objects.size() > 1) {
        return new Match.Ambiguous(
            value.attributes(),
            value.value(),
            objects.stream().map(TargetIndex.TargetObject::id).toList());
      }
      if (objects.size() == 1) {
        return claim(entry, value, objects.getFirst());
      }
    }
    return new Match.None();
  }

  /// The entry that an object was given to before.
  Optional<String> holder(String targetId) {
    var type = mapping.mapping().objectType();
    return Optional.ofNullable(store.linksByTarget(job, type, List.of(targetId)).get(targetId))
        .map(Link::sourceId);
  }

  /// Whether an object of the target has a value, or another entry is given it by this plan.
  boolean isTaken(MatchingValue value, String sourceId) {
    var owner = unique.putIfAbsent(value.attributes() + '\0' + value.key(), sourceId);
    return (owner != null && !owner.equals(sourceId)) || !index.find(value).isEmpty();
  }

  private Match claim(InScope entry, MatchingValue value, TargetIndex.TargetObject object) {
    var type = mapping.mapping().objectType();
    if (refused.contains(new RefusedJoin(type, entry.sourceId(), object.id()))) {
      return new Match.Refused(value.attribute(), object.id());
    }
    var holder = claimed.putIfAbsent(object.id(), entry.sourceId());
    if (holder == null || holder.equals(entry.sourceId())) {
      var link = store.linksByTarget(job, type, List.of(object.id())).get(object.id());
      if (link == null || link.sourceId().equals(entry.sourceId())) {
        return new Match.Found(value.attributes(), object.id(), object.state());
      }
      holder = link.sourceId();
    }
    return new Match.Taken(value.attributes(), value.value(), object.id(), holder);
  }
}
