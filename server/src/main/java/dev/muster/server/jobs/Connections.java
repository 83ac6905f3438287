package dev.muster.server.jobs;

import dev.muster.client.ScimConnection;
import dev.muster.provisioning.job.JobId;
import dev.muster.server.secrets.Secrets;
import dev.muster.store.job.ApplicationConnection;
import dev.muster.store.job.ConnectionStore;
import java.time.Clock;
import java.util.Optional;

/// How each application is reached. Its secret token is kept sealed, bound to the job.
public final class Connections {
  private final ConnectionStore store;
  private final Secrets secrets;
  private final Clock clock;

  public Connections(ConnectionStore store, Secrets secrets, Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.clock = clock;
  }

  Optional<ScimConnection> find(JobId job) {
    return store
        .find(job)
        .map(kept ->
            ScimConnection.of(kept.tenantUrl(), secrets.open(kept.sealedToken(), boundTo(job)))
                .withRequestsPerSecond(kept.requestsPerSecond()));
  }

  void put(JobId job, ScimConnection connection) {
    store.put(
        job,
        new ApplicationConnection(
            connection.baseUrl().toString(),
            secrets.seal(connection.token(), boundTo(job)),
            connection.requestsPerSecond(),
            clock.instant()));
  }

  private static String boundTo(JobId job) {
    return "job " + job;
  }
}
