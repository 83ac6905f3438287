package dev.muster.server.explain;

import dev.muster.provisioning.cycle.Connectors;
import dev.muster.provisioning.cycle.EntryEvaluator;
import dev.muster.provisioning.cycle.EntryEvaluator.AttributeEvaluation;
import dev.muster.provisioning.cycle.EntryEvaluator.EntryEvaluation;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.provisioning.scope.Scope;
import dev.muster.provisioning.source.Entry;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.jobs.FilterJson;
import dev.muster.server.jobs.HiddenValues;
import dev.muster.server.tenant.Redaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One entry as one job sees it now: its source record, whether it is in scope, what the mapping
/// makes of it, and what is linked to it. Nothing is sent.
///
/// @param entry empty if the source does not have it (any more)
/// @param evaluation empty without an entry
record JobView(
    ProvisioningJob job,
    CompiledMapping mapping,
    HiddenValues hidden,
    String sourceId,
    Optional<Entry> entry,
    Optional<EntryEvaluation> evaluation,
    Optional<Link> link,
    Optional<Escrow> escrow) {

  /// What is needed to look.
  record Eyes(JobStore jobs, Connectors connectors, MappingCompiler compiler, Clock clock) {

    /// Empty if the job provisions no objects of the type. Throws
    /// [dev.muster.provisioning.target.TargetException] if the source cannot be read.
    Optional<JobView> look(ProvisioningJob job, String type, String sourceId) {
      return job.settings().objectMappings().stream()
          .filter(mapping -> mapping.objectType().equals(type) && mapping.enabled())
          .findFirst()
          .map(mapping -> {
            var schemas = connectors.targetSchemas(job);
            var compiled = compiler.with(job.settings().flow()).compile(mapping, schemas);
            return view(job, compiled, HiddenValues.of(compiled, schemas), sourceId);
          });
    }

    private JobView view(
        ProvisioningJob job, CompiledMapping mapping, HiddenValues hidden, String sourceId) {
      var type = mapping.mapping().objectType();
      var source = connectors.source(job);
      var entry = source.read(type, List.of(sourceId)).stream().findFirst();
      var scope =
          new Scope(
              job.settings().scope(),
              job.settings().assignment(),
              jobs.assignments(job.id()),
              source,
              clock);
      return new JobView(
          job,
          mapping,
          hidden,
          sourceId,
          entry,
          entry.map(found -> EntryEvaluator.evaluate(mapping, scope, found)),
          Optional.ofNullable(jobs.links(job.id(), type, List.of(sourceId)).get(sourceId)),
          jobs.findEscrow(job.id(), type, sourceId));
    }
  }

  boolean inScope() {
    return evaluation.map(found -> found.scope().inScope()).orElse(false);
  }

  /// Why it is in scope or not, in words.
  String scopeReason() {
    return evaluation.map(found -> found.scope().reason()).orElse("the source does not have it");
  }

  ObjectNode scopeJson() {
    return evaluation
        .map(found -> FilterJson.of(found.scope()))
        .orElseGet(() -> ScimJson.object().put("inScope", false).put("reason", scopeReason()));
  }

  /// The source record without what is secret.
  ObjectNode sourceJson(Redaction redaction) {
    return entry
        .map(found -> (ObjectNode) redaction.of(found.attributes()))
        .orElseGet(ScimJson::object);
  }

  /// A line of the mapping with what it gives.
  ObjectNode attributeJson(AttributeEvaluation attribute) {
    var line = attribute.mapping();
    var json = ScimJson.object().put("target", line.target()).put("expression", line.expression());
    if (line.matchingPriority() > 0) {
      json.put("matching", line.matchingPriority());
    }
    attribute.value().ifPresent(value -> json.set("value", hidden.shown(line.target(), value)));
    attribute
        .fallback()
        .ifPresent(value -> json.set("default", hidden.shown(line.target(), value)));
    attribute.problem().ifPresent(problem -> json.put("problem", problem));
    return json;
  }
}
