package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.SafetyStore.PlanFilter;
import dev.muster.provisioning.log.ProvisioningLogEntries;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.plan.PlannedAction.State;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks whether what a cycle created is there, under the ids that the answers named: an answer may
/// name a wrong one, and then every group would get a member who does not exist.
///
/// The target is read once, page by page, before the members of groups are written. It is not worth
/// while for a few creates: the daily reconciliation finds those. Groups need no look: their id is
/// proved by the first change of their members.
final class CreateVerifier {
  /// So many creates are worth one page: a new account costs two per cent of a request more.
  private static final int CREATES_PER_PAGE = 50;

  /// A target may show a new object a little later than it said that it made it.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int PAGE = 500;

  private final JobStore store;
  private final ProvisioningJob job;
  private final Target target;
  private final List<CompiledMapping> mappings;
  private final ProvisioningLogEntries log;
  private final Clock clock;
  private final Runnable requireGoing;

  /// @param requireGoing asked between pages; throws [CycleStopped] once someone has asked to stop
  CreateVerifier(
      JobStore store,
      ProvisioningJob job,
      Target target,
      List<CompiledMapping> mappings,
      ProvisioningLogEntries log,
      Clock clock,
      Runnable requireGoing) {
    this.store = store;
    this.job = job;
    this.target = target;
    this.mappings = mappings;
    this.log = log;
    this.clock = clock;
    this.requireGoing = requireGoing;
  }

  /// Puts the links of created objects right; says what a person should know of it.
  List<String> verify(Cycle cycle) {
    var notes = new ArrayList<String>();
    for (var mapping : mappings) {
      if (mapping.mapping().enabled()
          && !mapping.mapping().members()
          && worthwhile(cycle, mapping)) {
        try {
          verify(cycle, mapping).ifPresent(notes::add);
        } catch (TargetException e) {
          // The cycle itself says so if the target is not there any more.
          notes.add("whether all that was created is there could not be read: " + e.reason());
        }
      }
    }
    return notes;
  }

  private boolean worthwhile(Cycle cycle, CompiledMapping mapping) {
    var creates = cycle.planned().creates();
    return target.mayBeWrong()
        && creates >= CREATES_PER_PAGE
        && pays(store.countLinks(job.id(), mapping.mapping().objectType()), creates)
        && pays(target.count(mapping.mapping()), creates);
  }

  private boolean pays(long objects, long creates) {
    return Math.ceilDiv(objects, target.pageSize()) * CREATES_PER_PAGE <= creates;
  }

  private Optional<String> verify(Cycle cycle, CompiledMapping mapping) {
    var seen = new SeenIds();
    var whole =
        target.readAll(
            mapping.mapping(),
            page -> {
              requireGoing.run();
              page.forEach(object -> seen.add(DriftPlanner.id(object)));
            });
    if (!whole) {
      return Optional.empty();
    }
    var unseen = unseen(cycle, mapping.mapping().objectType(), seen);
    if (DriftPlanner.unbelievable(unseen.size(), cycle.planned().creates())) {
      return Optional.of(
          "the target does not show %,d of %,d objects that it said it created: that is too many to be believed, and nothing is done about them"
              .formatted(unseen.size(), cycle.planned().creates()));
    }
    var relinking = new Relinking(store, job, target, mapping, log);
    for (var link : unseen) {
      requireGoing.run();
      if (target.read(mapping.mapping(), link.targetId()).isEmpty()
          && relinking.relink(link) == Relinking.Found.NOT_THERE) {
        lost(link);
      }
    }
    return relinking.finish(mappings);
  }

  /// Links of what the cycle created to objects that were not seen.
  private List<Link> unseen(Cycle cycle, String type, SeenIds seen) {
    var created =
        new PlanFilter(
            Optional.of("CREATE"), Optional.of(type), Optional.of(State.DONE), Optional.empty());
    var unseen = new ArrayList<Link>();
    var after = 0L;
    while (true) {
      var page = store.actions(job.id(), cycle.number(), created, after, PAGE);
      if (page.isEmpty()) {
        return unseen;
      }
      var ids = page.stream().map(planned -> planned.action().sourceId()).toList();
      store.links(job.id(), type, ids).values().stream()
          .filter(link -> !seen.has(link.targetId()))
          .forEach(unseen::add);
      after = page.getLast().ordinal();
    }
  }

  /// The object is not there at all: it is matched, or created, once more.
  private void lost(Link link) {
    var now = clock.instant();
    var reason =
        "the target said that it created the object %s and does not have it"
            .formatted(link.targetId());
    new Rematching(store, job.id()).unlink(link, "EntryNotFound", reason, now, now.plus(PATIENCE));
    store.addLog(job.id(), List.of(log.lost(link, reason)));
  }
}
