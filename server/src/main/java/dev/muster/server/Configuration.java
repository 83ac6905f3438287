package dev.muster.server;

import dev.muster.server.alerts.SmtpRelay;
import dev.muster.server.configuration.DeclaredTenant;
import dev.muster.server.configuration.EffectiveConfiguration;
import dev.muster.server.configuration.ServerOption;
import dev.muster.server.http.Proxies;
import dev.muster.server.outbound.OutboundPolicy;
import dev.muster.server.secrets.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a server is started with.
///
/// @param host address to listen on
/// @param port to listen on; 0 takes a free one
/// @param data folder for the database, the keys and the admin token
/// @param database URL of a PostgreSQL database; empty: an SQLite file in the data folder
/// @param publicUrl where clients reach the server, if that is not the address listened on
/// @param outbound which addresses it asks when a tenant's settings name them
/// @param adminToken of the admin API; empty: the one in the data folder
/// @param secretsKey for credentials of other systems; empty: the one in the data folder
/// @param tenants that there have to be
/// @param proxies in front of it
/// @param smtp the relay for mail; empty: no mail is sent
public record Configuration(
    String host,
    int port,
    Path data,
    Optional<String> database,
    Optional<String> publicUrl,
    OutboundPolicy outbound,
    Optional<String> adminToken,
    Optional<String> secretsKey,
    List<DeclaredTenant> tenants,
    Optional<SmtpRelay> smtp,
    Proxies proxies) {

  // Whoever has it may do everything: what people type in a hurry is not enough.
  private static final int SHORTEST_ADMIN_TOKEN = 22;
  private static final Set<String> LOOPBACK_HOSTS = Set.of("127.0.0.1", "::1", "localhost");
  private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");

  /// One that asks public addresses, and this machine's own when only this machine reaches it.
  public Configuration(
      String host, int port, Path data, Optional<String> database, Optional<String> publicUrl) {
    this(
        host,
        port,
        data,
        database,
        publicUrl,
        usualOutbound(host, publicUrl.isPresent()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Proxies.NONE);
  }

  public Configuration {
    publicUrl = publicUrl.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    tenants = List.copyOf(tenants);
  }

  /// The defaults with everything in that folder, on a free port of this machine: for tests and
  /// demonstrations.
  public static Configuration local(Path data) {
    return new Configuration("127.0.0.1", 0, data, Optional.empty(), Optional.empty());
  }

  /// What options, environment and file say. Throws naming the place of what does not fit.
  public static Configuration of(EffectiveConfiguration effective) {
    effective
        .find(ServerOption.ADMIN_TOKEN)
        .filter(token -> token.length() < SHORTEST_ADMIN_TOKEN)
        .ifPresent(token -> {
          throw effective.invalid(
              ServerOption.ADMIN_TOKEN,
              "has fewer than %d characters".formatted(SHORTEST_ADMIN_TOKEN));
        });
    return new Configuration(
        effective.require(ServerOption.HOST),
        effective.port(),
        effective.path(ServerOption.DATA),
        effective.find(ServerOption.DATABASE),
        effective.find(ServerOption.PUBLIC_URL),
        outbound(effective),
        effective.find(ServerOption.ADMIN_TOKEN),
        effective.find(ServerOption.SECRETS_KEY).map(key -> requireKey(effective, key)),
        effective.tenants(),
        effective.find(ServerOption.SMTP_URL).map(url -> relay(effective, url)),
        proxies(effective));
  }

  /// The same with another policy for the server's own requests.
  public Configuration with(OutboundPolicy policy) {
    return new Configuration(
        host,
        port,
        data,
        database,
        publicUrl,
        policy,
        adminToken,
        secretsKey,
        tenants,
        smtp,
        proxies);
  }

  /// The same with a relay for mail.
  public Configuration with(SmtpRelay relay) {
    return new Configuration(
        host,
        port,
        data,
        database,
        publicUrl,
        outbound,
        adminToken,
        secretsKey,
        tenants,
        Optional.of(relay),
        proxies);
  }

  /// The same behind proxies.
  public Configuration with(Proxies trusted) {
    return new Configuration(
        host,
        port,
        data,
        database,
        publicUrl,
        outbound,
        adminToken,
        secretsKey,
        tenants,
        smtp,
        trusted);
  }

  private static Proxies proxies(EffectiveConfiguration effective) {
    try {
      return Proxies.of(effective.list(ServerOption.TRUSTED_PROXY));
    } catch (IllegalArgumentException e) {
      throw effective.invalid(ServerOption.TRUSTED_PROXY, String.valueOf(e.getMessage()));
    }
  }

  private static SmtpRelay relay(EffectiveConfiguration effective, String url) {
    try {
      return SmtpRelay.of(url, effective.find(ServerOption.SMTP_FROM));
    } catch (IllegalArgumentException e) {
      throw effective.invalid(ServerOption.SMTP_URL, String.valueOf(e.getMessage()));
    }
  }

  private static OutboundPolicy outbound(EffectiveConfiguration effective) {
    if (effective.isTrue(ServerOption.ALLOW_PRIVATE_ADDRESSES)) {
      return OutboundPolicy.everywhere();
    }
    var allowed = effective.list(ServerOption.ALLOW_TARGET);
    if (allowed.isEmpty()) {
      var reachable =
          effective.find(ServerOption.PUBLIC_URL).isPresent()
              || !effective.list(ServerOption.TRUSTED_PROXY).isEmpty();
      return usualOutbound(effective.require(ServerOption.HOST), reachable);
    }
    try {
      return OutboundPolicy.allowing(allowed);
    } catch (IllegalArgumentException e) {
      throw effective.invalid(ServerOption.ALLOW_TARGET, String.valueOf(e.getMessage()));
    }
  }

  // Whoever tries it out on one machine has the applications there, too.
  private static OutboundPolicy usualOutbound(String host, boolean reachable) {
    var local = LOOPBACK_HOSTS.contains(host) && !reachable;
    return local ? OutboundPolicy.allowing(LOOPBACK) : OutboundPolicy.publicOnly();
  }

  private static String requireKey(EffectiveConfiguration effective, String key) {
    try {
      Secrets.of(key);
      return key;
    } catch (IllegalArgumentException e) {
      throw effective.invalid(
          ServerOption.SECRETS_KEY, "not a key; take the secrets.key of a data folder");
    }
  }
}
