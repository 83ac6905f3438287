package dev.muster.server.jobs;

import dev.muster.provisioning.graph.GraphException;
import dev.muster.provisioning.graph.GraphNames;
import dev.muster.provisioning.graph.ImportedSchema;
import dev.muster.provisioning.graph.SchemaReader;
import dev.muster.provisioning.graph.SchemaWriter;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A job's mappings as a synchronization schema of Microsoft Graph: what was exported from Entra is
/// read, and what is written Entra's tools read.
public final class SchemaRoutes implements AdminRoutes {
  private static final String SCHEMA = JobRoutes.JOBS + "/{job}/schema";

  private final JobLookup lookup;
  private final JobSettingsEdit edit;

  SchemaRoutes(JobLookup lookup, JobSettingsEdit edit) {
    this.lookup = lookup;
    this.edit = edit;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", SCHEMA, this::export).on("POST", SCHEMA + "/import", this::read);
  }

  private Response export(Request request) {
    var job = lookup.require(request);
    return AdminResponses.ok(
        SchemaWriter.write(job.name(), job.settings().objectMappings(), new GraphNames(Map.of())));
  }

  /// Replaces the job's mappings, or only says what they would be.
  private Response read(Request request) {
    var job = lookup.require(request);
    var fields = RequestFields.of(request);
    var schema =
        fields
            .findObject("schema")
            .orElseThrow(
                () -> HttpException.invalid("schema", "is missing; send the file's JSON object"));
    var names = new GraphNames(names(fields));
    var rehearse = fields.findBoolean("dryRun").orElse(false);
    fields.refuseOthers();
    var imported = read(schema, names);
    var settings = job.settings().withMappings(imported.mappings());
    if (rehearse) {
      edit.check(job, settings);
    } else {
      edit.save(job, settings);
    }
    var json = ScimJson.object().put("imported", !rehearse);
    var mappings = json.putArray("mappings");
    imported.mappings().forEach(mapping -> mappings.add(MappingJson.of(mapping)));
    imported.notes().forEach(json.putArray("notes")::add);
    return AdminResponses.ok(json);
  }

  private static ImportedSchema read(ObjectNode schema, GraphNames names) {
    try {
      return SchemaReader.read(schema, names);
    } catch (GraphException e) {
      throw HttpException.invalid("schema", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> names(RequestFields fields) {
    var names = new HashMap<String, String>();
    fields
        .findObject("names")
        .ifPresent(object -> {
          for (Map.Entry<String, JsonNode> name : object.properties()) {
            names.put(name.getKey(), name.getValue().asString(""));
          }
        });
    return names;
  }
}
