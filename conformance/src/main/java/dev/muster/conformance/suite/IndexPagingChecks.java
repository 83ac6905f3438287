package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.provider.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Paging by `startIndex` and `count` (RFC 7644 §3.4.2.4), of any resource type.
public final class IndexPagingChecks {
  private static final String TAG = "paging:index";
  private static final String SECTION = "RFC 7644 §3.4.2.4";
  private static final String COUNT =
      "count Non-negative integer. Specifies the desired maximum number of query results per page, e.g., 10. A negative value SHALL be interpreted as \"0\". A value of \"0\" indicates that no resource results are to be returned except for \"totalResults\".";

  private IndexPagingChecks() {}

  /// Checks of one resource type.
  public static List<Check> all() {
    return Stream.of(pages(), edges())
        .flatMap(List::stream)
        .map(check -> check.needing(Feature.INDEX_PAGING).needing(Feature.FILTER))
        .toList();
  }

  private static List<Check> pages() {
    return List.of(
        must(
            TAG,
            "no-more-than-count",
            266,
            SECTION,
            "when specified, the service provider MUST NOT return more results than specified, although it MAY return fewer results.",
            t ->
                Expect.that(
                    page(t, "count=2").json().path("Resources").size() <= 2,
                    "at most 2 resources",
                    page(t, "count=2").json().path("Resources").size())),
        must(
            TAG,
            "total-results-counts-all",
            267,
            SECTION,
            "totalResults Non-negative integer. Specifies the total number of results matching the client query",
            t -> Expect.equal(3, number(page(t, "count=1"), "totalResults"), "totalResults")),
        must(
            TAG,
            "start-index-is-echoed",
            232,
            SECTION,
            "startIndex The 1-based index of the first result in the current set of query results.",
            t ->
                Expect.equal(
                    2, number(page(t, "startIndex=2&count=1"), "startIndex"), "startIndex")),
        must(
            TAG,
            "items-per-page-is-true",
            232,
            SECTION,
            "itemsPerPage Non-negative integer. Specifies the number of query results returned in a query response page",
            t -> {
              var answer = page(t, "startIndex=1&count=2");
              Expect.equal(
                  answer.json().path("Resources").size(),
                  number(answer, "itemsPerPage"),
                  "itemsPerPage");
            }),
        must(
            TAG,
            "pages-hold-each-resource-once",
            265,
            SECTION,
            "Pagination parameters can be used together to \"page through\" large numbers of resources",
            IndexPagingChecks::walk),
        must(
            TAG,
            "the-last-page-may-be-short",
            266,
            SECTION,
            "it MAY return fewer results",
            t ->
                Expect.equal(
                    1,
                    page(t, "startIndex=3&count=10").json().path("Resources").size(),
                    "resources")));
  }

  private static List<Check> edges() {
    return List.of(
        must(
            TAG,
            "start-index-0-is-1",
            265,
            SECTION,
            "startIndex The 1-based index of the first query result. A value less than 1 SHALL be interpreted as 1.",
            t ->
                Expect.equal(
                    3,
                    page(t, "startIndex=0&count=10").json().path("Resources").size(),
                    "resources")),
        must(
            TAG,
            "a-negative-start-index-is-1",
            265,
            SECTION,
            "A value less than 1 SHALL be interpreted as 1.",
            t ->
                Expect.equal(
                    3,
                    page(t, "startIndex=-5&count=10").json().path("Resources").size(),
                    "resources")),
        must(
            TAG,
            "count-0-gives-the-total-alone",
            266,
            SECTION,
            COUNT,
            t -> totalAlone(t, "count=0")),
        must(TAG, "a-negative-count-is-0", 266, SECTION, COUNT, t -> totalAlone(t, "count=-1")),
        must(
            TAG,
            "beyond-the-end-is-an-empty-page",
            233,
            SECTION,
            "totalResults … the total number of results; the page holds none of them",
            t -> {
              var answer = page(t, "startIndex=100&count=10");
              Lists.requireListResponse(answer);
              Expect.equal(0, answer.json().path("Resources").size(), "resources");
              Expect.equal(3, number(answer, "totalResults"), "totalResults");
            }),
        should(
            TAG,
            "a-huge-count-is-cut-not-refused",
            269,
            "RFC 7643 §5",
            "maxResults An integer value specifying the maximum number of resources returned in a response.",
            t ->
                Expect.equal(
                    3, page(t, "count=1000000").json().path("Resources").size(), "resources")),
        must(
            TAG,
            "words-as-count-are-no-failure",
            266,
            SECTION,
            "count Non-negative integer.",
            t -> Expect.calm(t.get(t.kind().endpoint() + "?count=many"))),
        must(
            TAG,
            "counters-are-integers",
            232,
            "RFC 7644 §3.4.2",
            "totalResults … The value may be larger than the number of resources returned … (integers, not text: Okta refuses text)",
            t -> {
              var json = page(t, "startIndex=1&count=1").json();
              for (var counter : List.of("totalResults", "startIndex", "itemsPerPage")) {
                Expect.that(
                    json.path(counter).isIntegralNumber(),
                    counter + " as an integer",
                    json.path(counter));
              }
            }));
  }

  // Of three resources that were made for it.
  private static Answer page(Trial t, String parameters) {
    var answer = Lists.page(t, t.kind(), Batch.of(t, 3).all(), parameters);
    Expect.status(answer, 200);
    return answer;
  }

  private static int number(Answer answer, String counter) {
    return answer.json().path(counter).asInt(-1);
  }

  private static void totalAlone(Trial t, String parameters) {
    var answer = page(t, parameters);
    Expect.equal(3, number(answer, "totalResults"), "totalResults");
    Expect.equal(0, answer.json().path("Resources").size(), "resources");
  }

  private static void walk(Trial t) {
    var batch = Batch.of(t, 5);
    var seen = new ArrayList<String>();
    for (int start = 1; start <= 5; start += 2) {
      var answer = Lists.page(t, t.kind(), batch.all(), "startIndex=%d&count=2".formatted(start));
      Lists.requireListResponse(answer);
      seen.addAll(Json.texts(answer.json().path("Resources"), "id"));
    }
    Expect.equal(
        batch.ids().stream().sorted().toList(),
        seen.stream().sorted().toList(),
        "ids on all pages");
  }
}
