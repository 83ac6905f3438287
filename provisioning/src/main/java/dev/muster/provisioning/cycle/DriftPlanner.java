package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.DriftFinding.Handling;
import dev.muster.provisioning.job.DriftFinding.Kind;
import dev.muster.provisioning.job.DriftRules;
import dev.muster.provisioning.job.DriftRules.CreatedReaction;
import dev.muster.provisioning.job.DriftRules.Reaction;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.log.ProvisioningLogEntries;
import dev.muster.provisioning.log.ProvisioningLogEntry.Initiator;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.plan.ProvisioningAction.Delete;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.target.Target;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Compares the target with what was written to it, page by page: what was changed, deleted or made
/// by hand. What is to be repaired becomes a plan that goes through the guard like any other.
final class DriftPlanner {
  /// So many unlinked objects are listed; the rest are counted.
  private static final int MOST_CREATED_LISTED = 10_000;

  /// So many objects that a walk did not show are asked for one by one.
  private static final int FEWEST_MISSING_BELIEVED = 100;

  private static final double GREATEST_SHARE_BELIEVED = 0.10;

  private final JobStore store;
  private final ProvisioningJob job;
  private final Target target;
  private final PlanWriter plan;
  private final Clock clock;
  private final DriftRules rules;
  private final DriftFindings findings;
  private final Strangers strangers;
  private final List<CompiledMapping> mappings;

  /// Entries of accounts that were found under another id, by the wrong one.
  private final Map<String, String> wrongIds = new HashMap<>();

  DriftPlanner(
      JobStore store,
      ProvisioningJob job,
      Source source,
      Target target,
      List<CompiledMapping> mappings,
      PlanWriter plan,
      Clock clock) {
    this.mappings = mappings;
    this.strangers = new Strangers(store, job, source, plan);
    this.store = store;
    this.job = job;
    this.target = target;
    this.plan = plan;
    this.clock = clock;
    this.rules = job.settings().safety().drift();
    this.findings = new DriftFindings(store, job.id(), plan.number(), clock);
  }

  /// What the reconciliation came to.
  record Result(Cycle cycle, long findings) {}

  Result plan() {
    for (var mapping : mappings) {
      if (mapping.mapping().enabled()) {
        compare(mapping);
      }
    }
    findings.flush();
    store.keepFindingsOf(job.id(), plan.number());
    plan.note(findings.summary());
    return new Result(plan.finish().orElseThrow(), findings.count());
  }

  private void compare(CompiledMapping mapping) {
    var type = mapping.mapping().objectType();
    var seen = new SeenIds();
    var values = new ValueDrift(store, job, mapping, plan, findings);
    var members = new MembershipDrift(store, job, mapping, plan, findings, strangers, wrongIds);
    var shown = new AtomicLong();
    Consumer<List<ObjectNode>> page =
        objects -> {
          plan.requireGoing();
          shown.addAndGet(objects.size());
          var ids = objects.stream().map(DriftPlanner::id).toList();
          ids.forEach(seen::add);
          var links = store.linksByTarget(job.id(), type, ids);
          values.compare(objects, links);
          members.compare(objects, links);
          objects.stream()
              .filter(object -> !links.containsKey(id(object)))
              .forEach(object -> created(mapping, object));
        };
    var whole = readWhole(mapping, page, shown);
    var believed = whole && believed(mapping, seen);
    values.finish(believed ? seen::has : id -> true);
    if (whole) {
      members.finish();
    } else {
      plan.note(
          "the target does not show all objects of type \"%s\": those that it did not show are not taken for deleted"
              .formatted(type));
    }
    if (believed && rules.deleted() != Reaction.IGNORE) {
      deleted(mapping, seen);
    }
  }

  private boolean readWhole(
      CompiledMapping mapping, Consumer<List<ObjectNode>> page, AtomicLong shown) {
    var withMembers = mapping.mapping().members() && rules.memberships() != Reaction.IGNORE;
    if (withMembers) {
      var whole = target.readMembers(mapping.mapping(), page);
      if (whole || shown.get() > 0) {
        return whole;
      }
      plan.note("the target does not tell the members of its groups: they are not compared");
    }
    return target.readAll(mapping.mapping(), page);
  }

