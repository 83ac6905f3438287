package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.MappingCompiler;
import java.time.Clock;
import java.util.List;

/// Links that people change: which account an entry is, said by hand.
public final class LinkEditor {
  private static final String CODE = "LinkChanged";

  private final JobStore store;
  private final Connectors connectors;
  private final MappingCompiler compiler;
  private final Clock clock;

  public LinkEditor(JobStore store, Connectors connectors, MappingCompiler compiler, Clock clock) {
    this.store = store;
    this.connectors = connectors;
    this.compiler = compiler;
    this.clock = clock;
  }

  /// What became of a wish to link an entry to an object.
  public sealed interface Linking {
    record Linked(Link link) implements Linking {}

    /// The target has no such object.
    record NoObject() implements Linking {}

    /// The object is another entry's.
    record Taken(Link by) implements Linking {}

    /// The job provisions no objects of the type.
    record NoSuchType() implements Linking {}
  }

  /// Links an entry to an object; what the object holds is read now, and the next cycle writes what
  /// differs. Nobody may be running the job.
  public Linking link(ProvisioningJob job, String objectType, String sourceId, String targetId) {
    var mapping =
        job.settings().objectMappings().stream()
            .filter(mapped -> mapped.objectType().equals(objectType))
            .findFirst();
    if (mapping.isEmpty()) {
      return new Linking.NoSuchType();
    }
    var holder = store.linksByTarget(job.id(), objectType, List.of(targetId)).get(targetId);
    if (holder != null && !holder.sourceId().equals(sourceId)) {
      return new Linking.Taken(holder);
    }
    var object = connectors.target(job).read(mapping.get(), targetId);
    if (object.isEmpty()) {
      return new Linking.NoObject();
    }
    var known =
        compiler
            .with(job.settings().flow())
            .compile(mapping.get(), connectors.targetSchemas(job))
            .stateOf(object.get());
    var link = new Link(objectType, sourceId, targetId, known, false);
    var now = clock.instant();
    new Rematching(store, job.id())
        .look(
            objectType,
            sourceId,
            CODE,
            "it was linked to %s by hand".formatted(targetId),
            now,
            now);
    store.changeLinks(
        job.id(), List.of(new LinkChange.Remove(objectType, sourceId), new LinkChange.Put(link)));
    return new Linking.Linked(link);
  }

  /// Forgets which object an entry is; it is matched anew in the next cycle, or created.
  public void unlink(ProvisioningJob job, Link link) {
    var now = clock.instant();
    new Rematching(store, job.id())
        .unlink(
            link, CODE, "its link to %s was deleted by hand".formatted(link.targetId()), now, now);
  }
}
