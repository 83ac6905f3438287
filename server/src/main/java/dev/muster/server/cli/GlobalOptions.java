package dev.muster.server.cli;

import dev.muster.server.folder.DataFolder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options that every command has, before or after its name.
public final class GlobalOptions {
  private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";

  private final PrintWriter out;

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "The server to talk to (default: the one that runs on the data folder, else "
              + DEFAULT_SERVER
              + ").")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      scope = ScopeType.INHERIT,
      defaultValue = "${env:MUSTER_TOKEN}",
      description =
          "Token of the admin API (default: MUSTER_TOKEN, else admin.token in the data folder).")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description = "The data folder (default: MUSTER_DATA, else .muster).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      defaultValue = "text",
      description = "text for people, json for programs (default ${DEFAULT-VALUE}).")
  private Output.Format format = Output.Format.TEXT;

  /// Options of a process: what commands print goes to standard output.
  public GlobalOptions() {
    this(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
  }

  /// Options of commands that print elsewhere.
  public GlobalOptions(PrintWriter out) {
    this.out = out;
  }

  public Path data() {
    var preset = Optional.ofNullable(System.getenv("MUSTER_DATA")).orElse(".muster");
    return data.orElseGet(() -> Path.of(preset));
  }

  /// The data folder, if the command line names it.
  Optional<Path> givenData() {
    return data;
  }

  /// The token that was given, whatever it is for.
  public Optional<String> token() {
    return token;
  }

  /// Where commands print.
  public Output output() {
    return new Output(format, out);
  }

  /// A client of the server that is meant. Throws when no token is known for it.
  public AdminClient adminClient() {
    var url = server.or(() -> DataFolder.findUrl(data())).orElse(DEFAULT_SERVER);
    var secret =
        token
            .or(() -> DataFolder.findAdminToken(data()))
            .orElseThrow(() ->
                new CommandException(
                    "no admin token: %s has no admin.token; name the server's folder with --data, or send --token"
                        .formatted(data().toAbsolutePath().normalize())));
    return new AdminClient(url, secret);
  }
}
