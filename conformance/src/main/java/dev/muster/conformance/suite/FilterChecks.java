package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.provider.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Filters on text and how they are joined (RFC 7644 §3.4.2.2), of any resource type.
public final class FilterChecks {
  private static final String TEXT = "filter:text";
  private static final String LOGIC = "filter:logic";
  private static final String SECTION = "RFC 7644 §3.4.2.2";
  private static final String ORDER =
      "If the attribute value [compares lexicographically for strings, chronologically for date and time, numerically for integers], there is a match.";
  private static final String PRECEDENCE =
      "Filters MUST be evaluated using the following order of operations, in order of precedence: 1. Grouping operators 2. Logical operators - where \"not\" takes precedence over \"and\", which takes precedence over \"or\" 3. Attribute operators";

  private FilterChecks() {}

  /// Checks of one resource type.
  public static List<Check> all() {
    var all = new ArrayList<Check>();
    all.addAll(operators());
    all.addAll(logic());
    return all.stream().map(check -> check.needing(Feature.FILTER)).toList();
  }

  private static List<Check> operators() {
    return List.of(
        text(
            "eq",
            "eq equal The attribute and operator values must be identical for a match.",
            batch -> batch.only(0),
            0),
        text(
            "ne",
            "ne not equal The attribute and operator values are not identical.",
            batch -> "%s and %s ne %s".formatted(batch.all(), batch.naming(), name(batch, 0)),
            1,
            2),
        text(
            "co",
            "co contains The entire operator value must be a substring of the attribute value for a match.",
            batch -> "%s co %s".formatted(batch.naming(), Json.quoted(batch.name(1).substring(1))),
            1),
        text(
            "sw",
            "sw starts with The entire operator value must be a substring of the attribute value, starting at the beginning of the attribute value.",
            Batch::all,
            0,
            1,
            2),
        text(
            "ew",
            "ew ends with The entire operator value must be a substring of the attribute value, matching at the end of the attribute value.",
            batch -> "%s ew %s".formatted(batch.naming(), Json.quoted(batch.name(2).substring(6))),
            2),
        text(
            "pr",
            "pr present (has value) If the attribute has a non-empty or non-null value, or if it contains a non-empty node for complex attributes, there is a match.",
            batch -> "%s and externalId pr".formatted(batch.all()),
            0,
            1,
            2),
        text(
            "gt",
            "gt greater than " + ORDER,
            batch -> "%s and %s gt %s".formatted(batch.all(), batch.naming(), name(batch, 1)),
            2),
        text(
            "ge",
            "ge greater than or equal to " + ORDER,
            batch -> "%s and %s ge %s".formatted(batch.all(), batch.naming(), name(batch, 1)),
            1,
            2),
        text(
            "lt",
            "lt less than " + ORDER,
            batch -> "%s and %s lt %s".formatted(batch.all(), batch.naming(), name(batch, 1)),
            0),
        text(
            "le",
            "le less than or equal to " + ORDER,
            batch -> "%s and %s le %s".formatted(batch.all(), batch.naming(), name(batch, 1)),
            0,
            1),
        text(
            "operators-have-no-case",
            "Attribute names and attribute operators used in filters are case insensitive.",
            batch -> "%s EQ %s".formatted(batch.naming(), name(batch, 1)),
            1),
        text(
            "names-have-no-case",
            "Attribute names and attribute operators used in filters are case insensitive.",
            batch -> "%s eq %s".formatted(batch.naming().toUpperCase(Locale.ROOT), name(batch, 1)),
            1),
        text(
            "names-may-have-their-urn",
            "attrPath = [URI \":\"] ATTRNAME *1subAttr",
            batch -> "%s:%s eq %s".formatted(batch.kind().schema(), batch.naming(), name(batch, 1)),
            1),
        text(
            "by-id",
            "The \"filter\" parameter MUST contain at least one valid expression [on any attribute, the common ones too]",
            batch -> "id eq " + Json.quoted(batch.get(1).id()),
            1),
        text(
            "by-external-id",
            "The \"filter\" parameter MUST contain at least one valid expression [on any attribute, the common ones too]",
            batch -> "externalId eq " + Json.quoted(batch.get(1).text("externalId")),
            1),
        text(
            "by-resource-type",
            "filter=(meta.resourceType eq User) or (meta.resourceType eq Group) [RFC 7644 §3.4.2.1]",
            batch ->
                "%s and meta.resourceType eq %s"
                    .formatted(batch.only(1), Json.quoted(batch.kind().name())),
            1),
        text(
            "by-schema",
            "filter=schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"",
            batch ->
                "%s and schemas eq %s".formatted(batch.only(1), Json.quoted(batch.kind().schema())),
            1),
        must(
            TEXT,
            "external-ids-are-case-exact",
            140,
            "RFC 7643 §3.1",
            "externalId … This attribute has \"caseExact\" as \"true\"",
            FilterChecks::externalIdCase),
        must(
            TEXT,
            "no-match-is-an-empty-list",
            233,
            "RFC 7644 §3.4.2",
            "A query that does not return any matches SHALL return success (HTTP status code 200) with \"totalResults\" set to a value of 0.",
            t -> {
              var naming = ReadChecks.naming(t);
              var answer = t.filter(t.kind(), naming + " eq " + Json.quoted(t.name("nobody")));
              Lists.requireListResponse(answer);
              Expect.equal(0, answer.json().path("totalResults").asInt(-1), "totalResults");
            }),
        must(
            TEXT,
            "finds-what-was-just-changed",
            230,
            "RFC 7644 §3.4.2",
            "the query returns [the resources as they are]",
            FilterChecks::foundAfterReplace));
  }

