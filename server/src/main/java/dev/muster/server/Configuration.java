package dev.muster.server;

import dev.muster.server.outbound.OutboundPolicy;
import java.nio.file.Path;
import java.util.Optional;

/// What a server is started with.
///
/// @param host address to listen on
/// @param port to listen on; 0 takes a free one
/// @param data folder for the database, the keys and the admin token
/// @param database URL of a PostgreSQL database; empty: an SQLite file in the data folder
/// @param publicUrl where clients reach the server, if that is not the address listened on
/// @param outbound which addresses it asks when a tenant's settings name them
public record Configuration(
    String host,
    int port,
    Path data,
    Optional<String> database,
    Optional<String> publicUrl,
    OutboundPolicy outbound) {

  /// One that asks public addresses only.
  public Configuration(
      String host, int port, Path data, Optional<String> database, Optional<String> publicUrl) {
    this(host, port, data, database, publicUrl, OutboundPolicy.publicOnly());
  }

  public Configuration {
    publicUrl = publicUrl.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /// The defaults with everything in that folder, on a free port of this machine: for tests and
  /// demonstrations.
  public static Configuration local(Path data) {
    return new Configuration("127.0.0.1", 0, data, Optional.empty(), Optional.empty());
  }

  /// The same with another policy for the server's own requests.
  public Configuration with(OutboundPolicy policy) {
    return new Configuration(host, port, data, database, publicUrl, policy);
  }
}
