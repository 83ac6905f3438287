package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.provider.Feature;
import java.util.List;
import java.util.stream.Stream;

/// Sorting (RFC 7644 §3.4.2.3), where it is advertised, of any resource type.
public final class SortChecks {
  private static final String TAG = "sort";
  private static final String SECTION = "RFC 7644 §3.4.2.3";
  private static final String ORDER =
      "sortOrder A string indicating the order in which the \"sortBy\" parameter is applied. Allowed values are \"ascending\" and \"descending\".";

  private SortChecks() {}

  /// Checks of one resource type.
  public static List<Check> all() {
    return Stream.of(
            must(
                TAG,
                "ascending",
                260,
                SECTION,
                ORDER,
                t -> {
                  var batch = mixed(t);
                  requireOrder(t, batch, "sortBy=externalId&sortOrder=ascending", 1, 2, 0);
                }),
            must(
                TAG,
                "descending",
                260,
                SECTION,
                ORDER,
                t -> {
                  var batch = mixed(t);
                  requireOrder(t, batch, "sortBy=externalId&sortOrder=descending", 0, 2, 1);
                }),
            must(
                TAG,
                "ascending-unless-said",
                260,
                SECTION,
                "If a value for \"sortBy\" is provided and no \"sortOrder\" is specified, \"sortOrder\" SHALL default to ascending.",
                t -> {
                  var batch = mixed(t);
                  requireOrder(t, batch, "sortBy=externalId", 1, 2, 0);
                }),
            must(
                TAG,
                "by-a-path",
                263,
                SECTION,
                "The \"sortBy\" attribute MUST be in standard attribute notation (Section 3.10) form.",
                t -> {
                  var batch = Batch.of(t, 3);
                  var answer = Lists.page(t, t.kind(), batch.all(), "sortBy=meta.created");
                  Expect.equal(batch.ids(), ids(answer), "order by meta.created");
                }),
            must(
                TAG,
                "what-has-no-value-is-last-when-ascending",
                262,
                SECTION,
                "if there's no data for the specified \"sortBy\" value, they are sorted via the \"sortOrder\" parameter, i.e., they are ordered last if ascending and first if descending.",
                t -> {
                  var batch = withGap(t);
                  requireOrder(t, batch, "sortBy=externalId", 2, 0, 1);
                }),
            must(
                TAG,
                "what-has-no-value-is-first-when-descending",
                262,
                SECTION,
                "if there's no data for the specified \"sortBy\" value, … they are ordered last if ascending and first if descending.",
                t -> {
                  var batch = withGap(t);
                  requireOrder(t, batch, "sortBy=externalId&sortOrder=descending", 1, 0, 2);
                }),
            must(
                TAG,
                "works-with-paging",
                265,
                SECTION,
                "Sort is OPTIONAL. Sorting allows clients to specify the order in which resources are returned",
                SortChecks::paged))
        .map(check -> check.needing(Feature.SORT).needing(Feature.FILTER))
        .toList();
  }

  // Made in an order that is not that of their externalIds.
  private static Batch mixed(Trial t) {
    var order = List.of("c", "a", "b");
    return Batch.of(
        t,
        t.kind(),
        3,
        (body, index) -> body.put("externalId", t.prefix() + "-" + order.get(index)));
  }

  private static Batch withGap(Trial t) {
    var order = List.of("b", "", "a");
    return Batch.of(
        t,
        t.kind(),
        3,
        (body, index) -> {
          body.put("externalId", t.prefix() + "-" + order.get(index));
          if (index == 1) {
            body.remove("externalId");
          }
        });
  }

  private static List<String> ids(Answer answer) {
    Lists.requireListResponse(answer);
    return Json.texts(answer.json().path("Resources"), "id");
  }

  private static void requireOrder(Trial t, Batch batch, String sort, Integer... order) {
    var expected = Stream.of(order).map(index -> batch.get(index).id()).toList();
    Expect.equal(expected, ids(Lists.page(t, t.kind(), batch.all(), sort)), "order by " + sort);
  }

  private static void paged(Trial t) {
    var batch = mixed(t);
    var second = Lists.page(t, t.kind(), batch.all(), "sortBy=externalId&startIndex=2&count=1");
    Expect.equal(List.of(batch.get(2).id()), ids(second), "the second of three");
  }
}
