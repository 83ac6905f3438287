package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
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
      required = true,
      paramLabel = "TOKEN",
      description = "The application's bearer token.")
  private String secretToken = "";

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second at most; 0 for no limit (default 25).")
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
            .put("secretToken", secretToken)
            .put("allUsers", allUsers);
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
