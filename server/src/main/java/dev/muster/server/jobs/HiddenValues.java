package dev.muster.server.jobs;

import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.log.SecretPaths;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Target paths whose values nobody is shown: those that a mapping puts into `Redact`, and those
/// that the target's schema calls secret.
public record HiddenValues(Set<String> paths) {
  private static final JsonNode REDACTED = StringNode.valueOf("[Redact]");

  public static HiddenValues of(CompiledMapping mapping, SchemaRegistry schemas) {
    var paths = new HashSet<>(mapping.redacted());
    paths.addAll(SecretPaths.of(mapping.mapping(), schemas));
    return new HiddenValues(Set.copyOf(paths));
  }

  /// Those of all mappings of a job.
  static HiddenValues of(ProvisioningJob job, JobSettingsEdit edit) {
    var schemas = edit.schemas(job);
    var compiler = edit.compiler(job.settings());
    var paths = new HashSet<String>();
    for (var mapping : job.settings().objectMappings()) {
      paths.addAll(of(compiler.compile(mapping, schemas), schemas).paths());
    }
    return new HiddenValues(Set.copyOf(paths));
  }

  public boolean hides(String path) {
    return paths.contains(path);
  }

  public JsonNode shown(String path, JsonNode value) {
    return hides(path) && !value.isNull() ? REDACTED : value;
  }

  /// Values by their path; changed in place.
  public ObjectNode values(ObjectNode byPath) {
    List.copyOf(byPath.properties())
        .forEach(value -> byPath.replace(value.getKey(), shown(value.getKey(), value.getValue())));
    return byPath;
  }

  /// A planned action as the admin API shows it; changed in place.
  public ObjectNode action(ObjectNode action) {
    if (action.path("values") instanceof ObjectNode values) {
      values(values);
    }
    for (var change : action.path("changes")) {
      if (change instanceof ObjectNode object) {
        var path = object.path("path").asString();
        object.replace("before", shown(path, object.path("before")));
        object.replace("after", shown(path, object.path("after")));
      }
    }
    return action;
  }
}
