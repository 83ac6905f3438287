package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster app preview`: what settings would do before they are saved.
@Command(
    name = "preview",
    description = "Shows what other settings would change at the target, without saving them.")
final class AppPreviewCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();
  @Mixin private final PlanQuery query = new PlanQuery();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "What to change, as JSON: as \"muster app mappings\" shows it, and \"rules\" as \"muster app rules\" does.")
  private Optional<Path> settings = Optional.empty();

  @Option(names = "--user", paramLabel = "NAME", description = "Only this user; may be repeated.")
  private List<String> users = List.of();

  @Option(names = "--group", paramLabel = "NAME", description = "Only this group; may be repeated.")
  private List<String> groups = List.of();

  AppPreviewCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var body = ScimJson.object();
    settings.ifPresent(file -> body.set("settings", ScimJson.parseObject(read(file))));
    users.forEach(body.putArray("users")::add);
    groups.forEach(body.putArray("groups")::add);
    var admin = options.adminClient();
    var watch = new CycleWatch(admin, options.output().writer(), false);
    var preview = watch.await(job.path(), admin.post(job.path() + "/previews", body));
    var plan =
        admin.get(job.path() + "/plans/" + preview.path("number").asString() + query.query());
    options.output().print(plan, PlanText.of(plan));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
