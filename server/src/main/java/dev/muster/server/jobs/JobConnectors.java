package dev.muster.server.jobs;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimConnection;
import dev.muster.provisioning.cycle.Connectors;
import dev.muster.provisioning.directory.DirectorySource;
import dev.muster.provisioning.directory.DirectoryTarget;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.target.ScimTarget;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import dev.muster.provisioning.target.TargetException.Kind;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.server.scim.ScimApi;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.sources.csv.CsvReading;
import dev.muster.sources.csv.CsvSource;
import dev.muster.store.resource.Origin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Opens the two ends of the server's jobs. A job that imports reads the tenant's HR file and
/// writes the tenant's directory; one that provisions an application reads the directory and writes
/// over SCIM.
public final class JobConnectors implements Connectors, AutoCloseable {
  private final ResourceStore resources;
  private final Function<Origin, ScimProvider> providers;
  private final LiveTenants tenants;
  private final Connections connections;
  private final SourceFiles files;
  private final String publicUrl;
  private final Map<JobId, OpenTarget> targets = new ConcurrentHashMap<>();

  /// @param providers of the tenants' directories, for somebody who writes to them
  /// @param publicUrl where clients reach this server, without a slash at its end
  public JobConnectors(
      ResourceStore resources,
      Function<Origin, ScimProvider> providers,
      LiveTenants tenants,
      Connections connections,
      SourceFiles files,
      String publicUrl) {
    this.resources = resources;
    this.providers = providers;
    this.tenants = tenants;
    this.connections = connections;
    this.files = files;
    this.publicUrl = publicUrl;
  }

  /// An application with the connection that it was opened for.
  private record OpenTarget(ScimConnection connection, ScimClient client, ScimTarget target) {
    static OpenTarget of(ScimConnection connection) {
      var client = new ScimClient(connection);
      return new OpenTarget(connection, client, new ScimTarget(client));
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
      case IMPORT -> directory(job, tenants.require(job.id().tenant()));
      case APPLICATION -> application(job.id());
    };
  }

  @Override
  public SchemaRegistry targetSchemas(ProvisioningJob job) {
    return switch (job.kind()) {
      case IMPORT -> tenants.require(job.id().tenant()).schemas();
      case APPLICATION -> SchemaRegistry.core();
    };
  }

  @Override
  public long head(ProvisioningJob job) {
    return switch (job.kind()) {
      case IMPORT -> files.revision(job.id());
      case APPLICATION -> resources.feedHead(job.id().tenant());
    };
  }

  /// Cycles of a job share one client: its pace holds across them.
  private ScimTarget application(JobId job) {
    var connection =
        connections
            .find(job)
            .orElseThrow(() ->
                new TargetException(
                    Kind.UNAVAILABLE, "ConnectionMissing", "the application has no tenant URL"));
    return targets
        .compute(
            job,
            (id, open) -> {
              if (open != null && open.connection().equals(connection)) {
                return open;
              }
              if (open != null) {
                open.client().close();
              }
              return OpenTarget.of(connection);
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
