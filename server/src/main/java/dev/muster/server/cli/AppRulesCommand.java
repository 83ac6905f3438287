package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// `muster app rules`: by which rules a job runs, holds and deletes.
@Command(
    name = "rules",
    description = "Shows the rules of a job - guard, leavers, drift, schedule - or changes some.")
final class AppRulesCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(
      names = "--set",
      paramLabel = "RULE=VALUE",
      description = "A rule by its path, such as guard.mostRemovals=50; \"null\" for the default.")
  private Map<String, String> changes = new LinkedHashMap<>();

  AppRulesCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    var path = job.path() + "/rules";
    var rules = changes.isEmpty() ? admin.get(path) : admin.patch(path, patch());
    options.output().print(rules, text(rules));
  }

  private ObjectNode patch() {
    var patch = ScimJson.object();
    changes.forEach((rule, value) -> {
      var names = rule.split("\\.", -1);
      var object = patch;
      for (var i = 0; i < names.length - 1; i++) {
        object = object.withObjectProperty(names[i]);
      }
      object.set(names[names.length - 1], value(value));
    });
    return patch;
  }

  /// Numbers, truth and null are what they look like; all else is text.
  private static JsonNode value(String text) {
    try {
      var value = JsonMapper.shared().readTree(text);
      return value.isValueNode() && !value.isMissingNode() ? value : StringNode.valueOf(text);
    } catch (JacksonException e) {
      return StringNode.valueOf(text);
    }
  }

  /// One rule a line, each by its path.
  static String text(JsonNode rules) {
    var lines = new StringJoiner("\n");
    for (var rule : rules.properties()) {
      if (rule.getValue().isObject()) {
        for (var part : rule.getValue().properties()) {
          lines.add(line(rule.getKey() + "." + part.getKey(), part.getValue()));
        }
      } else {
        lines.add(line(rule.getKey(), rule.getValue()));
      }
    }
    return lines.toString();
  }

  private static String line(String path, JsonNode value) {
    return "%-30s %s".formatted(path, value.asString());
  }
}
