package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster resource`: the past of a tenant's resources.
@Command(
    name = "resource",
    description = "Deleted resources and histories.",
    synopsisSubcommandLabel = "COMMAND")
final class ResourceCommand {
  private ResourceCommand() {}

  static ResourceCommand group() {
    return new ResourceCommand();
  }

  /// `muster resource deleted`.
  @Command(name = "deleted", description = "Lists what can be restored, the last deleted first.")
  static final class Deleted extends OfTenant {
    @Option(names = "--type", paramLabel = "TYPE", defaultValue = "User")
    private String type = "";

    Deleted(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var path = path("/deleted?type=" + AdminClient.segment(type));
      var deleted = admin().get(path);
      print(
          deleted,
          Output.table(
              List.of("ID", "NAME", "DELETED", "RESTORABLE UNTIL"),
              deleted.path("resources"),
              resource ->
                  List.of(
                      resource.path("id").asString(),
                      resource.path("userName").asString(resource.path("displayName").asString("")),
                      resource.path("deleted").asString(),
                      resource.path("restorableUntil").asString())));
    }
  }

  /// `muster resource restore`.
  @Command(name = "restore", description = "Brings a deleted resource back under its id.")
  static final class Restore extends OfTenantsOne {
    Restore(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var path = path("/deleted/%s/restore".formatted(id()));
      var restored = admin().post(path, ScimJson.object());
      var text =
          "%s %s is back at version %d"
              .formatted(
                  restored.path("type").asString(),
                  restored.path("displayName").asString(),
                  restored.path("version").asLong());
      print(restored, text);
    }
  }

  /// `muster resource history`.
  @Command(name = "history", description = "Shows who changed what, newest first.")
  static final class History extends OfTenantsOne {
    @Option(names = "--type", paramLabel = "TYPE", defaultValue = "User")
    private String type = "";

    History(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var path = path("/resources/%s/%s/history".formatted(AdminClient.segment(type), id()));
      var history = admin().get(path);
      var lines = new StringJoiner("\n");
      for (var version : history.path("versions")) {
        lines.add(
            "%s  version %d  %s by %s %s"
                .formatted(
                    version.path("at").asString(),
                    version.path("version").asLong(),
                    version.path("change").asString(),
                    version.path("by").path("kind").asString(),
                    version.path("by").path("name").asString("")));
        version.path("attributes").forEach(change -> lines.add("   " + LogText.change(change)));
      }
      print(history, lines.length() == 0 ? "nothing is known" : lines.toString());
    }
  }

  /// `muster resource revert`.
  @Command(name = "revert", description = "Gives a resource the attributes of an old version.")
  static final class Revert extends OfTenantsOne {
    @Parameters(index = "2", paramLabel = "VERSION", description = "To go back to.")
    private long version;

    @Option(names = "--type", paramLabel = "TYPE", defaultValue = "User")
    private String type = "";

    Revert(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var path =
          path(
              "/resources/%s/%s/history/%d/revert"
                  .formatted(AdminClient.segment(type), id(), version));
      var resource = admin().post(path, ScimJson.object());
      print(resource, "is as it was at version " + version);
    }
  }
}
