package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.console.ApplicationSettingPages.Choice;
import dev.muster.server.console.ApplicationSettingPages.Rule;
import dev.muster.server.console.ApplicationSettingPages.Section;
import dev.muster.server.http.HttpException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Each rule of an application as a field of a form, and back.
final class RuleFields {
  private static final List<Choice> LEAVER =
      List.of(
          new Choice("disable", "disable the account"),
          new Choice("delete", "delete the account"),
          new Choice("keep", "keep it as it is"));
  private static final List<Choice> REACTION =
      List.of(
          new Choice("report", "report it"),
          new Choice("repair", "repair it"),
          new Choice("ignore", "ignore it"));
  private static final List<Choice> CREATED =
      List.of(
          new Choice("report", "report it"),
          new Choice("delete", "delete it, administrators of the application too"),
          new Choice("ignore", "ignore it"));
  private static final String DURATION = "Such as P30D or PT40M.";

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "When it runs",
              "clock",
              List.of(
                  rule("interval", "At the latest every", DURATION),
                  rule("schedule.cron", "At these times (cron)", "Such as 0 2 * * MON-FRI."),
                  rule("schedule.timeZone", "In the time zone", "Such as Europe/Vienna."))),
          new Section(
              "What is held until somebody approves",
              "shield-check",
              List.of(
                  rule("guard.fewestRemovals", "So many removals are never held", ""),
                  rule("guard.mostRemovals", "More are always held", ""),
                  rule("guard.greatestShare", "A greater share is held", "From 0 to 1."),
                  rule("guard.fewestMemberRemovals", "Of members, never held", ""),
                  rule("guard.mostMemberRemovals", "Of members, always held", ""),
                  rule("planLifetime", "A plan that waits expires after", DURATION))),
          new Section(
              "Leavers",
              "user-minus",
              List.of(
                  choice("leavers.disabledInSource", "Who is made inactive", LEAVER),
                  rule("leavers.deleteAfterDisabled", "and deleted after", DURATION),
                  rule("leavers.deleteAfterOutOfScope", "Out of scope: deleted after", DURATION),
                  rule("leavers.deleteAfterMissing", "Gone: deleted after", DURATION))),
          new Section(
              "What people change in the application by hand",
              "git-compare",
              List.of(
                  rule("drift.every", "Look for it every", "Such as P1D, or never."),
                  choice("drift.changed", "A changed value", REACTION),
                  choice("drift.deleted", "A deleted account", REACTION),
                  choice("drift.created", "An account that is nobody's", CREATED),
                  choice("drift.memberships", "A changed membership", REACTION))),
          new Section(
              "Failures",
              "alert-triangle",
              List.of(
                  rule("deadLetters.attempts", "Given up after so many attempts", ""),
                  rule("deadLetters.age", "or after", DURATION))));

  private RuleFields() {}

  private static Rule rule(String path, String label, String hint) {
    return new Rule(path, label, hint, "", List.of());
  }

  private static Rule choice(String path, String label, List<Choice> choices) {
    return new Rule(path, label, "", "", choices);
  }

  /// All rules with their values.
  static List<Section> sections(JsonNode rules) {
    return SECTIONS.stream()
        .map(section ->
            new Section(
                section.title(),
                section.icon(),
                section.rules().stream().map(rule -> with(rule, rules)).toList()))
        .toList();
  }

  private static Rule with(Rule rule, JsonNode rules) {
    return new Rule(
        rule.path(),
        rule.label(),
        rule.hint(),
        rules.at(pointer(rule.path())).asString(""),
        rule.choices());
  }

  private static String pointer(String path) {
    return "/" + path.replace('.', '/');
  }

  /// What was typed in, as a merge patch: an empty field stands for the default.
  static ObjectNode patch(Form form) {
    var patch = ScimJson.object();
    for (var section : SECTIONS) {
      for (var rule : section.rules()) {
        var dot = rule.path().lastIndexOf('.');
        var object = dot < 0 ? patch : patch.withObject("/" + rule.path().substring(0, dot));
        put(object, rule.path(), rule.path().substring(dot + 1), form.text(rule.path()));
      }
    }
    return patch;
  }

  private static void put(ObjectNode object, String path, String name, String text) {
    if (text.isEmpty()) {
      object.putNull(name);
    } else if (path.equals("guard.greatestShare")) {
      object.put(name, share(text));
    } else if (path.startsWith("guard.") || path.equals("deadLetters.attempts")) {
      object.put(name, Numbers.parse(path, text));
    } else {
      object.put(name, text);
    }
  }

  private static double share(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw HttpException.invalid(
          "guard.greatestShare", "\"%s\" is no share from 0 to 1".formatted(text));
    }
  }
}