  private void created(CompiledMapping mapping, ObjectNode object) {
    if (rules.created() == CreatedReaction.IGNORE) {
      return;
    }
    var type = mapping.mapping().objectType();
    var deletes = rules.created() == CreatedReaction.DELETE;
    if (deletes) {
      plan.add(
          new Delete(type, "", name(object), id(object), mapping.stateOf(object)),
          mapping.mapping().members());
    }
    if (findings.count(Kind.CREATED) < MOST_CREATED_LISTED) {
      findings.add(
          Kind.CREATED,
          type,
          id(object),
          Optional.empty(),
          name(object),
          deletes ? Handling.REPAIR_PLANNED : Handling.REPORTED);
    } else {
      findings.countOnly(Kind.CREATED);
    }
  }

  /// Whether what a whole walk did not show can be believed to be gone.
  private boolean believed(CompiledMapping mapping, SeenIds seen) {
    var missing = new AtomicLong();
    eachMissing(mapping, seen, link -> missing.incrementAndGet());
    var linked = store.countLinks(job.id(), mapping.mapping().objectType());
    if (unbelievable(missing.get(), linked)) {
      plan.note(
          "the target did not show %,d of %,d linked objects of type \"%s\": that is too many to be believed, and nothing is done about them"
              .formatted(missing.get(), linked, mapping.mapping().objectType()));
      return false;
    }
    return true;
  }

  private void deleted(CompiledMapping mapping, SeenIds seen) {
    var log = new ProvisioningLogEntries(job.id(), plan.number(), clock, Set.of(), Initiator.DRIFT);
    var relinking = new Relinking(store, job, target, mapping, log);
    eachMissing(mapping, seen, link -> lookFor(mapping, link, relinking));
    relinking.finish(mappings).ifPresent(plan::note);
    wrongIds.putAll(relinking.wrongIds());
  }

  /// An account that is there under another id was not deleted: to see that writes nothing.
  private void lookFor(CompiledMapping mapping, Link link, Relinking relinking) {
    plan.requireGoing();
    if (target.read(mapping.mapping(), link.targetId()).isEmpty()
        && relinking.relink(link) != Relinking.Found.RELINKED) {
      gone(link);
    }
  }

  /// Whether a walk missed too many objects to be true.
  static boolean unbelievable(long missing, long all) {
    return missing > FEWEST_MISSING_BELIEVED && missing > GREATEST_SHARE_BELIEVED * all;
  }

  private void eachMissing(CompiledMapping mapping, SeenIds seen, Consumer<Link> consumer) {
    var after = "";
    while (true) {
      var links = store.links(job.id(), mapping.mapping().objectType(), after, Source.PAGE);
      if (links.isEmpty()) {
        return;
      }
      links.stream().filter(link -> !seen.has(link.targetId())).forEach(consumer);
      after = links.getLast().sourceId();
    }
  }

  /// The link of an object that is gone is void; its entry is looked at in the next cycle, and
  /// matched or created anew.
  private void gone(Link link) {
    var repairs = rules.deleted() == Reaction.REPAIR;
    if (repairs) {
      var now = clock.instant();
      new Rematching(store, job.id())
          .unlink(
              link,
              "EntryNotFound",
              "its object %s was deleted in the target".formatted(link.targetId()),
              now,
              now);
    }
    findings.add(
        Kind.DELETED,
        link.objectType(),
        link.targetId(),
        Optional.of(link.sourceId()),
        link.displayName(),
        repairs ? Handling.REPAIR_PLANNED : Handling.REPORTED);
  }

  static String id(ObjectNode object) {
    return object.path("id").asString("");
  }

  static String name(ObjectNode object) {
    return Stream.of("displayName", "userName")
        .map(path -> object.path(path).asString(""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(id(object));
  }
}
