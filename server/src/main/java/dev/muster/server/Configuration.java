package dev.muster.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a server is started with.
///
/// @param host address to listen on
/// @param port to listen on; 0 takes a free one
/// @param data folder for the database, the keys and the admin token
/// @param database URL of a PostgreSQL database; empty: an SQLite file in the data folder
/// @param publicUrl where clients reach the server, if that is not the address listened on
/// @param allowedTargets networks such as `10.0.0.0/8` that the server may call although they are
///   not public
public record Configuration(
    String host,
    int port,
    Path data,
    Optional<String> database,
    Optional<String> publicUrl,
    List<String> allowedTargets) {

  public Configuration {
    allowedTargets = List.copyOf(allowedTargets);
    publicUrl = publicUrl.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /// Without networks that are allowed beside the public ones.
  public Configuration(
      String host, int port, Path data, Optional<String> database, Optional<String> publicUrl) {
    this(host, port, data, database, publicUrl, List.of());
  }

  /// The defaults with everything in that folder, on a free port of this machine: for tests and
  /// demonstrations.
  public static Configuration local(Path data) {
    return new Configuration(
        "127.0.0.1",
        0,
        data,
        Optional.empty(),
        Optional.empty(),
        List.of("127.0.0.0/8", "::1/128"));
  }
}
