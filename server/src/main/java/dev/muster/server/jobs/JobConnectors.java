package dev.muster.server.jobs;

import dev.muster.client.ExchangeListener;
import dev.muster.client.ScimClient;
import dev.muster.provisioning.cycle.Connectors;
import dev.muster.provisioning.directory.DirectorySource;
import dev.muster.provisioning.directory.DirectoryTarget;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.target.Capabilities;
import dev.muster.provisioning.target.ScimTarget;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import dev.muster.provisioning.target.TargetException.Kind;
import dev.muster.provisioning.target.TargetSchemas;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.server.applications.ApplicationSettings;
import dev.muster.server.applications.Applications;
import dev.muster.server.scim.ScimApi;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.sources.csv.CsvReading;
import dev.muster.sources.csv.CsvSource;
import dev.muster.store.resource.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Opens the two ends of the server's jobs. A job that imports reads the tenant's HR file and
/// writes the tenant's directory; one that provisions an application reads the directory and writes
/// over SCIM.
public final class JobConnectors implements Connectors, AutoCloseable {
  private final ResourceStore resources;
  private final Function<Origin, ScimProvider> providers;
  private final LiveTenants tenants;
  private final Applications applications;
  private final SourceFiles files;
  private final String publicUrl;
  private final Function<ProvisioningJob, ExchangeListener> listeners;
  private final Map<JobId, OpenTarget> targets = new ConcurrentHashMap<>();

  /// @param providers of the tenants' directories, for somebody who writes to them
  /// @param publicUrl where clients reach this server, without a slash at its end
  /// @param listeners are told what each job asks of its target
  public JobConnectors(
      ResourceStore resources,
      Function<Origin, ScimProvider> providers,
      LiveTenants tenants,
      Applications applications,
      SourceFiles files,
      String publicUrl,
      Function<ProvisioningJob, ExchangeListener> listeners) {
    this.resources = resources;
    this.providers = providers;
    this.tenants = tenants;
    this.applications = applications;
    this.files = files;
    this.publicUrl = publicUrl;
    this.listeners = listeners;
  }

  /// An application with what it was opened for.
  private record OpenTarget(
      ApplicationSettings settings, TargetSchemas schemas, ScimClient client, ScimTarget target) {
    static OpenTarget of(ApplicationSettings settings, TargetSchemas schemas, ScimClient client) {
      var target = new ScimTarget(client, settings.knownBetter(), schemas.registry());
      return new OpenTarget(settings, schemas, client, target);
    }
  }

  @Override
  public Source source(ProvisioningJob job) {
    return switch (job.kind()) {
      case IMPORT ->
          files
              .find(job.id())
              .<Source>map(file -> new CsvSource(file.revision(), CsvReading.of(file.content())))
              .orElseThrow(() ->
                  new TargetException(
                      Kind.UNAVAILABLE, "SourceMissing", "no HR file has been uploaded yet"));
      case APPLICATION -> new DirectorySource(resources, job.id().tenant());
    };
  }

  @Override
  public Target target(ProvisioningJob job) {
    return switch (job.kind()) {
      case IMPORT ->
          applications.givingPasswords(directory(job, tenants.require(job.id().tenant())));
      case APPLICATION -> applications.givingPasswords(job.id(), application(job));
    };
  }

  @Override
  public SchemaRegistry targetSchemas(ProvisioningJob job) {
    return switch (job.kind()) {
      case IMPORT -> tenants.require(job.id().tenant()).schemas();
      case APPLICATION -> applications.schemas(job.id()).registry();
    };
  }

  @Override
  public long head(ProvisioningJob job) {
    return switch (job.kind()) {
      case IMPORT -> files.revision(job.id());
      case APPLICATION -> resources.feedHead(job.id().tenant());
    };
  }

  /// What an application can do; empty for a job that is none. Throws [TargetException] when it
  /// does not answer.
  Optional<Capabilities> capabilities(ProvisioningJob job) {
    return applications.find(job.id()).map(settings -> application(job).capabilities());
  }

  /// Cycles of a job share one client: its pace holds across them.
  private ScimTarget application(ProvisioningJob job) {
    var settings =
        applications
            .find(job.id())
            .orElseThrow(() ->
                new TargetException(
                    Kind.UNAVAILABLE, "ConnectionMissing", "the application has no tenant URL"));
    var schemas = applications.schemas(job.id());
    return targets
        .compute(
            job.id(),
            (id, open) -> {
              if (open != null
                  && open.settings().equals(settings)
                  && open.schemas().equals(schemas)) {
                return open;
              }
              if (open != null) {
                open.client().close();
              }
              return OpenTarget.of(
                  settings, schemas, applications.client(settings, listeners.apply(job)));
            })
        .target();
  }

  private DirectoryTarget directory(ProvisioningJob job, LiveTenant tenant) {
    var origin = Origin.job(Long.toString(job.id().value()), job.name());
    var tenantUrl = ScimApi.tenantUrl(publicUrl, tenant.name());
    return new DirectoryTarget(
        providers.apply(origin), resources, tenant.id(), tenant.schemas(), tenantUrl);
  }

  @Override
  public void close() {
    targets.values().forEach(open -> open.client().close());
  }
}
