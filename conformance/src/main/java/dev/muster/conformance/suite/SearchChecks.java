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
import java.util.List;
import java.util.stream.Stream;

/// Queries by POST to `/.search` (RFC 7644 §3.4.3), and across all types (§3.4.2.1).
public final class SearchChecks {
  private static final String TAG = "search";
  private static final String SECTION = "RFC 7644 §3.4.3";
  private static final String POSTED =
      "Clients MAY execute queries without passing parameters on the URL by using the HTTP POST verb combined with the \"/.search\" path extension.";

  private SearchChecks() {}

  /// Checks of one resource type.
  public static List<Check> ofType() {
    return Stream.of(
            must(
                TAG,
                "a-filter-in-the-body",
                275,
                SECTION,
                POSTED,
                t -> {
                  var batch = Batch.of(t, 2);
                  var answer = search(t, t.kind().endpoint(), batch.only(1), "");
                  Expect.equal(List.of(batch.get(1).id()), ids(answer), "ids found");
                }),
            must(
                TAG,
                "paging-in-the-body",
                275,
                SECTION,
                "startIndex An integer indicating the 1-based index of the first query result. … count An integer indicating the desired maximum number of query results per page.",
                t -> {
                  var batch = Batch.of(t, 3);
                  var more = ", \"startIndex\": 2, \"count\": 1";
                  var answer = search(t, t.kind().endpoint(), batch.all(), more);
                  Expect.equal(1, ids(answer).size(), "resources");
                  Expect.equal(3, answer.json().path("totalResults").asInt(-1), "totalResults");
                }),
            must(
                TAG,
                "attributes-in-the-body",
                275,
                SECTION,
                "attributes A multi-valued list of strings indicating the names of resource attributes to return in the response",
                t -> {
                  var batch = Batch.of(t, 1);
                  var more = ", \"attributes\": [%s]".formatted(Json.quoted(batch.naming()));
                  var answer = search(t, t.kind().endpoint(), batch.only(0), more);
                  Lists.requireListResponse(answer);
                  var found = answer.json().path("Resources").path(0);
                  Expect.that(Json.has(found, batch.naming()), batch.naming(), found);
                  Expect.that(!Json.has(found, "externalId"), "no externalId", found);
                }),
            must(
                TAG,
                "a-broken-filter-is-400",
                250,
                SECTION,
                "invalidFilter The specified filter syntax was invalid",
                t ->
                    Expect.error(
                        search(t, t.kind().endpoint(), "id eq", ""), 400, "invalidFilter")))
        .map(check -> check.needing(Feature.FILTER))
        .toList();
  }

  /// Checks of the whole provider.
  public static List<Check> ofAll() {
    return Stream.of(
            must(
                TAG,
                "across-all-types",
                275,
                SECTION,
                "The inclusion of \"/.search\" on the end of a valid SCIM endpoint SHALL be used to indicate that the HTTP POST verb is intended to be a query operation.",
                SearchChecks::acrossTypes),
            must(
                TAG,
                "types-can-be-chosen-by-meta",
                234,
                "RFC 7644 §3.4.2.1",
                "When processing query operations using endpoints that include more than one SCIM resource type (e.g., a query from the server root endpoint), filters MUST be processed in the same fashion as outlined in Section 3.4.2.2. For filtered attributes that are not part of a particular resource type, the service provider SHALL treat the attribute as if there is no attribute value.",
                SearchChecks::byResourceType),
            must(
                TAG,
                "get-at-the-root",
                234,
                "RFC 7644 §3.4.2.1",
                "the server root endpoint … all resources within the server are included subject to filtering",
                SearchChecks::rootQuery))
        .map(check -> check.needing(Feature.FILTER))
        .toList();
  }

  private static Answer search(Trial t, String endpoint, String filter, String more) {
    return t.post(
        endpoint + "/.search",
        """
        {"schemas": ["%s"], "filter": %s%s}
        """
            .formatted(Urns.SEARCH, Json.quoted(filter), more));
  }

  private static List<String> ids(Answer answer) {
    Lists.requireListResponse(answer);
    return Json.texts(answer.json().path("Resources"), "id");
  }

  private static Answer supported(Answer answer) {
    if (answer.status() == 501 || answer.status() == 404 || answer.status() == 405) {
      throw new CheckEnd.Skip("queries across all types are not offered: " + answer.status());
    }
    return answer;
  }

  private static void acrossTypes(Trial t) {
    var user = t.create(t.users());
    var filter = "userName eq " + Json.quoted(user.text("userName"));
    Expect.equal(List.of(user.id()), ids(supported(search(t, "", filter, ""))), "ids found");
  }

  private static void byResourceType(Trial t) {
    var group = t.create(t.groups());
    var filter =
        "displayName eq %s and meta.resourceType eq \"Group\""
            .formatted(Json.quoted(group.text("displayName")));
    Expect.equal(List.of(group.id()), ids(supported(search(t, "", filter, ""))), "ids found");
  }

  private static void rootQuery(Trial t) {
    var user = t.create(t.users());
    var filter = "id eq " + Json.quoted(user.id());
    var answer = t.get("?filter=" + ScimRequest.encode(filter));
    Expect.equal(List.of(user.id()), ids(supported(answer)), "ids found");
  }
}