  private static List<Check> logic() {
    return List.of(
        logic(
            "and",
            "and Logical \"and\" The filter is only a match if both expressions evaluate to true.",
            batch -> "%s and externalId eq %s".formatted(batch.all(), external(batch, 1)),
            1),
        logic(
            "or",
            "or Logical \"or\" The filter is a match if either expression evaluates to true.",
            batch -> "%s or %s".formatted(batch.only(0), batch.only(2)),
            0,
            2),
        logic(
            "not",
            "not \"Not\" function The filter is a match if the expression evaluates to false.",
            batch -> "%s and not (%s)".formatted(batch.all(), batch.only(1)),
            0,
            2),
        logic(
            "not-without-blank",
            "FILTER = … *1\"not\" \"(\" FILTER \")\"",
            batch -> "%s and not(%s)".formatted(batch.all(), batch.only(1)),
            0,
            2),
        logic(
            "grouping",
            "( ) Precedence grouping Boolean expressions MAY be grouped using parentheses to change the standard order of operations",
            batch ->
                "(%s or %s) and externalId eq %s"
                    .formatted(batch.only(0), batch.only(1), external(batch, 1)),
            1),
        logic(
            "and-binds-tighter-than-or",
            PRECEDENCE,
            batch ->
                "%s or %s and externalId eq %s"
                    .formatted(batch.only(0), batch.only(1), external(batch, 1)),
            0,
            1),
        logic(
            "not-binds-tighter-than-and",
            PRECEDENCE,
            batch -> "not (%s) and %s or %s".formatted(batch.only(1), batch.all(), batch.only(1)),
            0,
            1,
            2),
        logic(
            "logical-operators-have-no-case",
            "Attribute names and attribute operators used in filters are case insensitive.",
            batch -> "%s AND NOT (%s)".formatted(batch.all(), batch.only(1)),
            0,
            2),
        logic(
            "nested-parentheses",
            "Boolean expressions MAY be grouped using parentheses to change the standard order of operations",
            batch -> "((%s) or ((%s)))".formatted(batch.only(0), batch.only(1)),
            0,
            1));
  }

  private static Check text(
      String name, String sentence, Function<Batch, String> filter, Integer... found) {
    return finding(TEXT, name, 240, sentence, filter, found);
  }

  private static Check logic(
      String name, String sentence, Function<Batch, String> filter, Integer... found) {
    return finding(LOGIC, name, 241, sentence, filter, found);
  }

  private static Check finding(
      String tag,
      String name,
      int rule,
      String sentence,
      Function<Batch, String> filter,
      Integer... found) {
    return must(
        tag,
        name,
        rule,
        SECTION,
        sentence,
        t -> {
          var batch = Batch.of(t, 3);
          requireFound(t, batch, filter.apply(batch), found);
        });
  }

  /// A filter that has to find those of a batch with these indexes, and nothing else.
  static void requireFound(Trial t, Batch batch, String filter, Integer... found) {
    Set<String> expected = new TreeSet<>();
    for (var index : found) {
      expected.add(batch.get(index).id());
    }
    Set<String> ids = new TreeSet<>(Lists.ids(t, batch.kind(), filter));
    Expect.equal(expected, ids, "found by %s:".formatted(filter));
  }

  private static String name(Batch batch, int index) {
    return Json.quoted(batch.name(index));
  }

  private static String external(Batch batch, int index) {
    return Json.quoted(batch.get(index).text("externalId"));
  }

  private static void externalIdCase(Trial t) {
    var external = t.create().text("externalId");
    Lists.requireFindsNothing(
        t, t.kind(), "externalId eq " + Json.quoted(external.toUpperCase(Locale.ROOT)));
  }

  private static void foundAfterReplace(Trial t) {
    var naming = ReadChecks.naming(t);
    var resource = t.create();
    var body = t.maker().typical(t.kind()).put(naming, t.name("renamed"));
    Expect.success(t.put(resource.path(), body));
    Lists.requireFinds(
        t,
        t.kind(),
        "%s eq %s".formatted(naming, Json.quoted(body.path(naming).asString(""))),
        resource);
    Lists.requireFindsNothing(
        t, t.kind(), "%s eq %s".formatted(naming, Json.quoted(resource.text(naming))));
  }
}
