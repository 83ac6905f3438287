package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// `muster app assign`: who gets an account.
@Command(
    name = "assign",
    description = "Assigns users and groups of the directory to an application, or unassigns them.")
final class AppAssignCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(names = "--user", paramLabel = "NAME", description = "A user, by userName or id.")
  private List<String> users = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "A group, by displayName or id; * for all groups there are now.")
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "One of the application's roles, with which they are assigned.")
  private Optional<String> role = Optional.empty();

  @Option(names = "--remove", description = "Unassign them.")
  private boolean remove;

  AppAssignCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var verb = remove ? "remove" : "add";
    var body = ScimJson.object();
    putAll(body, verb + "Users", users);
    putAll(body, verb + "Groups", groups);
    role.ifPresent(name -> body.put("role", name));
    var now = options.adminClient().post(job.path() + "/assignments", body);
    options
        .output()
        .print(
            now,
            "Assigned now: %,d users and %,d groups."
                .formatted(now.path("users").asLong(), now.path("groups").asLong()));
  }

  private static void putAll(ObjectNode body, String field, List<String> names) {
    names.forEach(body.putArray(field)::add);
  }
}
