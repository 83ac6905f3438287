package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.provider.Attribute;
import dev.muster.conformance.provider.Feature;
import dev.muster.conformance.provider.ResourceKind;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Each operator on each data type that a resource type has an attribute of (RFC 7644 §3.4.2.2).
public final class FilterTypeChecks {
  private static final String SECTION = "RFC 7644 §3.4.2.2";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String UNORDERED =
      "Boolean and Binary attributes SHALL cause a failed response (HTTP status code 400) with \"scimType\" of \"invalidFilter\".";

  // A smaller and a greater value of each type.
  private static final Map<String, List<JsonNode>> VALUES =
      Map.of(
          "boolean",
          List.of(JSON.booleanNode(false), JSON.booleanNode(true)),
          "integer",
          List.of(JSON.numberNode(9), JSON.numberNode(10)),
          "decimal",
          List.of(JSON.numberNode(9.5), JSON.numberNode(10.25)),
          "dateTime",
          List.of(JSON.stringNode("2024-02-29T12:30:45Z"), JSON.stringNode("2024-10-01T00:00:00Z")),
          "reference",
          List.of(
              JSON.stringNode("https://example.com/a"), JSON.stringNode("https://example.com/b")),
          "binary",
          List.of(JSON.stringNode("AAAA"), JSON.stringNode("BBBB")));

  private FilterTypeChecks() {}

  /// Checks of one resource type.
  public static List<Check> of(ResourceKind kind) {
    var all = new ArrayList<Check>();
    for (var type : List.of("boolean", "integer", "decimal", "dateTime", "reference", "binary")) {
      findAttribute(kind, type).ifPresent(attribute -> all.addAll(typed(attribute)));
    }
    all.addAll(times());
    return all.stream().map(check -> check.needing(Feature.FILTER)).toList();
  }

  private static Optional<Attribute> findAttribute(ResourceKind kind, String type) {
    return kind.attributes().stream()
        .filter(attribute -> attribute.type().equals(type) && !attribute.multiValued())
        .filter(attribute -> attribute.isReadWrite() && attribute.returned().equals("default"))
        .filter(attribute -> !attribute.isResourceReference() && !attribute.isUnique())
        .findFirst();
  }

  private static List<Check> typed(Attribute attribute) {
    var all = new ArrayList<Check>();
    all.add(
        compare(
            attribute,
            "eq",
            "The attribute and operator values must be identical for a match.",
            0,
            0));
    all.add(compare(attribute, "ne", "The attribute and operator values are not identical.", 0, 1));
    all.add(
        compare(
            attribute,
            "pr",
            "If the attribute has a non-empty or non-null value … there is a match.",
            0,
            0,
            1));
    switch (attribute.type()) {
      case "boolean", "binary" -> {
        for (var operator : List.of("gt", "ge", "lt", "le")) {
          all.add(unordered(attribute, operator));
        }
      }
      case "reference" ->
          all.add(
              compare(
                  attribute,
                  "sw",
                  "The entire operator value must be a substring of the attribute value, starting at the beginning of the attribute value.",
                  1,
                  1));
      default -> {
        all.add(
            compare(
                attribute, "gt", "the actual comparison is dependent on the attribute type", 0, 1));
        all.add(
            compare(
                attribute,
                "ge",
                "the actual comparison is dependent on the attribute type",
                0,
                0,
                1));
        all.add(
            compare(
                attribute, "lt", "the actual comparison is dependent on the attribute type", 1, 0));
        all.add(
            compare(
                attribute,
                "le",
                "the actual comparison is dependent on the attribute type",
                1,
                0,
                1));
      }
    }
    return all;
  }

  private static Check compare(
      Attribute attribute, String operator, String sentence, int value, Integer... found) {
    return must(
        "filter:" + attribute.type(),
        operator,
        245,
        SECTION,
        operator + " " + sentence,
        t -> {
          var values = VALUES.getOrDefault(attribute.type(), List.of());
          var batch =
              Batch.of(
                  t, t.kind(), 2, (body, index) -> body.set(attribute.name(), values.get(index)));
          FilterChecks.requireFound(
              t,
              batch,
              "%s and %s"
                  .formatted(batch.all(), comparison(attribute, operator, values.get(value))),
              found);
        });
  }

  private static Check unordered(Attribute attribute, String operator) {
    return must(
        "filter:" + attribute.type(),
        operator + "-is-refused",
        244,
        SECTION,
        UNORDERED,
        t -> {
          var value = VALUES.getOrDefault(attribute.type(), List.of()).getFirst();
          Expect.error(
              t.filter(t.kind(), comparison(attribute, operator, value)), 400, "invalidFilter");
        });
  }

  private static String comparison(Attribute attribute, String operator, JsonNode value) {
    return operator.equals("pr")
        ? attribute.name() + " pr"
        : "%s %s %s".formatted(attribute.name(), operator, value);
  }

  // Every resource has these two times.
  private static List<Check> times() {
    return List.of(
        created("eq", true),
        created("ne", false),
        created("ge", true),
        created("le", true),
        created("gt", false),
        created("lt", false),
        must(
            "filter:meta",
            "created-in-another-zone",
            245,
            "RFC 7643 §2.3.5",
            "dateTime A DateTime value … encoded as a valid xsd:dateTime … (chronological comparison)",
            FilterTypeChecks::anotherZone),
        must(
            "filter:meta",
            "last-modified-gt-the-past",
            245,
            SECTION,
            "filter=meta.lastModified gt \"2011-05-13T04:42:34Z\"",
            t -> {
              var resource = t.create();
              Lists.requireFinds(
                  t,
                  t.kind(),
                  named(t, resource.text(ReadChecks.naming(t)))
                      + " and meta.lastModified gt \"2011-05-13T04:42:34Z\"",
                  resource);
            }));
  }

  private static String named(Trial t, String name) {
    return "%s eq %s".formatted(ReadChecks.naming(t), Json.quoted(name));
  }

  private static Check created(String operator, boolean matches) {
    return must(
        "filter:meta",
        "created-" + operator,
        245,
        SECTION,
        operator
            + ": the actual comparison is dependent on the attribute type … for date and time, chronological",
        t -> {
          var resource = t.create();
          var filter =
              "%s and meta.created %s %s"
                  .formatted(
                      named(t, resource.text(ReadChecks.naming(t))),
                      operator,
                      resource.json().path("meta").path("created"));
          if (matches) {
            Lists.requireFinds(t, t.kind(), filter, resource);
          } else {
            Lists.requireFindsNothing(t, t.kind(), filter);
          }
        });
  }

  private static void anotherZone(Trial t) {
    var resource = t.create();
    var created = Times.require(resource.json().path("meta").path("created").asString(""));
    var elsewhere = created.atOffset(ZoneOffset.ofHours(5)).toString();
    Lists.requireFinds(
        t,
        t.kind(),
        "%s and meta.created eq %s"
            .formatted(named(t, resource.text(ReadChecks.naming(t))), Json.quoted(elsewhere)),
        resource);
  }
}
