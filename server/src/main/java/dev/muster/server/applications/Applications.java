package dev.muster.server.applications;

import dev.muster.client.ExchangeListener;
import dev.muster.client.ScimClient;
import dev.muster.client.authentication.Authentication.OfTokenEndpoint;
import dev.muster.client.exchange.AddressGuard;
import dev.muster.provisioning.expression.Environment;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.target.InitialPasswordTarget;
import dev.muster.provisioning.target.InitialPasswordTarget.Keeper;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetSchemas;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.outbound.OutboundPolicy;
import dev.muster.store.job.TargetSchemaStore;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What is set and known of applications.
public final class Applications {
  private final Connections connections;
  private final TargetSchemaStore store;
  private final InitialPasswords passwords;
  private final Environment environment;
  private final OutboundPolicy outbound;
  private final Clock clock;
  private final Map<JobId, Parsed> parsed = new ConcurrentHashMap<>();

  /// @param environment with a randomness that is fit for passwords
  /// @param outbound which addresses applications may be at
  public Applications(
      Connections connections,
      TargetSchemaStore store,
      InitialPasswords passwords,
      Environment environment,
      OutboundPolicy outbound,
      Clock clock) {
    this.connections = connections;
    this.store = store;
    this.passwords = passwords;
    this.environment = environment;
    this.outbound = outbound;
    this.clock = clock;
  }

  private record Parsed(String json, TargetSchemas schemas) {}

  /// How an application is connected; empty for a job that is none.
  public Optional<ApplicationSettings> find(JobId job) {
    return connections.find(job);
  }

  /// When the credentials of an application end, if that is known.
  public Optional<Instant> credentialsExpire(JobId job) {
    return find(job).flatMap(ApplicationSettings::expiry);
  }

  /// Keeps how an application is connected.
  public void put(JobId job, ApplicationSettings settings) {
    connections.put(job, settings);
  }

  /// Throws 400 naming the URL of a connection that the server may not call, and what allows it. A
  /// host that is not known yet passes: it is looked at again before each request.
  public void requireAllowed(ApplicationSettings settings) {
    var connection = settings.connection();
    requireAllowed("tenantUrl", connection.baseUrl());
    if (connection.authentication() instanceof OfTokenEndpoint client) {
      requireAllowed("authentication.tokenEndpoint", client.tokenEndpoint());
    }
  }

  private void requireAllowed(String field, URI url) {
    outbound
        .refusalIfKnown(url)
        .ifPresent(reason -> {
          throw HttpException.invalid(field, "%s: %s".formatted(url, reason));
        });
  }

  /// A client of an application that calls what the policy allows. Throws IllegalArgumentException
  /// when a certificate or key of its connection is none.
  public ScimClient client(ApplicationSettings settings, ExchangeListener listener) {
    return new ScimClient(settings.connection(), guard(), listener);
  }

  /// Keeps requests to applications from addresses that the policy does not allow.
  public AddressGuard guard() {
    return url -> {
      var refusal = outbound.refusalIfKnown(url);
      if (refusal.isPresent()) {
        throw new AddressGuard.Refused(refusal.get());
      }
    };
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
