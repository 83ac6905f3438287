package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.provider.Feature;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Filters that a provider has to refuse (RFC 7644 §3.4.2.2 and §3.12).
public final class FilterErrorChecks {
  private static final String TAG = "filter:errors";
  private static final String SECTION = "RFC 7644 §3.4.2.2";
  private static final String INVALID =
      "Providers MUST decline to filter results if the specified filter operation is not recognized and return an HTTP 400 error with a \"scimType\" error of \"invalidFilter\" and an appropriate human-readable response";

  private static final Map<String, String> BROKEN =
      new TreeMap<>(
          Map.of(
              "no-value", "userName eq",
              "an-unknown-operator", "userName like \"x\"",
              "an-open-parenthesis", "(userName eq \"x\"",
              "a-closing-parenthesis", "userName eq \"x\")",
              "an-open-quote", "userName eq \"x",
              "words-after-the-end", "userName eq \"x\" \"y\"",
              "a-dangling-and", "userName eq \"x\" and",
              "nothing-but-a-name", "userName",
              "empty-brackets", "emails[]",
              "brackets-in-brackets", "emails[value[type eq \"x\"]]"));

  private FilterErrorChecks() {}

  public static List<Check> all() {
    return Stream.concat(
            BROKEN.entrySet().stream().map(each -> broken(each.getKey(), each.getValue())),
            others().stream())
        .map(check -> check.needing(Feature.FILTER))
        .toList();
  }

  private static Check broken(String name, String filter) {
    return must(
        TAG,
        name,
        250,
        SECTION,
        INVALID,
        t -> Expect.error(t.filter(t.users(), filter), 400, "invalidFilter"));
  }

  private static List<Check> others() {
    return List.of(
        should(
            TAG,
            "an-unknown-attribute",
            250,
            "RFC 7644 §3.12, Table 9",
            "invalidFilter The specified filter syntax was invalid …, or the specified attribute and filter comparison combination is not supported.",
            t -> Expect.error(t.filter(t.users(), "emial eq \"x\""), 400, "invalidFilter")),
        should(
            TAG,
            "a-number-for-text",
            250,
            "RFC 7644 §3.12, Table 9",
            "invalidFilter … the specified attribute and filter comparison combination is not supported.",
            t -> Expect.calm(t.filter(t.users(), "userName eq 7"))),
        should(
            TAG,
            "text-for-a-boolean",
            250,
            "RFC 7644 §3.12, Table 9",
            "invalidFilter … the specified attribute and filter comparison combination is not supported.",
            t -> Expect.calm(t.filter(t.users(), "active eq \"maybe\""))),
        must(
            TAG,
            "an-empty-filter-is-no-failure",
            250,
            SECTION,
            "The \"filter\" parameter MUST contain at least one valid expression",
            t -> Expect.calm(t.filter(t.users(), ""))));
  }
}
