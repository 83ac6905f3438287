package dev.muster.server.jobs;

import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.provisioning.mapping.MappingException;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.applications.ApplicationSettings;
import dev.muster.server.applications.Applications;
import dev.muster.server.applications.Connections;
import dev.muster.server.applications.InitialPasswords;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Temporary passwords for the new users of an application: whether they get one, how it is made,
/// and links to those that wait.
public final class InitialPasswordRoutes implements AdminRoutes {
  private static final String PASSWORDS = JobRoutes.JOBS + "/{job}/initial-passwords";
  private static final String EXPRESSION = "Redact(RandomString(16, 2, 2, 2, 2))";
  private static final int SHOWN = 1_000;

  private final JobStore jobs;
  private final JobLookup lookup;
  private final Applications applications;
  private final InitialPasswords passwords;
  private final String baseUrl;

  /// @param baseUrl where people reach this server
  public InitialPasswordRoutes(
      JobStore jobs,
      TenantLookup tenants,
      Applications applications,
      InitialPasswords passwords,
      String baseUrl) {
    this.jobs = jobs;
    this.lookup = new JobLookup(tenants, jobs);
    this.applications = applications;
    this.passwords = passwords;
    this.baseUrl = baseUrl;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", PASSWORDS, request -> AdminResponses.ok(shown(lookup.require(request))))
        .on("PUT", PASSWORDS, this::put)
        .on("DELETE", PASSWORDS, this::remove)
        .on("POST", PASSWORDS + "/{account}/link", this::link);
  }

  private ObjectNode shown(ProvisioningJob job) {
    var json = ScimJson.object();
    line(job).ifPresent(line -> json.put("expression", line.expression()));
    var delivery = requireSettings(job).passwordDelivery();
    json.put("deliver", delivery.byLink() ? "link" : "target")
        .put("validFor", delivery.validFor().toString());
    var waiting = json.putArray("waiting");
    passwords
        .waiting(job.id(), SHOWN)
        .forEach(one ->
            waiting
                .addObject()
                .put("account", one.account())
                .put("linked", one.linked())
                .put("expires", one.expires().toString()));
    return json;
  }

  private Response put(Request request) {
    var job = lookup.require(request);
    var settings = requireSettings(job);
    var fields = RequestFields.of(request);
    var expression = fields.findString("expression").orElse(EXPRESSION);
    var delivery = ScimJson.object();
    fields.findString("deliver").ifPresent(deliver -> delivery.put("deliver", deliver));
    fields.findString("validFor").ifPresent(validFor -> delivery.put("validFor", validFor));
    fields.refuseOthers();
    var line =
        new AttributeMapping(
            "password", expression, Optional.empty(), 0, Apply.ON_CREATE, Optional.empty());
    var changed = withLine(job, Optional.of(line));
    requireSound(changed, fields);
    var patch = ScimJson.object();
    patch.set("initialPasswords", delivery);
    applications.put(job.id(), Connections.changed(settings, patch));
    jobs.updateSettings(job.id(), changed);
    return AdminResponses.ok(shown(lookup.require(request)));
  }

  private static void requireSound(JobSettings settings, RequestFields fields) {
    try {
      settings.objectMappings().forEach(m -> MappingCompiler.compile(m, Clock.systemUTC()));
    } catch (MappingException e) {
      throw fields.invalid("expression", String.valueOf(e.getMessage()));
    }
  }

  private Response remove(Request request) {
    var job = lookup.require(request);
    jobs.updateSettings(job.id(), withLine(job, Optional.empty()));
    return AdminResponses.ok(shown(lookup.require(request)));
  }

  private Response link(Request request) {
    var job = lookup.require(request);
    var account = request.parameter("account");
    return passwords
        .link(job.id(), account)
        .map(path -> AdminResponses.ok(ScimJson.object().put("url", baseUrl + path)))
        .orElseThrow(() ->
            HttpException.notFound(
                "no temporary password of \"%s\" waits: it was fetched, has expired, or is handed out by the application"
                    .formatted(account)));
  }

  private static Optional<AttributeMapping> line(ProvisioningJob job) {
    return job.settings().objectMappings().stream()
        .flatMap(mapping -> mapping.attributes().stream())
        .filter(AttributeMapping::password)
        .findFirst();
  }

  private static JobSettings withLine(ProvisioningJob job, Optional<AttributeMapping> line) {
    return job.settings()
        .withMappings(
            job.settings().scope(),
            job.settings().objectMappings().stream()
                .map(mapping -> mapping.objectType().equals("User") ? with(mapping, line) : mapping)
                .toList());
  }

  private static ObjectMapping with(ObjectMapping mapping, Optional<AttributeMapping> line) {
    List<AttributeMapping> lines =
        Stream.concat(mapping.attributes().stream().filter(old -> !old.password()), line.stream())
            .toList();
    return mapping.withAttributes(lines);
  }

  private ApplicationSettings requireSettings(ProvisioningJob job) {
    return applications
        .find(job.id())
        .orElseThrow(
            () -> HttpException.invalid("job", "\"%s\" is no application".formatted(job.name())));
  }
}
