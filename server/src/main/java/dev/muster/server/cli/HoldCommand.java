package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import picocli.CommandLine.Command;

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
  static final class Listing extends OfTenant {
    Listing(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var holds = admin().get(path("/holds"));
      print(
          holds,
          Output.table(
              List.of("ID", "STATUS", "CLIENT", "WHAT", "OPENED"),
              holds.path("holds"),
              hold ->
                  List.of(
                      hold.path("id").asString(),
                      hold.path("status").asString(),
                      hold.path("token").path("name").asString(),
                      "%d %s of %d"
                          .formatted(
                              hold.path("removed").asLong(),
                              hold.path("what").asString(),
                              hold.path("total").asLong()),
                      hold.path("opened").asString())));
    }
  }

  /// A decision about one.
  abstract static class Decision extends OfTenantsOne {
    private final String word;

    Decision(GlobalOptions options, String word) {
      super(options);
      this.word = word;
    }

    @Override
    public void run() {
      var path = path("/holds/%s/%s".formatted(id(), word));
      var hold = admin().post(path, ScimJson.object());
      print(hold, hold.path("status").asString());
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
