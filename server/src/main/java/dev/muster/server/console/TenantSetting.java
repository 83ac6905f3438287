package dev.muster.server.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A setting of a tenant that a page offers.
///
/// @param path its name in the admin API, after the group that it is in: `quotas.maxUsers`
/// @param hint what it does; empty when the label says it
/// @param choices of a choice, in their order
public record TenantSetting(
    String path, String label, String hint, Kind kind, List<String> choices) {

  public TenantSetting {
    choices = List.copyOf(choices);
  }

  /// How it is typed in.
  public enum Kind {
    NUMBER,
    SWITCH,
    CHOICE
  }

  /// All of them, by the title of their section.
  static final Map<String, List<TenantSetting>> SECTIONS = sections();

  private static Map<String, List<TenantSetting>> sections() {
    var sections = new LinkedHashMap<String, List<TenantSetting>>();
    sections.put(
        "Limits",
        List.of(
            number(
                "quotas.maxUsers",
                "People at most",
                "Nothing stands for no limit; one more is refused."),
            number("quotas.maxGroups", "Groups at most", ""),
            number("quotas.maxOfOtherTypes", "Resources of other types at most", ""),
            number(
                "rateLimit.requestsPerSecond",
                "Requests a second",
                "For ever; more are answered with 429."),
            number("rateLimit.burst", "Requests at once after a quiet time", "")));
    sections.put(
        "Clients that take away too much",
        List.of(
            toggle("circuitBreaker.enabled", "Hold such a client until somebody approves"),
            number("circuitBreaker.share", "Share of the people, in percent", ""),
            number("circuitBreaker.minimum", "People at least", "Fewer are never too many."),
            number("circuitBreaker.memberShare", "Share of the memberships, in percent", ""),
            number("circuitBreaker.memberMinimum", "Memberships at least", ""),
            number("circuitBreaker.windowMinutes", "Within minutes", "")));
    sections.put(
        "Request log",
        List.of(
            choice("requestLog.recorded", "What is recorded", "all", "changes", "failures", "none"),
            toggle("requestLog.bodies", "Keep bodies"),
            number("requestLog.retentionDays", "Days that it is kept", "")));
    sections.put(
        "Deleted people and history",
        List.of(
            number("retention.deletedDays", "Days that a deleted person can be restored", ""),
            number("retention.historyDays", "Days that it is known who changed what", ""),
            number(
                "retention.feedDays", "Days that the change feed can be told again", "4 at least."),
            choice("recreate", "Id of somebody who is created again", "new-id", "same-id")));
    sections.put(
        "Passwords",
        List.of(
            toggle("passwords.accepted", "People have passwords, which clients may set"),
            toggle(
                "passwords.temporary",
                "Who got a password from a client changes it at first sign-in"),
            number("passwords.minimumLength", "Characters at least", "")));
    return sections;
  }

  private static TenantSetting number(String path, String label, String hint) {
    return new TenantSetting(path, label, hint, Kind.NUMBER, List.of());
  }

  private static TenantSetting toggle(String path, String label) {
    return new TenantSetting(path, label, "", Kind.SWITCH, List.of());
  }

  private static TenantSetting choice(String path, String label, String... choices) {
    return new TenantSetting(path, label, "", Kind.CHOICE, List.of(choices));
  }

  /// The group that it is in; empty text for none.
  String group() {
    return path.contains(".") ? path.substring(0, path.indexOf('.')) : "";
  }

  String name() {
    return path.substring(path.indexOf('.') + 1);
  }

  /// Its value among all settings; empty text when there is none.
  String value(JsonNode settings) {
    var node = group().isEmpty() ? settings : settings.path(group());
    return node.path(name()).asString("");
  }
}
