package dev.muster.scim.dialect;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One way in which clients differ from the RFCs, and how it is put right. Rules apply in this
/// order.
///
/// Transcripts under `transcripts/` of the server's tests prove each of them; `docs/dialects.md`
/// lists which.
public enum DialectRule {
  OP_CASE(
      "PATCH operations named `Add`, `Replace`, `Remove`",
      "`add`, `replace`, `remove` (RFC 7644 §3.5.2); the parser reads any case, so this rule only"
          + " counts"),

  EMPTY_PATH(
      "a PATCH operation with the path `\"\"`", "an operation without path (RFC 7644 §3.5.2)"),

  READ_ONLY_ECHO(
      "a PATCH operation without path that sends the resource's own `id`, or its `meta`, `schemas`,"
          + " `groups`, back",
      "the operation without them (readOnly, RFC 7643 §7); another id is refused"),

  PATH_KEYS(
      "a PATCH operation without path whose value has paths as keys: `name.givenName`,"
          + " `urn:…:User:employeeNumber`, `emails[type eq \"work\"].value`",
      "an operation of its own for each path (RFC 7644 §3.5.2)"),

  EXTENSION_NAMES(
      "an attribute of an extension without its URN (`manager`, `department`) in a path, a filter or"
          + " at the top of a resource, or at the top with it (`urn:…:User:department`)",
      "`urn:…:User:manager` in paths and filters (RFC 7644 §3.10), members of the extension's object"
          + " in resources (RFC 7643 §3.3)"),

  MICROSOFT_SCHEMA(
      "`http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group` among the `schemas`",
      "`schemas` without it: no resource type has it (RFC 7643 §3)"),

  VALUE_PATH_COMPARISON(
      "the filter `emails[type eq \"work\"].value eq \"x\"`",
      "`emails[type eq \"work\" and value eq \"x\"]` (RFC 7644 §3.4.2.2)"),

  UNQUOTED_TEXT(
      "a filter without quotes: `externalId eq jyoung`, `userName sw O`, `meta.created gt 2015-10-10T14:38:21Z`",
      "`externalId eq \"jyoung\"` (RFC 7644 §3.4.2.2, compValue)"),

  TEXT_BOOLEAN(
      "`\"False\"` for false, in values, filters and value paths: `roles[primary eq \"True\"].value`",
      "`false` (RFC 7643 §2.3.2)"),

  JSON_TEXT(
      "values of `roles` that are JSON in a string: `{\"value\":"
          + " \"{\\\"value\\\":\\\"Admin\\\",\\\"displayName\\\":\\\"…\\\"}\"}`",
      "the value that the string holds, its `displayName` as `display` (RFC 7643 §2.4)"),

  ARRAY_FOR_ONE(
      "an array of one for a singular attribute: `\"manager\": [{\"value\": \"7\"}]`,"
          + " `\"displayName\": [{\"value\": \"x\"}]`",
      "that one value (RFC 7643 §2.3)"),

  EMPTY_TEXT(
      "an empty string, or a value or reference whose `value` is one, to clear an attribute",
      "null, which says the same as leaving it out (RFC 7643 §2.5)"),

  TEXT_FOR_REFERENCE("`\"manager\": \"7\"`", "`\"manager\": {\"value\": \"7\"}` (RFC 7643 §4.3)"),

  ONE_FOR_MANY(
      "one object for a multi-valued attribute: `\"emails\": {\"value\": \"a@example.com\"}`",
      "an array of it (RFC 7643 §2.4)"),

  REMOVE_VALUE_LIST(
      "a remove that lists what to remove: `{\"op\": \"Remove\", \"path\": \"members\", \"value\":"
          + " [{\"value\": \"7\"}]}`; to the letter it would remove all",
      "`members[value eq \"7\"]`, an operation for each value (RFC 7644 §3.5.2.2)"),

  REPLACE_CREATES_VALUE(
      "a replace of `emails[type eq \"work\"].value` whether or not there is a work address",
      "an add, which replaces what is there and makes what is not; a remove when the new value is"
          + " empty (RFC 7644 §3.5.2.3 has a replace fail)");

  private final String sent;
  private final String form;

  DialectRule(String sent, String form) {
    this.sent = sent;
    this.form = form;
  }

  /// The name in settings, metrics and logs: `text-boolean`.
  public String keyword() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What clients send.
  public String sent() {
    return sent;
  }

  /// What the provider sees instead, with the section that says so.
  public String form() {
    return form;
  }

  /// The presets of the clients that send it.
  public Set<Preset> clients() {
    return Arrays.stream(Preset.values())
        .filter(preset -> preset != Preset.AUTO && preset.rules().contains(this))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Preset.class)));
  }

  /// Whether a client of the RFC's may mean what it says: under [Preset#AUTO] the rule then waits
  /// for a sign of Entra: `aadOptscim062020` in the query, an op in title case, or keys that are
  /// paths.
  public boolean waitsForSign() {
    return this == REPLACE_CREATES_VALUE;
  }

  /// The rule of that name in settings.
  public static Optional<DialectRule> find(String keyword) {
    return Arrays.stream(values()).filter(rule -> rule.keyword().equals(keyword)).findFirst();
  }

  /// The names of all rules, for messages.
  public static String keywords() {
    return Arrays.stream(values()).map(DialectRule::keyword).collect(Collectors.joining(", "));
  }

  /// What the rule does to which parts of a request.
  List<Rewriting> rewritings() {
    return switch (this) {
      case OP_CASE -> List.of(new OperationRules.OpCase());
      case EMPTY_PATH -> List.of(new OperationRules.EmptyPath());
      case READ_ONLY_ECHO -> List.of(new OperationRules.ReadOnlyEcho());
      case PATH_KEYS -> List.of(new PathKeys());
      case EXTENSION_NAMES ->
          List.of(
              new ExtensionNames.OfPath(),
              new ExtensionNames.OfMember(),
              new FilterRules.ExtensionName());
      case MICROSOFT_SCHEMA -> List.of(new MicrosoftSchema());
      case VALUE_PATH_COMPARISON -> List.of(new FilterRules.ValuePathComparison());
      case UNQUOTED_TEXT -> List.of(new FilterRules.UnquotedText());
      case TEXT_BOOLEAN -> List.of(new FilterRules.TextBoolean(), new ValueRules.TextBoolean());
      case JSON_TEXT -> List.of(new ValueRules.JsonText());
      case ARRAY_FOR_ONE -> List.of(new ValueRules.ArrayForOne());
      case EMPTY_TEXT -> List.of(new ValueRules.EmptyText());
      case TEXT_FOR_REFERENCE -> List.of(new ValueRules.TextForReference());
      case ONE_FOR_MANY -> List.of(new ValueRules.OneForMany());
      case REMOVE_VALUE_LIST -> List.of(new OperationRules.RemoveValueList());
      case REPLACE_CREATES_VALUE -> List.of(new OperationRules.ReplaceCreatesValue());
    };
  }
}
