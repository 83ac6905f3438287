package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Json.operation;
import static dev.muster.conformance.check.Json.quoted;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.Feature;
import java.util.ArrayList;
import java.util.List;

/// What the ServiceProviderConfig says, held against what the provider does: each feature is tried
/// whether it is advertised or not.
public final class FeatureChecks {
  private static final String TAG = "advertised";
  private static final String SECTION = "RFC 7643 §5";
  private static final String SENTENCE =
      "supported A Boolean value specifying whether or not the operation is supported. REQUIRED.";

  private FeatureChecks() {}

  /// Checks with users.
  public static List<Check> all() {
    return List.of(
        feature(Feature.PATCH, FeatureChecks::patch),
        feature(Feature.BULK, FeatureChecks::bulk),
        feature(Feature.FILTER, FeatureChecks::filter),
        feature(Feature.SORT, FeatureChecks::sort),
        feature(Feature.ETAG, FeatureChecks::etag),
        feature(Feature.CURSOR_PAGING, FeatureChecks::cursor),
        feature(Feature.INDEX_PAGING, FeatureChecks::index),
        must(
            TAG, "changePassword.supported", 180, SECTION, SENTENCE, FeatureChecks::changePassword),
        must(
            TAG,
            "filter.maxResults",
            180,
            SECTION,
            "maxResults An integer value specifying the maximum number of resources returned in a response. REQUIRED.",
            FeatureChecks::maxResults));
  }

  private static Check feature(Feature feature, Check.Body probe) {
    return must(
        TAG,
        feature.path(),
        180,
        SECTION,
        SENTENCE,
        t -> t.claim(feature.path(), t.provider().advertises(feature), () -> probe.run(t)));
  }

  private static List<String> userNames(Trial t, String query) {
    var answer = t.get(t.users().endpoint() + "?" + query);
    Expect.status(answer, 200);
    return Json.texts(answer.json().path("Resources"), "userName");
  }

  private static void patch(Trial t) {
    var user = t.create(t.users());
    var name = t.name("renamed");
    Expect.equal(
        name,
        t.patched(user, operation("replace", "userName", quoted(name)))
            .path("userName")
            .asString(""),
        "userName");
  }

  private static void bulk(Trial t) {
    var answer = Bulk.send(t, Bulk.post(t.users().endpoint(), "a", t.maker().typical(t.users())));
    Bulk.requireStatus(answer, 0, "201");
  }

  private static void filter(Trial t) {
    var user = t.create(t.users());
    t.create(t.users());
    Lists.requireFinds(t, t.users(), "userName eq " + quoted(user.text("userName")), user);
  }

  private static void sort(Trial t) {
    var names = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      names.add(t.create(t.users()).text("userName"));
    }
    var filter = "filter=" + ScimRequest.encode("userName sw " + quoted(t.prefix()));
    Expect.equal(
        names.stream().sorted().toList(),
        own(names, userNames(t, filter + "&sortBy=userName&sortOrder=ascending")),
        "ascending");
    Expect.equal(
        names.stream().sorted().toList().reversed(),
        own(names, userNames(t, filter + "&sortBy=userName&sortOrder=descending")),
        "descending");
  }

  private static List<String> own(List<String> names, List<String> all) {
    return all.stream().filter(names::contains).toList();
  }

  private static void etag(Trial t) {
    var user = t.create(t.users());
    var tag = t.get(user.path()).header("ETag");
    Expect.that(!tag.isEmpty(), "a header ETag", "none");
    t.patched(user, operation("replace", "userName", quoted(t.name("renamed"))));
    Expect.status(t.send(ScimRequest.of("DELETE", user.path()).with("If-Match", tag)), 412);
  }

  private static void cursor(Trial t) {
    t.create(t.users());
    t.create(t.users());
    var first = t.get(t.users().endpoint() + "?cursor=&count=1");
    Expect.status(first, 200);
    Expect.that(!first.at("nextCursor").isEmpty(), "nextCursor", first.summary());
    var next =
        t.get(
            t.users().endpoint() + "?count=1&cursor=" + ScimRequest.encode(first.at("nextCursor")));
    Lists.requireListResponse(next);
    Expect.that(
        !Json.texts(first.json().path("Resources"), "id")
            .equals(Json.texts(next.json().path("Resources"), "id")),
        "another page",
        next.summary());
  }

  private static void index(Trial t) {
    t.create(t.users());
    t.create(t.users());
    var first = userNames(t, "startIndex=1&count=1");
    var second = userNames(t, "startIndex=2&count=1");
    Expect.that(
        first.size() == 1 && second.size() == 1 && !first.equals(second),
        "two pages of one user each",
        first + " and " + second);
  }

  private static void changePassword(Trial t) {
    if (!t.provider().advertises(Feature.CHANGE_PASSWORD)) {
      throw new CheckEnd.Skip("not advertised: changePassword.supported");
    }
    var body = t.maker().typical(t.users()).put("password", "Xq9!" + t.name("Old"));
    t.claim(
        Feature.CHANGE_PASSWORD.path(),
        true,
        () -> {
          var user = t.create(t.users(), body);
          var changed =
              t.patch(
                  user.path(), operation("replace", "password", quoted("Xq9!" + t.name("New"))));
          Expect.status(changed, 200, 204);
          Expect.that(!Json.has(t.read(user), "password"), "no password", "a password");
        });
  }

  private static void maxResults(Trial t) {
    var most =
        t.provider()
            .findLimit("filter", "maxResults")
            .orElseThrow(() -> new CheckEnd.Skip("not advertised: filter.maxResults"));
    t.claim(
        "filter.maxResults=" + most,
        true,
        () -> {
          var found = userNames(t, "count=" + (most + 1L)).size();
          Expect.that(found <= most, "at most %d resources".formatted(most), found);
        });
  }
}
