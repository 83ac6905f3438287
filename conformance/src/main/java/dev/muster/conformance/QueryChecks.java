package dev.muster.conformance;

import static dev.muster.conformance.CheckFailure.require;
import static dev.muster.conformance.CheckFailure.requireEqual;
import static dev.muster.conformance.CheckFailure.requireStatus;

import java.util.HashSet;
import java.util.List;

/// Filters and paging.
final class QueryChecks {
  static final List<Check> ALL =
      List.of(
          new Check("filter.eq", "7644 §3.4.2.2", "userName eq", finds("userName eq \"%s\"")),
          new Check(
              "filter.case",
              "7644 §3.4.2.2",
              "operators and names ignore case",
              finds("USERNAME EQ \"%s\"")),
          new Check("filter.sw", "7644 §3.4.2.2", "userName sw", finds("userName sw \"%s\"")),
          new Check("filter.co", "7644 §3.4.2.2", "userName co", finds("userName co \"%s\"")),
          new Check(
              "filter.and", "7644 §3.4.2.2", "and, pr", finds("userName eq \"%s\" and emails pr")),
          new Check(
              "filter.not", "7644 §3.4.2.2", "not", finds("userName eq \"%s\" and not (title pr)")),
          new Check(
              "filter.or",
              "7644 §3.4.2.2",
              "or in parentheses",
              finds("userName eq \"%s\" and (title pr or emails pr)")),
          new Check(
              "filter.sub",
              "7644 §3.4.2.2",
              "sub-attribute",
              finds("emails.value eq \"%s@example.com\"")),
          new Check(
              "filter.valuePath",
              "7644 §3.4.2.2",
              "value path",
              finds("emails[type eq \"work\" and value eq \"%s@example.com\"]")),
          new Check(
              "filter.nothing",
              "Entra's test connection",
              "no match is an empty list",
              QueryChecks::nothing),
          new Check(
              "filter.bad", "7644 §3.12", "a bad filter is 400 invalidFilter", QueryChecks::bad),
          new Check("paging", "7644 §3.4.2.4", "startIndex and count", QueryChecks::paging),
          new Check(
              "paging.count0",
              "7644 §3.4.2.4",
              "count=0 gives the total alone",
              QueryChecks::total));

  private QueryChecks() {}

  private static Check.Body finds(String filter) {
    return (scim, fixture) -> {
      var name = Fixture.unique("user");
      fixture.newUser(name);
      fixture.newUser();
      var answer = scim.filter("/Users", filter.formatted(name));
      requireStatus(200, answer, filter);
      requireEqual(1L, answer.body().path("totalResults").asLong(-1), "totalResults");
      requireEqual(
          name, answer.body().path("Resources").path(0).path("userName").asString(""), "userName");
    };
  }

  private static void nothing(Scim scim, Fixture fixture) {
    var answer = scim.filter("/Users", "userName eq \"" + Fixture.unique("nobody") + "\"");
    requireStatus(200, answer, "filter");
    requireEqual(0L, answer.body().path("totalResults").asLong(-1), "totalResults");
  }

  private static void bad(Scim scim, Fixture fixture) {
    var answer = scim.filter("/Users", "userName eq");
    requireStatus(400, answer, "filter=userName eq");
    requireEqual("invalidFilter", answer.body().path("scimType").asString(""), "scimType");
  }

  private static void paging(Scim scim, Fixture fixture) {
    var prefix = Fixture.unique("paged");
    for (var i = 0; i < 5; i++) {
      fixture.newUser(prefix + i);
    }
    var filter = Scim.encode("userName sw \"" + prefix + "\"");
    var seen = new HashSet<String>();
    for (var start = 1; start <= 5; start += 2) {
      var page = scim.get("/Users?filter=" + filter + "&startIndex=" + start + "&count=2").body();
      requireEqual(5L, page.path("totalResults").asLong(-1), "totalResults");
      requireEqual((long) start, page.path("startIndex").asLong(-1), "startIndex");
      page.path("Resources").forEach(user -> seen.add(user.path("id").asString()));
    }
    requireEqual(5, seen.size(), "different users over three pages");
  }

  private static void total(Scim scim, Fixture fixture) {
    fixture.newUser();
    var page = scim.get("/Users?count=0").body();
    require(page.path("totalResults").asLong(0) > 0, "totalResults: " + page);
    require(page.path("Resources").isEmpty(), "resources were not asked for");
  }
}
