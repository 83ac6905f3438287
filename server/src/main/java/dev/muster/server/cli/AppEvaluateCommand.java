package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster app evaluate`: what the settings make of one person.
@Command(
    name = "evaluate",
    description =
        "Says whether a user or group is in scope, clause by clause, and what each mapping gives. Sends nothing.")
final class AppEvaluateCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(names = "--user", paramLabel = "NAME", description = "A user, by userName or id.")
  private Optional<String> user = Optional.empty();

  @Option(names = "--group", paramLabel = "NAME", description = "A group, by displayName or id.")
  private Optional<String> group = Optional.empty();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Under settings that are not saved: what \"app mappings --set\" takes.")
  private Optional<Path> settings = Optional.empty();

  AppEvaluateCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var body = settings.map(JsonFile::read).orElseGet(ScimJson::object);
    user.ifPresent(name -> body.put("user", name));
    group.ifPresent(name -> body.put("group", name));
    var evaluation = options.adminClient().post(job.path() + "/evaluations", body);
    options.output().print(evaluation, text(evaluation));
  }

  private static String text(JsonNode evaluation) {
    var lines = new StringJoiner("\n");
    var scope = evaluation.path("scope");
    lines.add(
        "%s %s is %s: %s."
            .formatted(
                evaluation.path("objectType").asString(),
                evaluation.path("displayName").asString(),
                scope.path("inScope").asBoolean() ? "in scope" : "out of scope",
                scope.path("reason").asString()));
    for (var filter : scope.path("filters")) {
      lines.add(" %s %s".formatted(mark(filter), filter.path("title").asString()));
      for (var clause : filter.path("clauses")) {
        lines.add(
            "   %s %s, found %s"
                .formatted(mark(clause), clause.path("clause").asString(), clause.path("seen")));
      }
    }
    if (scope.has("changesAt")) {
      lines.add("Time alone may change that at " + scope.path("changesAt").asString() + ".");
    }
    for (var attribute : evaluation.path("attributes")) {
      lines.add("   %s ← %s".formatted(attribute.path("target").asString(), value(attribute)));
    }
    return lines.toString();
  }

  private static String mark(JsonNode verdict) {
    return verdict.path("holds").asBoolean() ? "✓" : "✗";
  }

  private static String value(JsonNode attribute) {
    if (attribute.has("problem")) {
      return "! " + attribute.path("problem").asString();
    }
    if (attribute.has("value")) {
      return attribute.path("value").toString();
    }
    return attribute.has("default")
        ? "nothing; a new object gets " + attribute.path("default")
        : "nothing";
  }
}
