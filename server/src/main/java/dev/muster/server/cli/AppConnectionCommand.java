package dev.muster.server.cli;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// `muster app connection`: how an application is connected, without its secrets.
@Command(
    name = "connection",
    description = "Shows how an application is connected, or changes parts of it.")
final class AppConnectionCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(
      names = "--change",
      paramLabel = "FILE",
      description = "JSON with what shall differ; secrets that are left out stay.")
  private Optional<Path> change = Optional.empty();

  AppConnectionCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    var path = job.path() + "/connection";
    var connection = change.isPresent() ? admin.patch(path, json(change.get())) : admin.get(path);
    options.output().print(connection, connection.toPrettyString());
  }

  /// A file with secrets: they are not for the command line, where others see them.
  static ObjectNode json(Path file) {
    try {
      return ScimJson.parseObject(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CommandException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    } catch (ScimException e) {
      throw new CommandException("%s: %s".formatted(file, e.detail()), e);
    }
  }
}
