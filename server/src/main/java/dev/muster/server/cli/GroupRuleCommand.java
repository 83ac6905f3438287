package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster group-rule`: groups whose members a filter finds.
@Command(
    name = "group-rule",
    description = "Dynamic groups: their members are the users that a SCIM filter finds.",
    synopsisSubcommandLabel = "COMMAND")
final class GroupRuleCommand {
  private GroupRuleCommand() {}

  static GroupRuleCommand group() {
    return new GroupRuleCommand();
  }

  /// `muster group-rule list`.
  @Command(name = "list", description = "Lists dynamic groups with their rules.")
  static final class Listing extends OfTenant {
    Listing(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var list = admin().get(path("/dynamic-groups"));
      print(
          list,
          Output.table(
              List.of("GROUP", "MEMBERS", "RULE"),
              list.path("dynamicGroups"),
              group ->
                  List.of(
                      group.path("displayName").asString(""),
                      group.path("members").asString(),
                      group.path("rule").asString())));
    }
  }

  /// `muster group-rule set`.
  @Command(name = "set", description = "Gives a group a rule, or another one.")
  static final class Put extends OfTenant {
    @Parameters(index = "1", paramLabel = "GROUP", description = "A group, by displayName or id.")
    private String group = "";

    @Parameters(
        index = "2",
        paramLabel = "RULE",
        description = "A filter such as 'title eq \"Engineer\" and active eq true'.")
    private String rule = "";

    Put(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var path = path("/dynamic-groups/" + AdminClient.segment(group));
      print(
          admin().put(path, ScimJson.object().put("rule", rule)),
          "The members follow the rule from now on.");
    }
  }

  /// `muster group-rule remove`.
  @Command(name = "remove", description = "Takes a group its rule; its members stay.")
  static final class Remove extends OfTenant {
    @Parameters(index = "1", paramLabel = "GROUP", description = "A group, by displayName or id.")
    private String group = "";

    Remove(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      JsonNode removed = admin().delete(path("/dynamic-groups/" + AdminClient.segment(group)));
      print(removed, "The group is an ordinary one again.");
    }
  }
}
