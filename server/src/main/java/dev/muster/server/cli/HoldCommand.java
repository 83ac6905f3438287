package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster hold`: clients that the circuit breaker has stopped.
@Command(
    name = "hold",
    description = "Clients that were stopped because they took away too much.",
    synopsisSubcommandLabel = "COMMAND")
final class HoldCommand {
  private HoldCommand() {}

  static HoldCommand group() {
    return new HoldCommand();
  }

  /// `muster hold list`.
  @Command(name = "list", description = "Lists them, newest first.")
  static final class Listing implements Runnable {
    private final GlobalOptions options;
    @Mixin private final TenantParameters tenant = new TenantParameters();

    Listing(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var holds = options.adminClient().get(tenant.path() + "/holds");
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("ID", "STATUS", "CLIENT", "WHAT", "OPENED"));
      for (var hold : holds.path("holds")) {
        rows.add(
            List.of(
                hold.path("id").asString(),
                hold.path("status").asString(),
                hold.path("token").path("name").asString(),
                "%d %s of %d"
                    .formatted(
                        hold.path("removed").asLong(),
                        hold.path("what").asString(),
                        hold.path("total").asLong()),
                hold.path("opened").asString()));
      }
      options.output().print(holds, Output.table(rows));
    }
  }

  /// A decision about one.
  abstract static class Decision implements Runnable {
    private final GlobalOptions options;
    private final String word;
    @Mixin private final TenantParameters tenant = new TenantParameters();

    @Parameters(index = "1", paramLabel = "ID", description = "Of the hold.")
    private String id = "";

    Decision(GlobalOptions options, String word) {
      this.options = options;
      this.word = word;
    }

    @Override
    public void run() {
      var path = tenant.path() + "/holds/%s/%s".formatted(AdminClient.segment(id), word);
      var hold = options.adminClient().post(path, ScimJson.object());
      options.output().print(hold, hold.path("status").asString());
    }
  }

  @Command(name = "approve", description = "Lets the client go on for one window.")
  static final class Approve extends Decision {
    Approve(GlobalOptions options) {
      super(options, "approve");
    }
  }

  @Command(name = "reject", description = "Keeps refusing what the client takes away.")
  static final class Reject extends Decision {
    Reject(GlobalOptions options) {
      super(options, "reject");
    }
  }
}
