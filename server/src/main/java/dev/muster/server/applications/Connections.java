package dev.muster.server.applications;

import dev.muster.client.ScimConnection;
import dev.muster.provisioning.job.JobId;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.MergePatch;
import dev.muster.server.http.RequestFields;
import dev.muster.server.secrets.Secrets;
import dev.muster.store.job.ApplicationConnection;
import dev.muster.store.job.ConnectionStore;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// How each application is connected. Its secrets are kept sealed, bound to the job.
public final class Connections {
  private static final String AUTHENTICATION = "authentication";

  private final ConnectionStore store;
  private final Secrets secrets;
  private final Clock clock;

  public Connections(ConnectionStore store, Secrets secrets, Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// How an application is connected; empty for a job that is none.
  public Optional<ApplicationSettings> find(JobId job) {
    return store.find(job).map(kept -> opened(job, kept));
  }

  /// Keeps how an application is connected; what was there is replaced.
  public void put(JobId job, ApplicationSettings settings) {
    var json = SettingsJson.toJson(settings);
    var credentials = json.withObject("/" + AUTHENTICATION);
    var sealed = secrets.seal(ScimJson.write(CredentialsJson.secrets(credentials)), boundTo(job));
    json.set(AUTHENTICATION, CredentialsJson.open(credentials));
    store.put(
        job,
        new ApplicationConnection(
            settings.connection().baseUrl().toString(),
            ScimJson.write(json),
            sealed,
            Optional.empty(),
            clock.instant()));
  }

  /// The settings with some changed (RFC 7396); secrets that are left out stay. Throws 400 naming
  /// the field that does not fit.
  public static ApplicationSettings changed(ApplicationSettings settings, ObjectNode patch) {
    var json = SettingsJson.toJson(settings);
    var type = patch.path(AUTHENTICATION).path("type").asString("");
    // Another way of authentication has other fields.
    if (patch.has("secretToken")
        || !(type.isEmpty() || type.equals(json.at("/authentication/type").asString("")))) {
      json.remove(AUTHENTICATION);
    }
    if (patch.has("secretToken") || patch.has(AUTHENTICATION)) {
      // The date was that of the credentials that are replaced.
      json.remove("credentialsExpire");
    }
    if (patch.has("requestsPerSecond") || patch.has("template")) {
      json.remove("rateLimits");
    }
    var fields = RequestFields.of(MergePatch.apply(json, patch));
    var changed = SettingsJson.read(fields);
    fields.refuseOthers();
    return changed;
  }

  private ApplicationSettings opened(JobId job, ApplicationConnection kept) {
    var opened = secrets.open(kept.sealedSecrets(), boundTo(job));
    var json = ScimJson.parseObject(kept.settings());
    if (json.isEmpty()) {
      return ApplicationSettings.of(
          ScimConnection.of(kept.tenantUrl(), opened)
              .withRequestsPerSecond(kept.requestsPerSecond()));
    }
    json.withObject("/" + AUTHENTICATION).setAll(ScimJson.parseObject(opened));
    return SettingsJson.read(RequestFields.of(json));
  }

  private static String boundTo(JobId job) {
    return "job " + job;
  }
}
