package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.Feature;
import dev.muster.conformance.provider.Urns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Paging by cursor (RFC 9865), where it is advertised, of any resource type.
public final class CursorPagingChecks {
  private static final String TAG = "paging:cursor";
  private static final String SECTION = "RFC 9865 §2";
  private static final int MOST_PAGES = 50;

  private CursorPagingChecks() {}

  /// Checks of one resource type.
  public static List<Check> all() {
    return Stream.of(pages(), edges())
        .flatMap(List::stream)
        .map(check -> check.needing(Feature.CURSOR_PAGING).needing(Feature.FILTER))
        .toList();
  }

  private static List<Check> pages() {
    return List.of(
        must(
            TAG,
            "an-empty-cursor-begins",
            501,
            SECTION,
            "cursor … MUST be omitted or empty in the first request",
            t -> Lists.requireListResponse(page(t, Batch.of(t, 3), "", 2))),
        must(
            TAG,
            "each-page-but-the-last-has-a-next-cursor",
            503,
            SECTION,
            "nextCursor … MUST be present in each page but the last; its absence means that there is no next page",
            t -> {
              var batch = Batch.of(t, 3);
              var first = page(t, batch, "", 2);
              Expect.that(
                  !first.at("nextCursor").isEmpty(), "nextCursor on page 1", first.summary());
              var last = page(t, batch, first.at("nextCursor"), 2);
              Expect.that(
                  last.at("nextCursor").isEmpty(), "no nextCursor on the last", last.summary());
            }),
        must(
            TAG,
            "pages-hold-each-resource-once",
            503,
            SECTION,
            "a client follows nextCursor until there is none, and has then seen every resource",
            t -> {
              var batch = Batch.of(t, 5);
              Expect.equal(
                  sorted(batch.ids()), sorted(walk(t, batch, () -> {})), "ids on all pages");
            }),
        must(
            TAG,
            "nobody-is-lost-when-others-go",
            503,
            SECTION,
            "unlike an index, a cursor keeps its place while resources come and go",
            CursorPagingChecks::nobodyLost),
        must(
            TAG,
            "no-more-than-count",
            502,
            SECTION,
            "count … the service provider MUST NOT return more results than specified",
            t ->
                Expect.equal(
                    2,
                    page(t, Batch.of(t, 3), "", 2).json().path("Resources").size(),
                    "resources")),
        must(
            TAG,
            "cursors-need-no-encoding",
            501,
            SECTION,
            "cursor values are strings of unreserved characters of RFC 3986",
            t -> {
              var cursor = page(t, Batch.of(t, 3), "", 1).at("nextCursor");
              Expect.that(cursor.matches("[A-Za-z0-9._~-]+"), "letters, digits and -._~", cursor);
            }),
        must(
            TAG,
            "works-in-a-search-request",
            511,
            "RFC 9865 §3",
            "When using \"/.search\" … cursor and count are members of the SearchRequest",
            CursorPagingChecks::search));
  }

  private static List<Check> edges() {
    return List.of(
        must(
            TAG,
            "the-first-page-has-no-previous",
            504,
            SECTION,
            "previousCursor … MUST NOT be present on the first page",
            t ->
                Expect.equal(
                    "", page(t, Batch.of(t, 3), "", 1).at("previousCursor"), "previousCursor")),
        must(
            TAG,
            "a-cursor-of-nobody-is-400",
            508,
            SECTION,
            "invalidCursor Cursor value is invalid and cannot be used to retrieve a page",
            t ->
                Expect.error(
                    page(t, Batch.of(t, 1), "no-cursor-of-yours", 1), 400, "invalidCursor")),
        must(
            TAG,
            "count-0-gives-the-total-alone",
            502,
            SECTION,
            "count … A value of \"0\" indicates that no resource results are to be returned except for totalResults",
            t ->
                Expect.equal(
                    0,
                    page(t, Batch.of(t, 2), "", 0).json().path("Resources").size(),
                    "resources")));
  }

  private static Answer page(Trial t, Batch batch, String cursor, int count) {
    return Lists.page(
        t,
        t.kind(),
        batch.all(),
        "cursor=%s&count=%d".formatted(ScimRequest.encode(cursor), count));
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().sorted().toList();
  }

  private static List<String> walk(Trial t, Batch batch, Runnable afterFirst) {
    var seen = new ArrayList<String>();
    var cursor = "";
    for (int i = 0; i < MOST_PAGES; i++) {
      var answer = page(t, batch, cursor, 1);
      Lists.requireListResponse(answer);
      seen.addAll(Json.texts(answer.json().path("Resources"), "id"));
      cursor = answer.at("nextCursor");
      if (cursor.isEmpty()) {
        return seen;
      }
      if (i == 0) {
        afterFirst.run();
      }
    }
    throw new CheckEnd.Failure("an end after some pages", MOST_PAGES + " pages and a nextCursor");
  }

  private static void nobodyLost(Trial t) {
    var batch = Batch.of(t, 5);
    var first = page(t, batch, "", 1).json().path("Resources").path(0).path("id").asString("");
    var gone = batch.resources().stream().filter(each -> each.id().equals(first)).toList();
    var seen = walk(t, batch, () -> gone.forEach(each -> t.delete(each.path())));
    Expect.equal(sorted(batch.ids()), sorted(seen), "ids on all pages");
  }

  private static void search(Trial t) {
    var batch = Batch.of(t, 2);
    var body =
        """
        {"schemas": ["%s"], "filter": %s, "cursor": "", "count": 1}
        """
            .formatted(Urns.SEARCH, Json.quoted(batch.all()));
    var answer = t.post(t.kind().endpoint() + "/.search", body);
    Lists.requireListResponse(answer);
    Expect.that(!answer.at("nextCursor").isEmpty(), "nextCursor", answer.summary());
  }
}
