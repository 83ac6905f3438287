package dev.muster.server.applications;

import dev.muster.provisioning.expression.Environment;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.target.InitialPasswordTarget;
import dev.muster.provisioning.target.InitialPasswordTarget.Keeper;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetSchemas;
import dev.muster.scim.message.ScimJson;
import dev.muster.store.job.TargetSchemaStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What is set and known of applications.
public final class Applications {
  private final Connections connections;
  private final TargetSchemaStore store;
  private final InitialPasswords passwords;
  private final Environment environment;
  private final Clock clock;
  private final Map<JobId, Parsed> parsed = new ConcurrentHashMap<>();

  /// @param environment with a randomness that is fit for passwords
  public Applications(
      Connections connections,
      TargetSchemaStore store,
      InitialPasswords passwords,
      Environment environment,
      Clock clock) {
    this.connections = connections;
    this.store = store;
    this.passwords = passwords;
    this.environment = environment;
    this.clock = clock;
  }

  private record Parsed(String json, TargetSchemas schemas) {}

  /// How an application is connected; empty for a job that is none.
  public Optional<ApplicationSettings> find(JobId job) {
    return connections.find(job);
  }

  /// Keeps how an application is connected.
  public void put(JobId job, ApplicationSettings settings) {
    connections.put(job, settings);
  }

  /// Whether its attributes were discovered or entered.
  public boolean hasSchemas(JobId job) {
    return store.find(job).isPresent();
  }

  /// The attributes that it has; those of RFC 7643 until they are discovered.
  public TargetSchemas schemas(JobId job) {
    return store
        .find(job)
        .map(json ->
            parsed.compute(
                job,
                (id, known) ->
                    known != null && known.json().equals(json)
                        ? known
                        : new Parsed(json, TargetSchemas.of(ScimJson.parseObject(json)))))
        .map(Parsed::schemas)
        .orElse(TargetSchemas.CORE);
  }

  /// Keeps its attributes.
  public void putSchemas(JobId job, TargetSchemas schemas) {
    store.put(job, ScimJson.write(schemas.toJson()), clock.instant());
  }

  /// The target of an application, whose new users may get a temporary password.
  public Target givingPasswords(JobId job, Target target) {
    var delivery =
        find(job).map(ApplicationSettings::passwordDelivery).orElse(PasswordDelivery.TARGET);
    return new InitialPasswordTarget(
        target,
        environment,
        delivery.byLink() ? passwords.keeper(job, delivery.validFor()) : Keeper.NOBODY);
  }

  /// A target that hands out the passwords of its new users itself.
  public Target givingPasswords(Target target) {
    return new InitialPasswordTarget(target, environment, Keeper.NOBODY);
  }
}
