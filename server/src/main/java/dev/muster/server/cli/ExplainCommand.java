package dev.muster.server.cli;

import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster explain`: why a person has the accounts that it has.
@Command(
    name = "explain",
    description =
        "Explains a person: who it is, whether each application has it in scope and why, what each mapping gives, what was done, what would change now.")
final class ExplainCommand extends OfTenant {
  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "userName, mail address, externalId, display name or id.")
  private String name = "";

  @Option(names = "--group", description = "It is a group.")
  private boolean group;

  @Option(names = "--app", paramLabel = "JOB", description = "Only this application or job.")
  private Optional<String> application = Optional.empty();

  @Option(names = "--no-plan", description = "Do not ask targets what would change now.")
  private boolean noPlan;

  ExplainCommand(GlobalOptions options) {
    super(options);
  }

  @Override
  public void run() {
    var query = new StringJoiner("&");
    query.add((group ? "group=" : "user=") + AdminClient.segment(name));
    query.add("plan=" + !noPlan);
    application.ifPresent(job -> query.add("application=" + AdminClient.segment(job)));
    var explanation = admin().get(path("/explain?" + query));
    var lines = new StringJoiner("\n");
    explanation.path("words").forEach(line -> lines.add(line.asString()));
    print(explanation, lines.toString());
  }
}
