package dev.muster.conformance.suite;

import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.ResourceKind;
import dev.muster.conformance.provider.Urns;
import java.util.List;

/// What is common to checks of lists of resources.
public final class Lists {
  private Lists() {}

  /// RFC 7644 §3.4.2.
  public static void requireListResponse(Answer answer) {
    Expect.status(answer, 200);
    Expect.that(
        answer.json().path("schemas").toString().contains(Urns.LIST),
        "schemas with " + Urns.LIST,
        answer.summary());
    Expect.that(
        answer.json().path("totalResults").isIntegralNumber(),
        "totalResults as an integer",
        answer.json().path("totalResults"));
  }

  /// Ids of the resources that fit a filter; the check fails if the filter is refused.
  public static List<String> ids(Trial t, ResourceKind kind, String filter) {
    var answer = t.filter(kind, filter);
    requireListResponse(answer);
    return Json.resources(answer.json()).stream()
        .map(each -> each.path("id").asString(""))
        .toList();
  }

  /// A filter that has to find exactly this resource.
  public static void requireFinds(Trial t, ResourceKind kind, String filter, Resource wanted) {
    Expect.equal(List.of(wanted.id()), ids(t, kind, filter), "ids found by " + filter);
  }

  /// A filter that has to find nothing, with an empty list.
  public static void requireFindsNothing(Trial t, ResourceKind kind, String filter) {
    Expect.equal(List.of(), ids(t, kind, filter), "ids found by " + filter);
  }

  /// A page of what fits a filter.
  ///
  /// @param more other parameters, such as `startIndex=2&count=1`
  public static Answer page(Trial t, ResourceKind kind, String filter, String more) {
    return t.get("%s?filter=%s&%s".formatted(kind.endpoint(), ScimRequest.encode(filter), more));
  }

  /// Exactly one user has this value.
  public static void requireFindsOne(Trial t, String attribute, String value) {
    var filter = "%s eq %s".formatted(attribute, Json.quoted(value));
    Expect.equal(1, ids(t, t.users(), filter).size(), "number found by " + filter);
  }
}
