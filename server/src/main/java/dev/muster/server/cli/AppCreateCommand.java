package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster app create`: what Entra's "Admin credentials" page asks for.
@Command(name = "create", description = "Connects a SCIM application to a tenant's directory.")
final class AppCreateCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(
      names = "--tenant-url",
      required = true,
      paramLabel = "URL",
      description = "The application's SCIM base URL.")
  private String tenantUrl = "";

  @Option(
      names = "--secret-token",
      paramLabel = "TOKEN",
      description = "The application's bearer token.")
  private Optional<String> secretToken = Optional.empty();

  @Option(
      names = "--authentication",
      paramLabel = "FILE",
      description = "JSON of another way of authentication; see docs/applications.md.")
  private Optional<Path> authentication = Optional.empty();

  @Option(
      names = "--template",
      paramLabel = "NAME",
      description = "What kind of application; \"muster app templates\" lists them.")
  private Optional<String> template = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second at most; 0 for no limit (default: the template's, or 25).")
  private Optional<Integer> rate = Optional.empty();

  @Option(names = "--all-users", description = "Provision everyone, rather than who is assigned.")
  private boolean allUsers;

  AppCreateCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var body =
        ScimJson.object()
            .put("name", job.job())
            .put("tenantUrl", tenantUrl)
            .put("allUsers", allUsers);
    secretToken.ifPresent(token -> body.put("secretToken", token));
    authentication.ifPresent(file -> body.set("authentication", AppConnectionCommand.json(file)));
    template.ifPresent(name -> body.put("template", name));
    rate.ifPresent(n -> body.put("requestsPerSecond", n));
    var created = options.adminClient().post(job.tenantPath() + "/applications", body);
    options
        .output()
        .print(
            created,
            "Connected \"%s\". Test it with \"muster app test\", then assign and start it."
                .formatted(job.job()));
  }
}
